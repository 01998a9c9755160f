"""Progress as plain lines, one for each finished asset: for logs, pipes and continuous integration.

[ 12/41] made hero  1600x900 image/png  0.3 s
[ 13/41] failed hero-beach: the instruction cannot be read

What a failure cost and what to do about it stands once, at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.text import clean, one_line
from assetforge.execution.events import Draining, Noticed, Rescued, StepEnded
from assetforge.report.build import failure_of
from assetforge.ui.progress import Tally
from assetforge.ui.quantity import counted, duration, rough_duration
from assetforge.ui.result import failure_lines
from assetforge.ui.show import media_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetforge.execution.events import Event
    from assetforge.execution.model import Outcome
    from assetforge.ui.style import Style

NAMED: Final = 3  # running assets named in a heartbeat
_PAID: Final = (
    " Paid jobs are waited for up to {seconds:g} s; the next build takes up the rest, free."
)


class Lines:
    """Writes a line whenever an asset is finished."""

    def __init__(
        self, clock: Callable[[], float], write: Callable[[str], None], style: Style
    ) -> None:
        self._tally = Tally(clock)
        self._write = write
        self._style = style

    def notice(self, event: Event) -> None:
        """Be told what happened, and write it where it matters."""
        self._tally.notice(event)
        for line in event_lines(event, self._tally, self._style):
            self._write(f"{line}\n")

    def heartbeat(self) -> str:
        """Say how far the build is, for logs that stay silent for long; empty before and after."""
        running = self._tally.running
        if not running:
            return ""
        named = ", ".join(
            f"{one_line(each.step.address)} {duration(each.seconds)}" for each in running[:NAMED]
        )
        more = f" and {len(running) - NAMED} more" if len(running) > NAMED else ""
        counts = f"{self._tally.finished}/{self._tally.total} finished, {named}{more} running"
        return f"still building: {counts}, {time_text(self._tally)}\n"


def event_lines(event: Event, tally: Tally, style: Style) -> list[str]:
    """Write what an event is worth: nothing or a line."""
    match event:
        case StepEnded(outcome=outcome) if tally.is_work(outcome):
            return _ended(outcome, tally, style)
        case Noticed(address=address, text=text):
            return [f"{style.warning('note')} {one_line(address)}: {one_line(text)}"]
        case Rescued(text=text):
            return [style.error(line) for line in clean(text).splitlines()]
        case Draining():
            return [style.warning(_draining(event))]
        case _:
            return []


def time_text(tally: Tally) -> str:
    """Write the time that passed and, where it can be told, what is left."""
    passed = f"{duration(tally.elapsed)} elapsed"
    remaining = tally.remaining
    return f"{passed}, about {rough_duration(remaining)} left" if remaining else passed


def _ended(outcome: Outcome, tally: Tally, style: Style) -> list[str]:
    total = str(tally.total)
    count = f"[{tally.finished:>{len(total)}}/{total}] "
    name = one_line(outcome.step.address)
    failure = failure_of(outcome.error)
    if failure is not None:
        return [style.muted(count) + failure_lines(name, failure, style)[0]]
    if outcome.ending == "skipped":
        because = one_line(outcome.because)
        return [style.muted(count) + f"{style.warning('skipped')} {name}: {because} is missing"]
    return [style.muted(count) + _good(outcome, name, style)]


def _good(outcome: Outcome, name: str, style: Style) -> str:
    took = style.muted(duration(outcome.seconds))
    if outcome.ending == "kept":
        return f"{style.good('kept')} {name}  its inputs came out the same  {took}"
    media = f"  {media_text(outcome.entry.file)}" if outcome.entry else ""
    return f"{style.good(outcome.ending)} {name}{media}  {took}"


def _draining(event: Draining) -> str:
    if event.running == 0:
        return "Stopping: nothing new starts."
    verb = "is" if event.running == 1 else "are"
    counts = counted(event.running, "running asset")
    paid = "" if event.patience is None else _PAID.format(seconds=event.patience)
    end = " Press Ctrl-C again to leave at once." if event.is_asked else ""
    return f"Stopping: nothing new starts; {counts} {verb} finished and saved.{paid}{end}"
