"""Annotations: what GitHub shows beside the line of a file that it speaks of.

    ::error file=assets.toml,line=8,col=1,title=unknown key::`widht` is not a key of an image

Ten errors and ten warnings of a step are shown, and the rest dropped in silence, so the tenth says
how many more there are (GitHub documentation, 2026).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from assetforge.core.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from assetforge.core.diagnostics import Diagnostic

MOST: Final = 10  # of each level, for one step
_LEVELS: Final = ("error", "warning", "notice")
_IN_DATA: Final = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES: Final = {**_IN_DATA, ":": "%3A", ",": "%2C"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One remark; line and column count from 1, 0 is the whole file."""

    level: Literal["error", "warning", "notice"]
    title: str
    text: str
    file: str = ""  # relative to the repository; empty: no file
    line: int = 0
    column: int = 0


def annotation_of(diagnostic: Diagnostic, folder: str = "") -> Annotation:
    """Turn a diagnostic into a remark; `folder` leads from the repository to the project."""
    place = diagnostic.place
    return Annotation(
        level=diagnostic.severity, title=diagnostic.summary,
        text=f"{diagnostic.detail} ({diagnostic.hint})", file=folder + place.file,
        line=place.line, column=place.column,
    )  # fmt: skip


def show_annotations(remarks: Iterable[Annotation]) -> str:
    """Write remarks as commands, one a line, as many as are shown."""
    found = list(remarks)
    lines = (line for level in _LEVELS for line in _of_level(level, found))
    return "".join(f"{line}\n" for line in lines)


def _of_level(level: str, remarks: Sequence[Annotation]) -> Iterator[str]:
    found = [each for each in remarks if each.level == level]
    shown = found if len(found) <= MOST else found[: MOST - 1]
    yield from map(_command, shown)
    if len(found) > len(shown):
        text = f"and {len(found) - len(shown)} more in the log of this step"
        yield f"::{level}::{_escaped(text, _IN_DATA)}"


def _command(remark: Annotation) -> str:
    properties = {
        "file": remark.file, "line": remark.line, "col": remark.column, "title": remark.title,
    }  # fmt: skip
    words = ",".join(
        f"{name}={_escaped(clean(str(value)), _IN_PROPERTIES)}"
        for name, value in properties.items() if value
    )  # fmt: skip
    return (
        f"::{remark.level}{' ' if words else ''}{words}::{_escaped(clean(remark.text), _IN_DATA)}"
    )


def _escaped(text: str, escapes: Mapping[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in text)
