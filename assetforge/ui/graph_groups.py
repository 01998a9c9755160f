"""Groups of a graph that belong together, and how drawings of them share one sheet.

┌────────────────┐ ┌─────────┐
│ a chain        │ │ another │      groups of several assets, in shelves as they come
└────────────────┘ └─────────┘
┌──┐ ┌──┐ ┌──┐ ┌──┐ ┌──┐ ┌──┐      then assets that stand alone
└──┘ └──┘ └──┘ └──┘ └──┘ └──┘
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.graph.model import Graph

GAP: Final = 28.0
STRETCH: Final = 1.6  # width of a sheet over its height
NARROWEST: Final = 480.0


def groups_of(graph: Graph) -> list[list[str]]:
    """Split a graph into groups without edges between them; lone assets come last."""
    group: dict[str, int] = {}
    members: list[list[str]] = []
    for start in graph.order:
        if start in group:
            continue
        found = _connected(graph, start)
        group.update(dict.fromkeys(found, len(members)))
        members.append([])
    for address in graph.order:
        members[group[address]].append(address)
    return sorted(members, key=lambda names: len(names) == 1)


def pack(
    sizes: Sequence[tuple[float, float]], fresh: int
) -> tuple[list[tuple[float, float]], float, float]:
    """Set rectangles in rows; return the place of each, and the width and height of the sheet.

    The rectangle of index `fresh` begins a new row.
    """
    area = sum((width + GAP) * (height + GAP) for width, height in sizes)
    widest = max((width for width, _ in sizes), default=0.0)
    limit = max(widest, sqrt(area * STRETCH), NARROWEST)
    places: list[tuple[float, float]] = []
    left = top = lowest = reached = 0.0
    for index, (width, height) in enumerate(sizes):
        if left and (index == fresh or left + width > limit):
            left, top = 0.0, lowest + GAP
        places.append((left, top))
        reached = max(reached, left + width)
        lowest = max(lowest, top + height)
        left += width + GAP
    return places, reached, lowest


def _connected(graph: Graph, start: str) -> set[str]:
    found = {start}
    waiting = [start]
    while waiting:
        address = waiting.pop()
        for near in (*graph.inputs(address), *graph.users[address]):
            if near not in found:
                found.add(near)
                waiting.append(near)
    return found
