"""Refetching: a result that was made once, fetched once more at no charge.

by the job's id       on each route where a job of its kind may be
by the result's id    where an edit's picture has one
by its URL            only on LetzAI's own hosts: it comes from a file that anybody may have written

Whether the bytes are the right ones is said by their digest, afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.names import FILM_KINDS
from assetforge.providers.conversation import Talk, ask, fetch
from assetforge.providers.instruction import Ask, Call, Job, Piece
from assetforge.providers.letzai.finishing import NOT_THERE, picture_by_id
from assetforge.providers.letzai.links import own_link
from assetforge.providers.letzai.record import record_of
from assetforge.providers.letzai.refusals import nothing_left
from assetforge.providers.letzai.results import Found, result_of
from assetforge.providers.letzai.routes import as_uuid, path_of, routes_of
from assetforge.providers.letzai.states import state_of
from assetforge.providers.protocol import Conversation, Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.providers.service import Trace
    from assetforge.providers.settings import ServiceSettings


def can_refetch(trace: Trace, settings: ServiceSettings) -> bool:
    """Say whether there is an id or a URL to begin with."""
    has_id = any(_jobs(trace, settings)) or _picture_id(trace) is not None
    return has_id or own_link(trace.url, settings.origin) is not None


def refetched(trace: Trace, settings: ServiceSettings) -> Conversation:
    """Get a result's bytes once more.

    Raises:
        DamagedError: LetzAI does not have it any more.
    """
    for found in _searches(trace, settings):
        place = yield from found
        piece = None
        if place is not None:
            piece = yield from fetch(place.url, is_film=trace.kind in FILM_KINDS)
        if place is not None and isinstance(piece, Piece):
            result_id = trace.result_id or place.id
            return Result(piece=piece, job_id=trace.job_id, result_id=result_id, url=place.url)
    raise nothing_left()


def _searches(trace: Trace, settings: ServiceSettings) -> Iterator[Talk[Found | None]]:
    for job in _jobs(trace, settings):
        yield _by_job(job, settings.origin)
    picture = _picture_id(trace)
    if picture is not None:
        yield picture_by_id(picture, settings.origin)
    yield _by_url(trace, settings.origin)


def _jobs(trace: Trace, settings: ServiceSettings) -> Iterator[Job]:
    id_ = as_uuid(trace.job_id)
    if id_ is not None:
        yield from (Job(id=id_, route=route) for route in routes_of(trace.kind, settings.dialect))


def _picture_id(trace: Trace) -> str | None:
    """Find the id of a picture that is not its job's."""
    is_other = trace.kind == "edit" and trace.result_id != trace.job_id
    return as_uuid(trace.result_id) if is_other else None


def _by_job(job: Job, origin: str) -> Talk[Found | None]:
    answer = yield from ask(Ask(call=Call(method="GET", path=path_of(job)), takes=NOT_THERE))
    record = record_of(answer)
    is_done = state_of(job, record, origin).phase == "done"
    return result_of(record, job.route, origin) if is_done else None


def _by_url(trace: Trace, origin: str) -> Talk[Found | None]:
    url = own_link(trace.url, origin)
    yield from ()
    return None if url is None else Found(url=url, id=None)
