"""Finishing: from a job that was accepted to its bytes.

Await ─ done ─▶ Fetch ─ Piece ─▶ privacy, where the user's config asks for it ─▶ Result
  ▲                └─ Expired, once ─┐
  └──────────────────────────────────┘ the job names a fresh URL
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.core.names import FILM_KINDS
from assetforge.providers.conversation import Talk, ask, fetch, wait_for
from assetforge.providers.instruction import Ask, Call, Job, JobState, Piece
from assetforge.providers.letzai.comparison import compared
from assetforge.providers.letzai.privacy import settled_privacy
from assetforge.providers.letzai.record import record_of
from assetforge.providers.letzai.refusals import lost_result, unnamed_result
from assetforge.providers.letzai.results import Found, bare_choice, result_of
from assetforge.providers.letzai.routes import EDITS, IMAGES, KIND_OF, path_of
from assetforge.providers.protocol import Conversation, Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.core.values import Table
    from assetforge.providers.protocol import Request
    from assetforge.providers.settings import ServiceSettings

NOT_THERE: Final = frozenset({400, 403, 404, 410, 422})  # answers that end a search, not a build
_TRIES: Final = 2  # the URL that is named, and a fresh one where that leads nowhere any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A finished job's result, as it was found and fetched."""

    state: JobState
    found: Found
    piece: Piece


def finished(request: Request, job: Job, usual: Table, settings: ServiceSettings) -> Conversation:
    """Wait for a job and get its result; `usual` is what its model does where nothing is said.

    Raises:
        UnavailableError: the job is done, and its result cannot be had now.
    """
    delivery = yield from _delivered(job, settings.origin)
    record = delivery.state.record
    unsettled = yield from settled_privacy(job, record, delivery.found.id, settings.privacy)
    comparison = compared(request.params, usual, delivery.piece.media)
    return Result(
        piece=delivery.piece,
        job_id=job.id,
        result_id=delivery.found.id if job.route == EDITS else job.id,
        url=delivery.found.url,
        charged=delivery.state.charged,
        remarks=(*_remarks(delivery), *comparison.remarks, *unsettled),
        is_short=comparison.is_short,
    )


def picture_by_id(id_: str, origin: str) -> Talk[Found | None]:
    """Find a picture that is known by its id alone."""
    path = path_of(Job(id=id_, route=IMAGES))
    answer = yield from ask(Ask(call=Call(method="GET", path=path), takes=NOT_THERE))
    found = result_of(record_of(answer), IMAGES, origin)
    return found and Found(url=found.url, id=id_, copy=found.copy)


def _delivered(job: Job, origin: str) -> Talk[Delivery]:
    is_film = KIND_OF.get(job.route) in FILM_KINDS
    for _ in range(_TRIES):
        state = yield from wait_for(job)
        found = yield from _located(state, origin)
        if found is None:
            raise unnamed_result()
        piece = yield from fetch(found.url, is_film=is_film)
        if isinstance(piece, Piece):
            return Delivery(state=state, found=found, piece=piece)
    raise lost_result()


def _located(state: JobState, origin: str) -> Talk[Found | None]:
    found = result_of(state.record, state.job.route, origin)
    choice = bare_choice(state.record)
    if found is not None or choice is None or state.job.route != EDITS:
        return found
    return (yield from picture_by_id(choice, origin))


def _remarks(delivery: Delivery) -> Iterator[str]:
    if delivery.found.copy is not None:
        copy = delivery.found.copy
        yield f"LetzAI names no original of this result, so its copy `{copy}` was taken"
    made = delivery.state.record.get("generatedImageCompletion")
    records = [delivery.state.record, *([made] if isinstance(made, dict) else [])]
    if any(record.get("isNsfw") is True for record in records):
        yield "LetzAI marks this result as not safe for work"
    if any(record.get("isUnsafe") is True or record.get("blockedAt") for record in records):
        yield "LetzAI marks this result as unsafe or blocked"
