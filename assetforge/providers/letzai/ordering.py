"""Ordering: a commission as the one paid request that places it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.providers.instruction import Call, Submit
from assetforge.providers.letzai.edits import edit_body
from assetforge.providers.letzai.images import image_body
from assetforge.providers.letzai.routes import token_field_of
from assetforge.providers.letzai.sources import FILMS, NOTHING, PICTURES, gathered
from assetforge.providers.letzai.upscales import on_other_route, upscale_body
from assetforge.providers.letzai.videos import video_body, video_edit_body

if TYPE_CHECKING:
    from assetforge.core.names import Kind
    from assetforge.core.values import Table
    from assetforge.providers.conversation import Talk
    from assetforge.providers.letzai.commission import Commission


def ordered(commission: Commission) -> Talk[Submit]:
    """Have the inputs handed over and write the order.

    Raises:
        UnavailableError: an input could not be handed over.
    """
    sources = yield from gathered(commission, _by_id(commission))
    match commission.request.kind:
        case "edit":
            body = edit_body(commission, sources)
        case "upscale":
            return _upscale(commission.route, upscale_body(commission, sources))
        case "video":
            body = video_body(commission, sources)
        case "video-edit":
            body = video_edit_body(commission, sources)
        case _:
            body = image_body(commission)
    return _submit(commission.route, body)


def _by_id(commission: Commission) -> frozenset[Kind]:
    """Say which results are passed by id; the two frames of a film are taken as URLs only."""
    kind = commission.request.kind
    if kind == "video-edit":
        return FILMS
    return NOTHING if kind == "video" and len(commission.request.inputs) > 1 else PICTURES


def _submit(route: str, body: Table) -> Submit:
    call = Call(method="POST", path=route, body=body)
    return Submit(call=call, token_field=token_field_of(route))


def _upscale(route: str, body: Table) -> Submit:
    other = on_other_route(route, body)
    return Submit(
        call=Call(method="POST", path=route, body=body),
        token_field=token_field_of(route),
        other_route=None if other.body is None else _submit(other.route, other.body),
        no_other_route=other.reason,
    )
