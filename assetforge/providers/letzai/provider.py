"""LetzAI, as a service: orders in its words, answers in ours.

start    inputs handed over ─▶ Submit ─▶ Await ─▶ Fetch ─▶ Result
resume                                    Await ─▶ Fetch ─▶ Result

What it can do is the catalogue's; how it is spoken to stands in the files beside this one, each
with its documents (LetzAI skill, 2026-07-28, for the current dialect; seeds 000 to 003, the older).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.providers.conversation import Talk, submit
from assetforge.providers.instruction import Accepted, Ask, Call, Job
from assetforge.providers.known import Known
from assetforge.providers.letzai.commission import commissioned
from assetforge.providers.letzai.complaints import complaint_of
from assetforge.providers.letzai.finding import found_lost
from assetforge.providers.letzai.finishing import finished
from assetforge.providers.letzai.lists import PAGE_SIZE, list_call, read_page
from assetforge.providers.letzai.ordering import ordered
from assetforge.providers.letzai.reading import table
from assetforge.providers.letzai.record import record_of, worth_keeping
from assetforge.providers.letzai.refetching import can_refetch, refetched
from assetforge.providers.letzai.routes import (
    IMAGES,
    KIND_OF,
    VIDEO_EDITS,
    VIDEOS,
    as_uuid,
    path_of,
)
from assetforge.providers.letzai.states import state_of
from assetforge.providers.letzai.tempo import rhythm_of
from assetforge.providers.letzai.trained_models import trained_models
from assetforge.providers.letzai.uploads import shared

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetforge.core.capabilities import Capabilities
    from assetforge.core.media import Media
    from assetforge.core.names import Kind
    from assetforge.core.values import Table
    from assetforge.providers.instruction import Answer, JobState, Submit
    from assetforge.providers.letzai.trained_models import TrainedModel
    from assetforge.providers.protocol import Conversation, Request
    from assetforge.providers.service import Claimed, Lost, Rhythm, Sighting, Trace
    from assetforge.providers.settings import ServiceSettings

_FILM_ROUTES: Final = frozenset({VIDEOS, VIDEO_EDITS})
_ANY_ANSWER: Final = frozenset(range(400, 600))
_NOT_STOPPED: Final = frozenset({400, 404, 405})  # not running any more, or not possible here
_LEAST_SHOWN: Final = 10  # jobs of a page


class LetzAI(Known):
    """LetzAI's public API."""

    publishes_inputs = True  # an upload can be read by everybody who has its URL

    def __init__(self, capabilities: Capabilities, settings: ServiceSettings) -> None:
        super().__init__(capabilities)
        self._settings = settings

    def start(self, request: Request) -> Conversation:
        """Order a result and get it.

        Raises:
            MakingError: the order cannot be said to LetzAI; nothing was sent.
            UnavailableError: an input could not be handed over, or the result not be had.
        """
        commission = commissioned(request, self._capabilities, self._settings)
        order = yield from ordered(commission)
        accepted = yield from submit(order)
        return (yield from self.resume(request, accepted))

    def resume(self, request: Request, accepted: Accepted) -> Conversation:
        """Get the result of an order that was accepted."""
        assert accepted.job is not None, "LetzAI accepts orders as jobs"
        return (yield from finished(request, accepted.job, self._usual(request), self._settings))

    def accepted(self, order: Submit, answer: Answer) -> Accepted | None:
        """Read a 2xx answer to an order; None without an id that can be asked after."""
        id_ = as_uuid(table(answer.body).get("id")) if answer.is_good else None
        if id_ is None:
            return None
        return Accepted(job=Job(id=id_, route=order.call.path), answer=answer)

    def complaint(self, answer: Answer) -> str:
        """Say in one line what an answer complains of; cleaned and shortened."""
        return complaint_of(answer, self._settings.organization)

    def can_refetch(self, trace: Trace) -> bool:
        """Say whether LetzAI may still have a result."""
        return can_refetch(trace, self._settings)

    def refetch(self, trace: Trace) -> Conversation:
        """Get a result's bytes once more, free of charge."""
        return refetched(trace, self._settings)

    def share(self, media: Media, place: int) -> Talk[str]:
        """Upload an input; returns its public URL."""
        return shared(media, place, self._settings)

    def greet(self, route: str) -> Ask | None:
        """Ask for one entry of a route's list, to hear what time it is at LetzAI."""
        query = {"page": "1", "limit": "1"}
        return Ask(call=Call(method="GET", path=route, query=query), takes=_ANY_ANSWER)

    def can_find(self, route: str) -> bool:
        """Say whether a route has a list at all; each of LetzAI's has."""
        return route in KIND_OF

    def absence_proves(self, route: str) -> bool:
        """Say whether absence from a list proves anything; for films it does not."""
        return route in KIND_OF and route not in _FILM_ROUTES

    def find(self, lost: Sequence[Lost], claimed: Claimed) -> Talk[Sighting]:
        """Look for lost orders of one route in its list."""
        return found_lost(lost, claimed, self._capabilities)

    def look(self, jobs: Sequence[Job], waiting: int = 0) -> Ask:
        """Ask after one job by its id, after several by the newest page of their list.

        The page has room for twice as many as wait: others may have ordered since.
        """
        if len(jobs) == 1:
            return Ask(call=Call(method="GET", path=path_of(jobs[0])))
        size = min(max(2 * max(waiting, len(jobs)), _LEAST_SHOWN), PAGE_SIZE)
        return Ask(call=list_call(jobs[0].route, size=size))

    def read(self, jobs: Sequence[Job], answer: Answer) -> Mapping[str, JobState]:
        """Read what `look` brought, by job id; a job that the answer does not show is left out."""
        records = _records(jobs, answer)
        return {
            job.id: state_of(job, worth_keeping(records[job.id]), self._settings.origin)
            for job in jobs
            if job.id in records
        }

    def rhythm(self, kind: Kind) -> Rhythm:
        """Say how often to ask after work of a kind."""
        return rhythm_of(kind)

    def stop(self, job: Job) -> Ask | None:
        """Ask for a running job to be given up; its credits may be gone all the same."""
        is_film = job.route in _FILM_ROUTES
        if job.route != IMAGES and not (is_film and self._settings.dialect == "older"):
            return None
        call = Call(method="PUT", path=f"{path_of(job)}/interruption")
        return Ask(call=call, takes=_NOT_STOPPED)

    def trained_models(self, name: str | None = None) -> Talk[tuple[TrainedModel, ...]]:
        """List the trained models that prompts may name by `@tag`, of one name where one is given.

        Raises:
            UnavailableError: an answer is no list.
        """
        return trained_models(name)

    def _usual(self, request: Request) -> Table:
        model = self._capabilities.meant(request.kind, request.model)
        return {} if model is None else model.defaults


def _records(jobs: Sequence[Job], answer: Answer) -> Mapping[str, Table]:
    """Find the records of an answer by id: a list's items, or the one that was asked for."""
    page = read_page(answer) if answer.is_good else None
    if page is None:
        record = record_of(answer)
        id_ = as_uuid(record.get("id")) or (jobs[0].id if len(jobs) == 1 and record else None)
        return {} if id_ is None else {id_: record}
    found: dict[str, Table] = {}
    for item in page.items:
        id_ = as_uuid(item.get("id"))
        if id_ is not None:
            found.setdefault(id_, item)
    return found
