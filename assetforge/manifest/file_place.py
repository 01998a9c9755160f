"""Where the file of an asset lies: a source's own, or the one that a result goes to.

path = "brand/logo.png"             brand/logo.png
output = "assets/hero.webp"         assets/hero    .webp
neither                             assets/banner@de-9x16    and what the bytes turn out to be
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.core.diagnostics import Problem
from assetforge.core.limits import listed
from assetforge.core.media import MP4, TYPE_BY_EXTENSION, WEBP
from assetforge.core.names import FILM_KINDS
from assetforge.core.paths import PathError, extension, join, parse_media_path, parse_path
from assetforge.core.text import shorten
from assetforge.manifest.wording import with_article

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.core.names import Kind
    from assetforge.manifest.cell import Cell

FILM_EXTENSIONS: Final = tuple(
    ending for ending, kind in TYPE_BY_EXTENSION.items() if kind in {MP4, WEBP}
)
PICTURE_EXTENSIONS: Final = tuple(
    ending for ending, kind in TYPE_BY_EXTENSION.items() if kind != MP4
)

OUR_EXTENSIONS: Final[Mapping[str, str]] = {".toml": "manifest", ".lock": "lock"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePlace:
    """A path without its extension, and the extension where the manifest says it."""

    stem: str  # of a source, its whole path
    extension: str | None


def named_as_ours(folder: str) -> str:
    """Say why a folder may not have its name, or nothing: a manifest's and a lock's are taken."""
    taken = next((part for part in folder.split("/") if extension(part) in OUR_EXTENSIONS), None)
    return "" if taken is None else f"has a folder named like a {OUR_EXTENSIONS[extension(taken)]}"


def file_place(cell: Cell, folder: str) -> FilePlace:
    """Say where a cell's file lies, if what the manifest says of it can be used."""
    if cell.declared.kind == "source":
        return FilePlace(stem=str(cell.fields.get("path", "")), extension=None)
    path = cell.fields.get("output")
    if not isinstance(path, str):
        return FilePlace(stem=join(folder, cell.address), extension=None)
    ending = extension(path)
    return FilePlace(stem=path[: len(path) - len(ending)], extension=ending or None)


def check_place(cell: Cell, place: FilePlace, refused: Mapping[str, str]) -> Iterator[Problem]:
    """Find what is wrong with it; `refused` says which files cannot be used, and why."""
    if cell.declared.kind == "source":
        yield from _check_source(cell, place.stem, refused)
    elif place.extension is None and "output" not in cell.fields:
        yield from _check_own_name(cell, place.stem)
    else:
        yield from _check_output(cell, place)


def _check_source(cell: Cell, path: str, refused: Mapping[str, str]) -> Iterator[Problem]:
    try:
        parse_media_path(path)
    except PathError as error:
        yield _bad_path(cell, "path", error, "such as `brand/logo.png`")
        return
    if path in refused:
        yield _problem(
            cell, "path", "file-refused", "a file that cannot be used", f"`{path}` {refused[path]}",
            "mend the path, or put a picture or film there that is what its extension says",
        )  # fmt: skip


def _check_own_name(cell: Cell, path: str) -> Iterator[Problem]:
    try:
        parse_path(path)
    except PathError as error:
        yield _problem(
            cell, "", "bad-path", "a path that cannot be used",
            f"its file would be `{shorten(path, 60)}`, and that path {error.reason}",
            "rename it, or say with `output` where the file goes",
        )  # fmt: skip


def _check_output(cell: Cell, place: FilePlace) -> Iterator[Problem]:
    kind, ending = cell.declared.kind, place.extension or ""
    try:
        parse_media_path(place.stem + ending)
        _refuse_ours(place.stem.rpartition("/")[0])
    except PathError as error:
        yield _bad_path(cell, "output", error, f"such as `assets/hero{_endings(kind)[0]}`")
        return
    if ending not in _endings(kind):
        is_film = kind in FILM_KINDS
        of, makes = ("a picture", "a film") if is_film else ("a film", "a picture")
        yield _problem(
            cell, "output", "wrong-extension", "an extension of another kind",
            f"`{ending}` is the extension of {of}, and {with_article(kind)} makes {makes}",
            f"write {listed(_endings(kind))}"
            + (", or cut a frame out of it with a `derive`" if is_film else ""),
        )  # fmt: skip


def _refuse_ours(folder: str) -> None:
    if reason := named_as_ours(folder):
        raise PathError(reason)


def _endings(kind: Kind) -> tuple[str, ...]:
    return FILM_EXTENSIONS if kind in FILM_KINDS else PICTURE_EXTENSIONS


def _bad_path(cell: Cell, key: str, error: PathError, example: str) -> Problem:
    return _problem(
        cell, key, "bad-path", "a path that cannot be used", f"the path {error.reason}",
        f"write a path inside the project, {example}",
    )  # fmt: skip


def _problem(cell: Cell, key: str, *said: str) -> Problem:
    code, summary, detail, hint = said
    origin = cell.origin(key) if key else cell.origin()
    return Problem(
        code=code, file=origin.file, path=origin.path, on="value" if key else "key",
        summary=summary, detail=detail, hint=hint,
    )  # fmt: skip
