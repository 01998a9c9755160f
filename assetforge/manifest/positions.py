"""Lines and columns, worked out only when there is something to complain about.

Problem (file, path of keys) ── Positions of that file's text ──▶ Diagnostic (file, line, column)
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.core.diagnostics import Diagnostic, Place
from assetforge.manifest.source_tree import SourceTree, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assetforge.core.diagnostics import KeyPath, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of one line; line and column count from 1, in characters, as does the length."""

    line: int
    column: int
    length: int


START = Span(line=1, column=1, length=1)


class Positions:
    """The places of keys and values in a TOML text.

    What is not there stands where its nearest parent does, or at the very start; what spans lines
    is cut at the end of its first. Where tree-sitter is missing, everything stands at the start.
    """

    def __init__(self, text: str) -> None:
        self._data = text.encode(errors="replace")
        self._line_starts = _line_starts(self._data)
        self._tree = _tree(text)

    def key(self, path: KeyPath) -> Span:
        """Find where a key stands; for a table, its part of the header."""
        return self._span(None if self._tree is None else self._tree.key(path))

    def value(self, path: KeyPath) -> Span:
        """Find where a value stands; for a table, its header."""
        return self._span(None if self._tree is None else self._tree.value(path))

    def last_repeat(self) -> tuple[Span, Span] | None:
        """Find the last key that is given twice: where it was, and where it is again."""
        repeat = None if self._tree is None else self._tree.last_repeat()
        return None if repeat is None else (self._span(repeat.first), self._span(repeat.again))

    def _span(self, stretch: Stretch | None) -> Span:
        if stretch is None:
            return START
        line = bisect_right(self._line_starts, stretch.start)
        begin = self._line_starts[line - 1]
        shown = self._data[stretch.start : stretch.end].partition(b"\n")[0]
        return Span(
            line=line,
            column=len(self._data[begin : stretch.start].decode()) + 1,
            length=max(1, len(shown.decode().rstrip())),
        )


def place_problems(problems: Iterable[Problem], texts: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Give each problem its line and column; sorted by place, the same one said only once."""
    positions: dict[str, Positions] = {}
    placed: dict[tuple[str, Place, str], Diagnostic] = {}
    for problem in problems:
        if problem.file not in positions:
            positions[problem.file] = Positions(texts.get(problem.file, ""))
        diagnostic = _placed(problem, positions[problem.file])
        placed.setdefault((diagnostic.code, diagnostic.place, diagnostic.detail), diagnostic)
    return tuple(sorted(placed.values(), key=_order))


def _tree(text: str) -> SourceTree | None:
    try:
        return SourceTree(text)
    except ImportError:
        return None


def _placed(problem: Problem, positions: Positions) -> Diagnostic:
    find = positions.key if problem.on == "key" else positions.value
    span = find(problem.path)
    return Diagnostic(
        code=problem.code,
        place=Place(file=problem.file, line=span.line, column=span.column, length=span.length),
        summary=problem.summary,
        detail=problem.detail,
        hint=problem.hint,
        severity=problem.severity,
    )


def _order(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    place = diagnostic.place
    return (place.file, place.line, place.column, diagnostic.code, diagnostic.detail)


def _line_starts(data: bytes) -> list[int]:
    starts = [0]
    for line in data.split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts[:-1]
