"""A session: what a person types and what they see, as a text that reads like a document.

Prose stands at the margin and says what is going on.

$ assetforge build
    indented by four: everything that was printed, both streams in order
    [exit 10]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

INDENT: Final = "    "
_COMMAND: Final = re.compile(r"^\$ ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Prose:
    """What a reader is told between commands, blank lines and all."""

    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """A line that is played; what it printed is worked out anew each time."""

    line: str


Session: TypeAlias = tuple[Prose | Command, ...]


def parse_session(text: str) -> Session:
    """Read a session; what was printed is left out."""
    opening, *rest = _COMMAND.split(text)
    return (*_prose(opening), *(part for chunk in rest for part in _parts(chunk)))


def write_session(session: Session, play: Callable[[str], str]) -> str:
    """Write a session with what `play` makes of each command."""
    return "".join(_written(part, play) for part in session).strip("\n") + "\n"


def _parts(chunk: str) -> Iterator[Prose | Command]:
    line, _, after = chunk.partition("\n")
    lines = after.splitlines()
    printed = 0
    while printed < len(lines) and (lines[printed].startswith(INDENT) or not lines[printed]):
        printed += 1
    yield Command(line)
    yield from _prose("\n".join(lines[printed:]))


def _prose(text: str) -> Iterator[Prose]:
    if text.strip():
        yield Prose(text.strip("\n"))


def _written(part: Prose | Command, play: Callable[[str], str]) -> str:
    if isinstance(part, Prose):
        return f"\n{part.text}\n\n"
    printed = play(part.line).rstrip("\n")
    shown = "".join(f"{INDENT}{line}".rstrip() + "\n" for line in printed.split("\n") if printed)
    return f"$ {part.line}\n{shown}"
