"""Problems as they are found, each told once, however many cells share it.

    [image.banner]  matrix = { locale = [… 100 values] }
    size = "big"                   100 cells, one place  ──▶  one problem
    size = "{{locale}}"            wrong in some cells   ──▶  one problem, "(in `banner@de` and 7 more)"

What stands in `[defaults]` is shared in the same way by all assets of a kind.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assetforge.core.diagnostics import KeyPath, Problem
    from assetforge.manifest.cell import Cell

_Place: TypeAlias = tuple[str, str, "KeyPath", Literal["key", "value"]]
_Home: TypeAlias = tuple[str, "KeyPath"]

HOME: Final = 2  # keys that lead to an asset's table, or to that of a kind's defaults


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shared:
    problem: Problem
    addresses: dict[str, None]  # in the order found


class ProblemList:
    """Everything found wrong with a manifest so far."""

    def __init__(self, found: Iterable[Problem] = ()) -> None:
        self._plain: list[Problem] = list(found)
        self._shared: dict[_Place, _Shared] = {}

    def __bool__(self) -> bool:
        return bool(self._plain or self._shared)

    def add(self, problem: Problem) -> None:
        """Take note of a problem that concerns no cell more than another."""
        self._plain.append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take note of several."""
        self._plain.extend(problems)

    def add_in(self, address: str, problem: Problem) -> None:
        """Take note of a problem found in a cell; the first at a place speaks for the others."""
        place = (problem.code, problem.file, problem.path, problem.on)
        shared = self._shared.setdefault(place, _Shared(problem=problem, addresses={}))
        shared.addresses[address] = None

    def told(self, cells: Iterable[Cell]) -> Iterator[Problem]:
        """Tell each problem once, with the cells it is in where it is not in all of them."""
        yield from self._plain
        sharing = _sharing(cells) if self._shared else Counter[_Home]()
        for shared in self._shared.values():
            problem, addresses = shared.problem, tuple(shared.addresses)
            if len(addresses) < sharing[problem.file, problem.path[:HOME]]:
                problem = replace(problem, detail=f"{problem.detail} ({_where(addresses)})")
            yield problem


def _sharing(cells: Iterable[Cell]) -> Counter[_Home]:
    """Count how many cells each table speaks for."""
    count = Counter[_Home]()
    for cell in cells:
        count[cell.origin.file, cell.origin.path] += 1
        for home in {*cell.homes.items()}:
            ...
    return count
