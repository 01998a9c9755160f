"""What happens in a build, made by hand: one event of each kind, and the lines that tell it."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from assetforge.core.credits import Credits
from assetforge.core.errors import MakingError
from assetforge.execution.events import (
    BuildStarted,
    Draining,
    JobAccepted,
    JobSeen,
    Noticed,
    Rescued,
    StepEnded,
    StepStarted,
)
from assetforge.plan.model import Reason
from assetforge.providers.instruction import Job, JobState
from assetforge.report.build import build_report
from assetforge.ui.events import EventLines, error_line, line_text
from assetforge.ui.events_line import version_line
from tests.unit.ui.samples import ask, entry, execution, made, outcome, plan, step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetforge.core.values import Table
    from assetforge.execution.events import Event
    from assetforge.ui.events_line import Line

AT: Final = 1_795_176_000.25  # 2026-11-20, 12:00 UTC and a quarter of a second
HERO: Final = step(
    "hero", "make", Reason(why="never-built"), cost=Credits.exactly(60),
    of=ask("hero", provider="letzai"),
)  # fmt: skip
BEACH: Final = replace(HERO, ask=ask("beach", provider="letzai"))
CLIP: Final = step("clip", "make")
ICON: Final = step("icon", "keep")
PLAN: Final = plan(HERO, BEACH, CLIP, ICON, chain=["hero"])
MADE: Final = replace(made(HERO.ask), job_id="job-1", charged=Decimal(60))
DONE: Final = replace(
    outcome(replace(HERO, made=MADE)), entry=entry("hero", MADE), remarks=("smaller than asked",)
)
ERROR: Final = MakingError("it was refused", cost="Nothing was spent.", next_step="Change it.")
ERROR.stake = Credits.between(0, 60)
BROKEN: Final = replace(outcome(BEACH, "failed"), error=ERROR)
SKIPPED: Final = replace(outcome(CLIP, "skipped"), because="beach")
KEPT: Final = outcome(ICON)


def accepted(address: str) -> JobAccepted:
    return JobAccepted(address=address, job=Job(id=f"job-of-{address}", route="/images"))


def seen(address: str, word: str = "generating", percent: int | None = 40) -> JobSeen:
    job = Job(id=f"job-of-{address}", route="/images")
    state = JobState(job=job, phase="running", word=word, progress=percent)
    return JobSeen(address=address, state=state)


EVENTS: Final[tuple[Event, ...]] = (
    BuildStarted(plan=PLAN),
    StepEnded(outcome=KEPT),
    StepStarted(step=HERO),
    accepted("hero"),
    seen("hero"),
    Noticed(address="hero", text="the answer was lost"),
    Rescued(text="keep\nthis"),
    StepEnded(outcome=DONE),
    StepEnded(outcome=BROKEN),
    StepEnded(outcome=SKIPPED),
    Draining(running=1, is_asked=True),
)
REPORT: Final = build_report(PLAN, execution(KEPT, DONE, BROKEN, SKIPPED))


def told(events: Iterable[Event] = EVENTS) -> list[Line]:
    """Tell a whole build."""
    lines = EventLines()
    return [
        version_line(), *lines.plan(PLAN),
        *(line for event in events for line in lines.event(event)),
        *lines.summary(REPORT, 1, 0), error_line(ERROR),
    ]  # fmt: skip


def read(line: Line) -> Table:
    """Read a line as a program does."""
    found: Table = json.loads(line_text(line, AT))
    return found
