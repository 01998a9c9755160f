"""When jobs end, as far as looks can tell: a look only shows that a job ended between two looks.

    looked, running        looked, done
    ──────┼─────────────────────┼──────▶ seconds since it was accepted
        after      ended        by

The ends of all spans cut time into pieces. How likely a piece is follows by repetition (Turnbull
1976): each span shares itself out among its pieces in proportion to what they have; a piece that
explains many spans grows. Inside a piece nothing is known, so it is spread evenly.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

ROUNDS: Final = 40
GRAINS: Final = 4  # moments that stand for one piece
SCARCE: Final = 0.002  # a piece with a smaller share does not count


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The seconds between which a job ended, since it was accepted; 0 <= after < by."""

    after: float
    by: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """Moments in seconds since acceptance, in order, and the share of jobs that end at each."""

    moments: tuple[float, ...]
    shares: tuple[float, ...]  # their sum is 1


def odds_of(spans: Sequence[Span]) -> Odds:
    """Find the most likely spread of the moments at which jobs end."""
    cuts = sorted({span.after for span in spans} | {span.by for span in spans})
    reach = [(bisect_left(cuts, span.after), bisect_left(cuts, span.by)) for span in spans]
    width = cuts[-1] - cuts[0]
    shares = [(end - start) / width for start, end in pairwise(cuts)]
    for _ in range(ROUNDS):
        shares = _weighed(shares, reach)
    return _grains(cuts, shares)


def _weighed(shares: Sequence[float], reach: Sequence[tuple[int, int]]) -> list[float]:
    """Give each piece what every span gives it, in proportion to its share until now."""
    up_to = [0.0, *accumulate(shares)]
    steps = [0.0] * (len(shares) + 1)
    for first, end in reach:
        weight = 1 / max(up_to[end] - up_to[first], 1e-12)
        steps[first] += weight
        steps[end] -= weight
    return [
        share * max(weight, 0.0) / len(reach)
        for share, weight in zip(shares, accumulate(steps[:-1]), strict=True)
    ]


def _grains(cuts: Sequence[float], shares: Sequence[float]) -> Odds:
    pieces = [
        (start, end, share)
        for (start, end), share in zip(pairwise(cuts), shares, strict=True)
        if share >= SCARCE
    ]
    total = sum(share for _, _, share in pieces) * GRAINS
    parts = range(1, GRAINS + 1)
    return Odds(
        moments=tuple(s + (e - s) * part / GRAINS for s, e, _ in pieces for part in parts),
        shares=tuple(share / total for _, _, share in pieces for _ in parts),
    )
