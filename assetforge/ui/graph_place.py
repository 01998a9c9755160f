"""Where each box of a drawing stands: columns side by side, boxes near those they belong to.

In a column the order is given. Each point wants to be level with the middle of its neighbours;
points that want the same height are pushed apart as little as possible: sums of squares are least
when neighbours that collide move as one block (pool adjacent violators; Ayer and others, 1955).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.ui.graph_layers import Layers

BOX_HEIGHT: Final = 46.0
BOX_GAP: Final = 16.0
BEND_HEIGHT: Final = 6.0
COLUMN_GAP: Final = 64.0
ROUNDS: Final = 24  # forth and back by turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A laid out group: the middle height of each point, and each column's left edge and width."""

    middles: tuple[float, ...]
    columns: tuple[tuple[float, float], ...]
    ranks: tuple[int, ...]  # by point: its column
    width: float
    height: float


def place(layers: Layers, widths: Sequence[float]) -> Placed:
    """Place every point; `widths` gives the width of each column's boxes."""
    middles = _middles(layers)
    top = min((middles[p] - _height(layers, p) / 2 for p in range(len(middles))), default=0)
    bottom = max((middles[p] + _height(layers, p) / 2 for p in range(len(middles))), default=0)
    ranks = [0] * len(middles)
    for rank, column in enumerate(layers.columns):
        for point in column:
            ranks[point] = rank
    lefts = [sum(widths[:rank]) + rank * COLUMN_GAP for rank in range(len(widths))]
    return Placed(
        middles=tuple(middle - top for middle in middles),
        columns=tuple(zip(lefts, widths, strict=True)),
        ranks=tuple(ranks),
        width=sum(widths) + COLUMN_GAP * max(0, len(widths) - 1),
        height=bottom - top,
    )


def _middles(layers: Layers) -> list[float]:
    middles = [0.0] * len(layers.names)
    for column in layers.columns:
        for point, middle in zip(column, _stack(layers, column, [0.0] * len(column)), strict=True):
            middles[point] = middle
    last = len(layers.columns) - 1
    for turn in range(ROUNDS):
        forward = turn % 2 == 0
        for rank in range(1, last + 1) if forward else range(last - 1, -1, -1):
            _level(layers, rank, middles)
    return middles


def _level(layers: Layers, rank: int, middles: list[float]) -> None:
    """Move a column's points towards their neighbours."""
    column = layers.columns[rank]
    wishes = [_wish(layers, point, middles) for point in column]
    for point, middle in zip(column, _stack(layers, column, wishes), strict=True):
        middles[point] = middle


def _wish(layers: Layers, point: int, middles: Sequence[float]) -> float:
    """Find the middle of all neighbours; the more users one has, the less it pulls each."""
    before, after = layers.before[point], layers.after[point]
    pulls = [(middles[other], len(layers.after[other]) ** -1.0) for other in before]
    pulls += [(middles[other], len(layers.before[other]) ** -1.0) for other in after]
    weight = sum(pull for _, pull in pulls)
    return sum(middle * pull for middle, pull in pulls) / weight if pulls else middles[point]


def _stack(layers: Layers, column: Sequence[int], wishes: Sequence[float]) -> list[float]:
    """Find the heights nearest to the wishes that keep the order and the gaps."""
    offsets = _offsets(layers, column)
    blocks: list[tuple[float, int]] = []  # sum of wishes without offsets, how many
    for wish, offset in zip(wishes, offsets, strict=True):
        total, count = wish - offset, 1
        while blocks and blocks[-1][0] / blocks[-1][1] >= total / count:
            before, many = blocks.pop()
            total, count = total + before, count + many
        blocks.append((total, count))
    levels = [total / count for total, count in blocks for _ in range(count)]
    return [level + offset for level, offset in zip(levels, offsets, strict=True)]


def _offsets(layers: Layers, column: Sequence[int]) -> list[float]:
    """Measure how far below the first each point stands when all are packed."""
    offsets: list[float] = []
    reached = 0.0
    for point in column:
        half = _height(layers, point) / 2
        offsets.append(reached + half if offsets else 0.0)
        reached = offsets[-1] + half + BOX_GAP
    return offsets


def _height(layers: Layers, point: int) -> float:
    return BEND_HEIGHT if layers.names[point] is None else BOX_HEIGHT
