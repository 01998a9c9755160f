"""How long the jobs of one model took, and when to look after the next one.

What the ledger remembers is when jobs were found, a little after they ended; what this run sees is
between which looks they ended. Now and then a job is looked at early, to learn whether others could
be: more often where that found it done, more seldom where it did not.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.execution.first_look import look_times
from assetforge.execution.polling_odds import Odds, Span, odds_of

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST: Final = 24  # jobs that are remembered
USUAL_GAP: Final = 1 / 8  # of a duration: how far before a finding the last look was, unless known
OFTEN: Final = 4
SELDOM: Final = 64
WORTHWHILE: Final = 0.02  # of the first look: how much earlier is worth a try
RENEWED: Final = 1 / 2  # of the jobs that are waited for: so many new ones change the odds
LEAST: Final = 1 / 2  # of a duration: a job that was found at its first look took that long


@dataclass(frozen=True, slots=True, kw_only=True)
class LookPlan:
    """When to look after one job, in seconds since it is accepted."""

    times: tuple[float, ...]  # one at least
    is_early: bool = False  # its first look tries whether jobs end sooner than is known


class History:
    """What is known of one model in one run."""

    def __init__(self, durations: Sequence[float], *, floor: float, first_look: float) -> None:
        """Take durations newest first, in seconds."""
        known = [seconds for seconds in durations[:MOST] if 0 < seconds < float("inf")]
        self._spans = deque((_found(seconds, floor) for seconds in reversed(known)), maxlen=MOST)
        self._floor, self._first_look = floor, first_look
        self._odds: Odds | None = None  # None: to be worked out anew, which takes milliseconds
        self._plans: dict[int, tuple[float, ...]] = {}
        self._added = 0  # jobs that the odds do not know
        self._every, self._count = OFTEN, 0

    def plan(self, mates: int) -> LookPlan:
        """Say when to look after the next job.

        `mates` are the jobs that one request may show together with it.
        """
        if not self._spans:
            return LookPlan(times=(self._first_look,))
        plan = self._times(mates)
        self._count += 1
        early = self._early(plan[0])
        is_time = self._count % self._every == 0 and early < plan[0] * (1 - WORTHWHILE)
        return LookPlan(times=(early, *plan), is_early=True) if is_time else LookPlan(times=plan)

    def add(self, span: Span, plan: LookPlan) -> None:
        """Note between which looks a job ended that was planned like this."""
        if plan.is_early:
            was_too_early = span.after >= plan.times[0]
            self._every = min(SELDOM, 2 * self._every) if was_too_early else OFTEN
        self._spans.append(Span(after=max(span.after, LEAST * span.by), by=span.by))
        self._added += 1

    def _times(self, mates: int) -> tuple[float, ...]:
        """Choose when to look; a mate more or less among many does not matter."""
        if self._odds is None or self._added > RENEWED * mates:
            self._odds, self._added = odds_of(self._spans), 0
            self._plans.clear()
        crowd = 2 ** mates.bit_length() - 1
        if crowd not in self._plans:
            self._plans[crowd] = look_times(self._odds, self._floor, crowd)
        return self._plans[crowd]

    def _early(self, first_look: float) -> float:
        """Halve what is not known before the first look."""
        running = (span.after for span in self._spans if span.after < first_look)
        return (max(running, default=LEAST * first_look) + first_look) / 2


def _found(seconds: float, floor: float) -> Span:
    """Say between which looks a job ended of which only is known when it was found."""
    gap = max(floor, seconds * USUAL_GAP)
    return Span(after=max(LEAST * seconds, seconds - gap), by=seconds)
