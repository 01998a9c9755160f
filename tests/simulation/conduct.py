"""Conduct: how a single build must end, whatever happened to it.

its code     done means done; refused needs a limit; nothing ends in a bug of ours
its words    whatever it leaves open in the ledger, it tells of
its time     ten minutes, and as long as the jobs of its assets may take
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.errors import (
    DamagedError,
    MakingError,
    RefusedError,
    StaleError,
    UnavailableError,
    UndecidedError,
)
from assetforge.core.exits import Exit
from assetforge.execution.attempt import AttemptState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.execution.model import Execution, Outcome
    from tests.simulation.machine import Machine
    from tests.simulation.process import Ended, Premises
    from tests.simulation.scenario import Limit

LONGEST: Final = 600.0  # seconds that a run may take beyond the deadlines of its jobs
POSSIBLE: Final = (
    DamagedError, MakingError, RefusedError, StaleError, UnavailableError, UndecidedError,
)  # fmt: skip


def flaws_of(ended: Ended, premises: Premises, machine: Machine, limit: Limit) -> Iterator[str]:
    """Say what is not as it must be at the end of one build."""
    if ended.bug is not None:
        yield f"went wrong: {ended.bug!r}"
    most = LONGEST + _deadlines(premises)
    if ended.seconds > most:
        yield f"took {ended.seconds:.0f} s, {most:.0f} at most"
    if ended.exit is None:
        return
    if ended.execution is None:
        yield f"could not plan, and ended with {ended.exit!r}"
        return
    for outcome in ended.execution.outcomes.values():
        yield from _of_outcome(outcome, limit)
    yield from _untold(ended.run, ended.execution, machine, premises)
    if ended.exit is Exit.DONE:
        yield from _missing(premises)


def _of_outcome(outcome: Outcome, limit: Limit) -> Iterator[str]:
    error, address = outcome.error, outcome.step.address
    if error is None:
        return
    if not isinstance(error, POSSIBLE) or "bug in assetforge" in error.what:
        yield f"{address} failed by {type(error).__name__}: {error.what}"
    if isinstance(error, RefusedError) and limit.is_none:
        yield f"{address} was refused, and there is no limit: {error.what}"


def _untold(run: str, execution: Execution, machine: Machine, premises: Premises) -> Iterator[str]:
    """Find attempts of a run that it left open without a word.

    A call that has an owner goes on when the build is left, so that nothing is known of it yet.
    """
    services = premises.market.services
    failed = {name for name, outcome in execution.outcomes.items() if outcome.error is not None}
    for row in machine.pages.written.values():
        if row.run != run or not row.is_live:
            continue
        is_owned = not services[row.provider].can_find(row.route)
        if row.state is AttemptState.INTENT and not is_owned:
            yield f"{row.address} was sent, and what became of it was not written down"
        if row.address not in failed:
            yield f"{row.address} is {row.state}, and nobody was told"


def _missing(premises: Premises) -> Iterator[str]:
    disk = premises.disk
    for asset in premises.project.values():
        entry = disk.lock.entries.get(asset.address)
        if asset.kind == "source":
            continue
        if entry is None:
            yield f"{asset.address} is said to be done, and is not in the lock"
        elif entry.made.result.digest not in disk.blobs:
            yield f"{asset.address} is said to be done, and the store does not have it"
        elif entry.output not in disk.outputs:
            yield f"{asset.address} is said to be done, and its file is not there"


def _deadlines(premises: Premises) -> float:
    """Add up how long jobs are waited for; where two build, for each other's as well as the own."""
    projects, services = premises.scenario.projects, premises.market.services
    assets = [asset for project in projects for asset in project.values()]
    each = [
        services[asset.provider].rhythm(asset.kind).deadline
        for asset in assets
        if asset.provider in services
    ]
    return len(projects) * sum(each)
