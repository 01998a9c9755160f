"""One job that somebody waits for: when to look at it next, and how its waiting ends.

due ─look─▶ running ─▶ due …      at most one look at a time, the floor between two
       ├──▶ done, failed          end
       ├──▶ not found             60 s are forgiven after it was accepted, then end
       └──▶ past its deadline     end; the job itself goes on
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from assetforge.core.errors import UnavailableError
from assetforge.core.text import one_line
from assetforge.core.version import VERSION
from assetforge.execution.first_look import next_look
from assetforge.execution.polling_odds import Span

if TYPE_CHECKING:
    from assetforge.core.errors import AssetforgeError
    from assetforge.execution.polling_history import LookPlan
    from assetforge.providers.instruction import Job, JobState

FORGIVEN: Final = 60.0  # seconds: until an accepted job must be found, and a whole one be ready
WHOLE: Final = 100  # percent
_COLUMNS: Final = 40  # of a status word, where it is shown
GOES_ON: Final = "It is paid for and goes on; its id is kept, and it was not submitted again."
TAKE_UP: Final = "Run it again later: the job is taken up where it is, at no charge."


class MissingJobError(UnavailableError):
    """The service does not know a job that it accepted."""


@dataclass(slots=True, kw_only=True, eq=False)
class Watch:
    """A job that is waited for; moments are by the clock, in its seconds."""

    job: Job
    service: str
    since: float  # when it was accepted
    deadline: float
    floor: float  # seconds between two looks
    plan: LookPlan
    due: float  # of the next look
    is_asked: bool = False  # a look is under way, whoever leads it
    is_hidden: bool = False  # lists do not show it
    end: JobState | AssetforgeError | None = None
    news: asyncio.Event = field(default_factory=asyncio.Event)
    span: Span = field(default_factory=lambda: Span(after=0, by=0))
    _whole_at: float | None = None
    _odd_word: str = ""  # the last that was said, where no document names it

    def see(self, state: JobState, sent: float, now: float) -> None:
        """Note what a look showed that was sent and answered at these moments."""
        if self.end is not None:
            return
        if state.phase != "running":
            self.span = Span(after=self.span.after, by=max(now - self.since, self.span.after))
            self.end = state
            return
        self._odd_word = "" if state.is_known else state.word
        self.span = Span(after=max(self.span.after, sent - self.since), by=0)
        if is_whole(state) and self._whole_at is None:
            self._whole_at = now
        self.go_on(now)

    def go_on(self, now: float) -> None:
        """Look again later, unless its time is over."""
        if now >= self.deadline:
            self._give_up(f"is still running after {_words(now - self.since)}")
        elif self._whole_at is not None and now >= self._whole_at + FORGIVEN:
            self._give_up(f"has been at 100 % for {_words(FORGIVEN)} and brings no result")
        else:
            moment = self.since + next_look(self.plan.times, now - self.since, self.floor)
            self.due = min(moment, max(self.deadline, now + self.floor))

    def miss(self, now: float) -> None:
        """Note that the service does not know the job."""
        if now < self.since + FORGIVEN:
            self.due = now + self.floor
        else:
            self._give_up("cannot be found", MissingJobError)

    def _give_up(self, why: str, kind: type[UnavailableError] = UnavailableError) -> None:
        what = f"job {self.job.id} {why} at {self.service}"
        if self._odd_word:
            word = one_line(self._odd_word, _COLUMNS)
            what += f"; its status `{word}` is not known to assetforge {VERSION}"
        self.end = kind(what, cost=GOES_ON, next_step=TAKE_UP)


def is_whole(state: JobState) -> bool:
    """Say whether a job is at 100 %, which alone does not end it."""
    return state.progress is not None and state.progress >= WHOLE


def _words(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 120 else f"{seconds:.0f} s"  # noqa: PLR2004
