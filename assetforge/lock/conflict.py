"""A lock in which a merge left its marks: both sides, and often the base, as whole texts.

    [asset.hero]
    <<<<<<< HEAD
    key = "sha256:1…"       ours
    ||||||| 4f2c1aa         only in the styles diff3 and zdiff3
    key = "sha256:0…"       base
    =======
    key = "sha256:2…"       theirs
    >>>>>>> branch

What stands outside of the marks belongs to every side. A part may hold a conflict of its own: with
longer marks where git merged several bases, with the same ones where a conflict was committed. It
stays in the text of its side, to be taken apart there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

_Part: TypeAlias = Literal["ours", "base", "theirs"]
_PARTS: Final[tuple[_Part, ...]] = ("ours", "base", "theirs")


class BrokenConflictError(ValueError):
    """The marks do not go together; `line` counts from 1, `detail` says what is wrong there."""

    def __init__(self, line: int, detail: str) -> None:
        super().__init__(f"line {line}: {detail}")
        self.line = line
        self.detail = detail


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A whole text; for each of its lines, the line of the file that it comes from, from 1."""

    text: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """A text taken apart at its outermost conflicts."""

    ours: Side
    base: Side | None  # None: the marks do not tell
    theirs: Side


def whole_side(text: str) -> Side:
    """Take the text of a file as it is; its lines end in LF or in CR LF."""
    plain = text.replace("\r\n", "\n")
    return Side(text=plain, lines=tuple(range(1, plain.count("\n") + 2)))


def has_marks(text: str) -> bool:
    """Say whether a line looks like the beginning or the end of a conflict."""
    return ("<<<<<<<" in text or ">>>>>>>" in text) and _ENDS.search(text) is not None


def take_apart(side: Side) -> Sides:
    """Make the whole texts of both sides, and of the base where every conflict tells it.

    Raises:
        BrokenConflictError: the marks do not go together.
    """
    parts: dict[_Part, list[tuple[int, str]]] = {part: [] for part in _PARTS}
    reader = _Reader()
    for number, line in zip(side.lines, side.text.split("\n"), strict=True):
        for part in reader.parts_of(number, line):
            parts[part].append((number, line))
    reader.end()
    base = None if reader.lacks_base else _joined(parts["base"])
    return Sides(ours=_joined(parts["ours"]), base=base, theirs=_joined(parts["theirs"]))


_ENDS: Final = re.compile(r"^(?:<{7,}|>{7,})(?: .*)?\r?$", re.MULTILINE)
_MARK: Final = re.compile(r"(<{7,}|\|{7,}|={7,}|>{7,})(?: .*)?")


@dataclass(slots=True)
class _Open:
    """A conflict that has begun: where, how long its marks are, and in which part we are."""

    line: int
    length: int
    part: _Part = "ours"
    has_base: bool = False


class _Reader:
    """Reads line after line, and says to which parts each belongs."""

    def __init__(self) -> None:
        self.lacks_base = False
        self._open: list[_Open] = []  # the outermost first

    def parts_of(self, number: int, line: str) -> tuple[_Part, ...]:
        mark, depth = _MARK.fullmatch(line), len(self._open)
        is_mark = mark is not None and self._turn(number, mark[1])
        if is_mark and max(depth, len(self._open)) == 1:
            return ()
        return (self._open[0].part,) if self._open else _PARTS

    def end(self) -> None:
        if self._open:
            raise BrokenConflictError(self._open[-1].line, "a conflict begins here and never ends")

    def _turn(self, number: int, mark: str) -> bool:
        """Take a mark for what it is; False where it is none, but text that looks like one."""
        if mark[0] == "<":
            self._open.append(_Open(line=number, length=len(mark)))
            return True
        if not self._open and mark[0] == ">":
            raise BrokenConflictError(number, "a conflict ends here that nothing begins")
        if not self._open or self._open[-1].length != len(mark):
            return False
        return self._go_on(number, mark[0], self._open[-1])

    def _go_on(self, number: int, sign: str, conflict: _Open) -> bool:
        if sign == "|" and conflict.part == "ours":
            conflict.part, conflict.has_base = "base", True
            return True
        if sign == "=" and conflict.part != "theirs":
            conflict.part = "theirs"
            return True
        if sign == ">":
            self._close(number, conflict)
        return sign == ">"

    def _close(self, number: int, conflict: _Open) -> None:
        if conflict.part != "theirs":
            detail = "a conflict ends here that was not divided by `=======`"
            raise BrokenConflictError(number, detail)
        self._open.pop()
        if not self._open and not conflict.has_base:
            self.lacks_base = True


def _joined(lines: list[tuple[int, str]]) -> Side:
    return Side(
        text="\n".join(line for _, line in lines), lines=tuple(number for number, _ in lines)
    )
