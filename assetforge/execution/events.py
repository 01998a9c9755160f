"""What observers are told while a build runs, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from assetforge.execution.model import Outcome
    from assetforge.plan.model import Plan, Step


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
class Draining:
    """No new step will start; those that run are finished and saved."""

    running: int
    is_asked: bool = False  # by Ctrl-C, so that a second one leaves at once


Event: TypeAlias = BuildStarted | StepStarted | StepEnded | Draining
