"""What observers are told while a build runs, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from assetforge.execution.model import Outcome
    from assetforge.plan.model import Plan, Step
    from assetforge.providers.instruction import Job, JobState


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildStarted:
    """The work begins."""

    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class StepStarted:
    """One step is being carried out."""

    step: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class StepEnded:
    """One step came to its end, good or bad."""

    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class JobAccepted:
    """A service accepted an order of this run as a job, and the ledger has it by that id."""

    address: str
    job: Job


@dataclass(frozen=True, slots=True, kw_only=True)
class JobSeen:
    """A service told how far a job is."""

    address: str
    state: JobState


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """Something happened that a person should know, and that is no failure."""

    address: str
    text: str  # a sentence without its end; it may hold text from outside


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescued:
    """The ledger could not be written; what must not be forgotten is told instead."""

    text: str  # to be shown whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Draining:
    """No new step will start; those that run are finished and saved."""

    running: int
    is_asked: bool = False  # by Ctrl-C, so that a second one leaves at once
    patience: float | None = None  # seconds that paid jobs are waited for; None: there are none


Event: TypeAlias = (
    BuildStarted | StepStarted | StepEnded | JobAccepted | JobSeen | Noticed | Rescued | Draining
)
