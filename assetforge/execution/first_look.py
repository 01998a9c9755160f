"""When to look after a job: soon after it ends, and seldom.

    accepted ───────────────── look ─ look ───── look ────────────▶ growing intervals
                first look ────┘      └ ≥ floor ─┘

A look costs a request, waiting costs time. Where it is known how long such jobs take, those looks
are chosen whose price and waiting together are least; a request is worth a sixteenth of the usual
duration. Where nothing is known, or a job takes longer than all before, intervals grow with the
time that has passed.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from assetforge.execution.polling_odds import Odds

PRICE: Final = 1 / 16  # of the mean duration, for one look
SHARED: Final = 0.5  # the power of the number of jobs by which looks cost less: lists serve many
SILENCE: Final = 1.4  # times what has passed: no plan waits longer than that after a look
GROWTH: Final = 0.15  # of what has passed: the interval where nothing is known
LONGEST: Final = 30.0  # seconds; the interval does not grow beyond (polling guide, 2026-01-27)


def look_times(odds: Odds, floor: float, mates: int = 0) -> tuple[float, ...]:
    """Choose when to look, in seconds since acceptance; never nearer than `floor` to each other.

    `mates` are the jobs that one request may show together with this one.
    """
    moments = odds.moments
    mass = [0.0, *accumulate(odds.shares)]
    weight = [0.0, *accumulate(s * m for s, m in zip(odds.shares, moments, strict=True))]
    price = PRICE * weight[-1] / (1 + mates) ** SHARED
    best = [0.0] * (len(moments) + 1)
    choice = [(0, 0.0)] * len(moments)
    for start in reversed(range(len(moments))):
        earliest = moments[start - 1] + floor if start else 0.0
        asking = price * (1 - mass[start])
        found: list[tuple[float, int, float]] = []
        for end in range(start + 1, len(moments) + 1):
            moment = max(moments[end - 1], earliest)
            waiting = moment * (mass[end] - mass[start]) - (weight[end] - weight[start])
            found.append((waiting + asking + best[end], end, moment))
        best[start], *following = min(found)
        choice[start] = (int(following[0]), following[1])
    return _followed(choice, floor)


def _followed(choice: list[tuple[int, float]], floor: float) -> tuple[float, ...]:
    times: list[float] = []
    place = 0
    while place < len(choice):
        place, moment = choice[place]
        times.append(max(moment, times[-1] + floor) if times else moment)
    return tuple(times)


def next_look(plan: tuple[float, ...], elapsed: float, floor: float) -> float:
    """Say when to look again at a job that still runs, in seconds since acceptance."""
    growing = elapsed + max(floor, min(LONGEST, GROWTH * elapsed))
    planned = next((moment for moment in plan if moment >= elapsed + floor), growing)
    return min(planned, max(growing, elapsed * SILENCE))
