"""The laws: what must hold of a world once its story has ended, whatever happened in it.

paid once     every charge belongs to one attempt, and every key has one result
nothing lost  what was charged is in the store, or failed at the service, or was given up
limits        no run and no day was charged more than it might reserve
"""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from assetforge.core.digest import digest_bytes
from assetforge.execution.attempt import AttemptState
from assetforge.sandbox.job import look_at
from tests.fakes.ledger import DAY
from tests.simulation.machine import EPOCH, true_time
from tests.simulation.pictures import drawn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.execution.attempt import Attempt
    from assetforge.sandbox.account import Charge
    from assetforge.sandbox.job import Job
    from tests.simulation.machine import Machine
    from tests.simulation.scenario import Limit
    from tests.simulation.service import Service

_S = AttemptState


class Laws:
    """Holds the service's books against ours."""

    def __init__(self, machine: Machine, service: Service, given_up: set[str]) -> None:
        self._machine, self._service, self._given_up = machine, service, given_up
        self._rows = machine.pages.written

    def flaws(self) -> Iterator[str]:
        """Say what is not as it must be."""
        yield from self._charged_once()
        for charge in self._service.charges:
            yield from self._kept(charge)
        for key, count in Counter(row.key for row in self._of(_S.STORED)).items():
            if count > 1:
                yield f"paid twice: {key[:14]} was stored {count} times"
        for row in self._rows.values():
            if row.is_live and not self._is_kept_all_the_same(row):
                yield f"{row.address} is still {row.state}: {row.reason}"

    def over(self, limits: Mapping[str, Limit]) -> Iterator[str]:
        """Say where more was charged than an asset, a run or a day might reserve."""
        by_run: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
        by_day: defaultdict[tuple[str, float], Decimal] = defaultdict(Decimal)
        for charge, row in self._of_runs(limits):
            limit = limits[row.run]
            by_run[charge.provider, row.run] += charge.credits
            if limit.day is not None:
                by_day[charge.provider, row.intended_at // DAY] += charge.credits
            yield from _excess(charge.credits, limit.asset, row.address)
        for (_, run), total in by_run.items():
            yield from _excess(total, limits[run].run, f"run {run}")
        most = next((limit.day for limit in limits.values() if limit.day is not None), None)
        for total in by_day.values():
            yield from _excess(total, most, "a day")

    def _of_runs(self, limits: Mapping[str, Limit]) -> Iterator[tuple[Charge, Attempt]]:
        for charge in self._service.charges:
            row = self._row_of(charge)
            if row is not None and row.run in limits:
                yield charge, row

    def _charged_once(self) -> Iterator[str]:
        for intent, count in Counter(self._service.intents.values()).items():
            if count > 1:
                yield f"paid twice: {count} charges for the attempt {intent}"

    def _kept(self, charge: Charge) -> Iterator[str]:
        row = self._row_of(charge)
        told = f"{charge.id} ({charge.credits} {charge.provider} credits)"
        if row is None:
            yield f"lost: no attempt knows the charge {told}"
        elif row.state is _S.VOID:
            yield f"lost: {told} counts as never charged: {row.reason}"
        elif row.state is _S.FAILED and not self.has_failed(charge):
            yield f"lost: {told} counts as failed: {row.reason}"
        elif row.state is _S.ABANDONED and row.intent not in self._given_up:
            yield f"lost: {told} was given up by nobody"
        elif row.state is _S.STORED:
            yield from self._stored(charge, row, told)

    def _stored(self, charge: Charge, row: Attempt, told: str) -> Iterator[str]:
        digest = row.digest
        data = None if digest is None else self._machine.shelf.blobs.get(digest)
        if digest is None or data is None or digest_bytes(data) != digest:
            yield f"lost: {told} is stored, and its bytes are not there"
        made = self._machine.shelf.records.get(row.key)
        if made is None or made.result.digest != digest:
            yield f"lost: {told} is stored, and the store has no record of it"
        job = self._job_of(charge)
        takes = () if job is None else job.takes
        if job is not None and data not in {drawn(take.rendering) for take in takes}:
            yield f"lost: {told} is stored, and its bytes are another job's"

    def _job_of(self, charge: Charge) -> Job | None:
        jobs = self._service.sandbox.premises.jobs
        return jobs.find(charge.id, charge.route, EPOCH + true_time())

    def _is_kept_all_the_same(self, row: Attempt) -> bool:
        """Say whether an answer's result is in the store, though nobody could note that any more.

        Its URL has expired since, so that the answer alone does not tell any more what it brought.
        """
        made = self._machine.shelf.records.get(row.key)
        is_there = made is not None and made.result.digest in self._machine.shelf.blobs
        return row.state is _S.READY and is_there

    def _row_of(self, charge: Charge) -> Attempt | None:
        by_job = [row for row in self._rows.values() if row.job == charge.id]
        return by_job[0] if by_job else self._rows.get(self._service.intents[charge.id])

    def has_failed(self, charge: Charge) -> bool:
        """Say whether what was ordered came to nothing at the service."""
        job = self._job_of(charge)
        if job is None:
            return False
        return look_at(job, EPOCH + true_time()).word in {"failed", "not_allowed", "interrupted"}

    def _of(self, state: AttemptState) -> list[Attempt]:
        return [row for row in self._rows.values() if row.state is state]


def _excess(total: Decimal, most: int | None, what: str) -> Iterator[str]:
    if most is not None and total > most:
        yield f"over the limit: {what} cost {total} credits, {most} were allowed"
