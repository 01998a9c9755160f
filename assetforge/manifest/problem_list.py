"""Problems as they are found, each told once, however many cells share it.

    [image.banner]  matrix = { width = [… 100 values] }
    quality = "big"             wrong in 100 cells, one place  ──▶  one problem
    quality = "{{width}}"       wrong in 8 of them             ──▶  "(in `banner@9` and 7 more)"

What stands in `[defaults]` is shared in the same way by all assets that take it from there.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assetforge.core.diagnostics import KeyPath, Problem
    from assetforge.manifest.cell import Cell

_Place: TypeAlias = tuple[str, str, "KeyPath", Literal["key", "value"]]
_Home: TypeAlias = tuple[str, "KeyPath"]


class ProblemList:
    """Everything found wrong with a manifest so far."""

    def __init__(self, found: Iterable[Problem] = ()) -> None:
        self._plain: list[Problem] = list(found)
        self._shared: dict[_Place, _Shared] = {}

    def add(self, problem: Problem) -> None:
        """Take note of a problem that concerns no cell more than another."""
        self._plain.append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take note of several."""
        self._plain.extend(problems)

    def add_in(self, address: str, problem: Problem) -> None:
        """Take note of a problem of one cell; the first at a place speaks for the others."""
        shared = self._shared.setdefault(_place(problem), _Shared(problem=problem, addresses={}))
        shared.addresses[address] = None

    def told(self, cells: Iterable[Cell]) -> Iterator[Problem]:
        """Tell each problem once, and which cells it is in where it is not in all of them."""
        yield from self._plain
        said = {_place(problem) for problem in self._plain}
        sharing = _sharing(cells) if self._shared else Counter[_Home]()
        for place, shared in self._shared.items():
            addresses = tuple(shared.addresses)
            if place in said:
                continue
            if len(addresses) < sharing[shared.home]:
                detail = f"{shared.problem.detail} ({_where(addresses)})"
                yield replace(shared.problem, detail=detail)
            else:
                yield shared.problem


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shared:
    problem: Problem
    addresses: dict[str, None]  # in the order found

    @property
    def home(self) -> _Home:
        """The asset's table, or the key in `[defaults]`, that several cells may share."""
        path = self.problem.path
        is_of_kind = path[0] == "defaults" and path[1] != "provider"
        return self.problem.file, path[: 3 if is_of_kind else 2]


def _place(problem: Problem) -> _Place:
    return problem.code, problem.file, problem.path, problem.on


def _sharing(cells: Iterable[Cell]) -> Counter[_Home]:
    """Count how many cells each home speaks for."""
    count = Counter[_Home]()
    for cell in cells:
        own = cell.origin()
        count[own.file, own.path] += 1
        for key, home in cell.homes.items():
            count[home.file, (*home.path, key)] += 1
    return count


def _where(addresses: Sequence[str]) -> str:
    more = f" and {len(addresses) - 1:,} more" if len(addresses) > 1 else ""
    return f"in `{addresses[0]}`{more}"
