"""Layers of a graph: who stands in which column, and in which order, so that few edges cross.

    column   0        1        2        3
             hero ──▶ beach ──▶ 4k ───▶ clip
             logo ──▶   │        └────▶ thumb
                        └──▶ ( ) ─────▶ poster

Columns follow the longest path; what needs nothing stands just before its first user. An edge over
several columns bends at a point, `( )`, in each column between. The order in a column comes from
barycentre sweeps (Sugiyama, Tagawa and Toda, 1981); the best order of all sweeps is kept.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SWEEPS: Final = 6
MOST_POINTS: Final = 20_000  # beyond, long edges are drawn straight

Inputs: TypeAlias = "Mapping[str, Sequence[str]]"
Neighbours: TypeAlias = "Sequence[Sequence[int]]"  # by point


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """Points by column, top to bottom. A point without a name is a bend of a long edge."""

    columns: tuple[tuple[int, ...], ...]
    names: tuple[str | None, ...]  # by point
    before: tuple[tuple[int, ...], ...]  # by point: neighbours one column to the left
    after: tuple[tuple[int, ...], ...]  # and to the right
    routes: tuple[tuple[int, ...], ...]  # each edge as points, from input to user


def layers_of(order: Sequence[str], inputs: Inputs) -> Layers:
    """Lay out connected assets given inputs first; each may name only others among them."""
    ranks = _ranks(order, inputs)
    draft = _Draft(order, ranks)
    is_bent = _bends(ranks, inputs) <= MOST_POINTS
    for name in order:
        for source in dict.fromkeys(inputs[name]):
            draft.connect(source, name, is_bent=is_bent)
    return draft.ordered()


def _ranks(order: Sequence[str], inputs: Inputs) -> dict[str, int]:
    ranks: dict[str, int] = {}
    nearest: dict[str, int] = {}
    for name in order:
        ranks[name] = max((ranks[source] + 1 for source in inputs[name]), default=0)
        for source in inputs[name]:
            nearest[source] = min(nearest.get(source, ranks[name]), ranks[name])
    for name in order:
        if not inputs[name] and name in nearest:
            ranks[name] = nearest[name] - 1
    return ranks


def _bends(ranks: Mapping[str, int], inputs: Inputs) -> int:
    return sum(ranks[name] - ranks[source] - 1 for name in ranks for source in set(inputs[name]))


class _Draft:
    """Points and their neighbours while edges are added."""

    def __init__(self, order: Sequence[str], ranks: Mapping[str, int]) -> None:
        self.points = {name: point for point, name in enumerate(order)}
        self.names: list[str | None] = list(order)
        self.ranks = [ranks[name] for name in order]
        self.before: list[list[int]] = [[] for _ in order]
        self.after: list[list[int]] = [[] for _ in order]
        self.routes: list[tuple[int, ...]] = []

    def connect(self, source: str, user: str, *, is_bent: bool) -> None:
        first, last = self.points[source], self.points[user]
        between = range(self.ranks[first] + 1, self.ranks[last]) if is_bent else range(0)
        route = (first, *(self._bend(rank) for rank in between), last)
        for left, right in pairwise(route):
            self.after[left].append(right)
            self.before[right].append(left)
        self.routes.append(route)

    def ordered(self) -> Layers:
        columns: list[list[int]] = [[] for _ in range(max(self.ranks, default=-1) + 1)]
        for point, rank in enumerate(self.ranks):
            columns[rank].append(point)
        return Layers(
            columns=_untangled(columns, self.before, self.after),
            names=tuple(self.names),
            before=tuple(map(tuple, self.before)),
            after=tuple(map(tuple, self.after)),
            routes=tuple(self.routes),
        )

    def _bend(self, rank: int) -> int:
        self.names.append(None)
        self.ranks.append(rank)
        self.before.append([])
        self.after.append([])
        return len(self.names) - 1


def _untangled(
    columns: list[list[int]], before: Neighbours, after: Neighbours
) -> tuple[tuple[int, ...], ...]:
    best, fewest = tuple(map(tuple, columns)), _crossings(columns, after)
    for sweep in range(SWEEPS):
        if fewest == 0:
            break
        forward = sweep % 2 == 0
        fixed = range(1, len(columns)) if forward else range(len(columns) - 2, -1, -1)
        for rank in fixed:
            towards = columns[rank - 1 if forward else rank + 1]
            columns[rank] = _sorted(columns[rank], towards, before if forward else after)
        count = _crossings(columns, after)
        if count < fewest:
            best, fewest = tuple(map(tuple, columns)), count
    return best


def _sorted(column: list[int], towards: list[int], neighbours: Neighbours) -> list[int]:
    """Order a column by where its neighbours stand; who has none keeps its place."""
    places = {point: place for place, point in enumerate(towards)}
    scale = len(towards) / max(1, len(column))

    def centre(item: tuple[int, int]) -> float:
        place, point = item
        found = [places[other] for other in neighbours[point] if other in places]
        return sum(found) / len(found) if found else place * scale

    return [point for _, point in sorted(enumerate(column), key=centre)]


def _crossings(columns: Sequence[Sequence[int]], after: Neighbours) -> int:
    total = 0
    for left, right in pairwise(columns):
        places = {point: place for place, point in enumerate(right)}
        seen: list[int] = []
        for point in left:
            ends = sorted(places[other] for other in after[point] if other in places)
            total += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return total
