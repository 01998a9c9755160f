"""Outcomes of a build, and what must be true of every one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.credits import FREE, Credits
from tests.fakes.disk import blob_of
from tests.property.projects import made_ones

if TYPE_CHECKING:
    from assetforge.execution.model import Ending
    from assetforge.plan.model import Action
    from tests.fakes.workplace import Built, Workplace

MADE: tuple[Ending, ...] = ("made", "derived")
MAKE: tuple[Action, ...] = ("make", "derive")


def everything_is_right(workplace: Workplace) -> None:
    """Every asset is locked, its output holds what the lock says, and nothing is left to do."""
    lock, disk = workplace.disk.lock, workplace.disk
    assert set(made_ones(workplace)) <= set(lock.entries)
    for name in made_ones(workplace):
        entry = lock.entries[name]
        assert blob_of(disk.outputs[entry.output]) == entry.file
        assert disk.records[entry.made.key].result == entry.made.result
        assert entry.made.result.digest in disk.blobs
    assert not workplace.plan().has_changes


def keeps_to_its_plan(built: Built) -> None:
    """What was made and placed was in the plan; only inputs that came out equal make it less."""
    assert built.ended(*MADE) <= built.planned(*MAKE)
    assert built.ended("restored") <= built.planned("restore", *MAKE)
    assert built.planned("keep") <= built.ended("kept")
    if all(step.key is not None for step in built.plan.steps):
        assert built.ended(*MADE) == built.planned(*MAKE)
        assert built.ended("restored") == built.planned("restore")
    for provider, cost in made_for(built).items():
        assert provider in built.plan.costs()
        high = built.plan.costs()[provider].high
        assert high is None or (cost.high is not None and cost.high <= high)


def made_for(built: Built) -> dict[str, Credits]:
    sums: dict[str, Credits] = {}
    for outcome in built.execution.outcomes.values():
        if outcome.ending == "made" and outcome.step.is_paid:
            provider = outcome.step.ask.provider
            sums[provider] = sums.get(provider, FREE) + outcome.step.cost
    return sums


def payments(workplace: Workplace) -> int:
    return len(workplace.paid.started) + len(workplace.other.started)
