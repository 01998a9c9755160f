"""The shelf: every job of a sandbox, by its id and by the ids of its results. Bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.sandbox.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.sandbox.job import Job, Take

MOST_JOBS: Final = 200_000  # then the sandbox wants to be started anew
MOST_BYTES: Final = 512 * 1024 * 1024  # of the bodies of all orders


class JobShelf:
    """Finds jobs; what is put again takes the place of what it was."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._by_take: dict[str, str] = {}
        self._n_bytes = 0

    def put(self, job: Job) -> None:
        """Take in a job, new or changed."""
        self._jobs[job.id] = job
        for take in job.takes:
            self._by_take[take.id] = job.id

    def make_room(self, n_bytes: int) -> None:
        """Take note of a new order's size, or refuse it before anything is charged.

        Raises:
            RefusalError: 503, there is no room for it.
        """
        if len(self._jobs) >= MOST_JOBS or self._n_bytes + n_bytes > MOST_BYTES:
            raise RefusalError(503, "the sandbox has no room for more orders; start it anew")
        self._n_bytes += n_bytes

    def find(self, id_: str, route: str, now: float) -> Job | None:
        """Find a job of a route by its id, once it can be known."""
        job = self._jobs.get(id_)
        if job is None or job.route != route or not job.is_known(now):
            return None
        return job

    def of_take(self, id_: str) -> tuple[Job, Take] | None:
        """Find the job of a result, and the result."""
        job = self._jobs.get(self._by_take.get(id_, ""))
        if job is None:
            return None
        return job, next(take for take in job.takes if take.id == id_)

    def of_route(self, route: str, now: float) -> Iterator[Job]:
        """List the jobs of a route that lists show, newest first."""
        for job in reversed(self._jobs.values()):
            if job.route == route and job.is_listed(now):
                yield job
