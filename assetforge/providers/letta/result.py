"""From an answer to a result: the picture's bytes, what was charged, and what is remarkable.

b64_json ─decoded whole▶ Write ─▶ Piece ┐
url ────────────────────▶ Fetch ─▶ Piece ┴▶ Result: charged, remarks
                               └─▶ Expired ─▶ DamagedError: paid, and gone
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.capabilities import squashed
from assetforge.core.credits import plain
from assetforge.core.errors import DamagedError
from assetforge.core.pixels import parse_pixels
from assetforge.core.text import one_line
from assetforge.providers.conversation import fetch, write
from assetforge.providers.instruction import Expired
from assetforge.providers.letta.answer import bytes_in, charged_in, images_in, text_in
from assetforge.providers.protocol import Result

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from assetforge.core.media import Media
    from assetforge.providers.conversation import Talk
    from assetforge.providers.instruction import Answer, Piece
    from assetforge.providers.protocol import Conversation, Request


def result_of(request: Request, answer: Answer) -> Conversation:
    """Keep the first picture of an answer that can be used.

    Raises:
        DamagedError: there is none, or its URL leads nowhere any more; it is paid for.
    """
    charged = charged_in(answer)
    found = next(_usable_in(answer), None)
    if found is None:
        raise _unusable(request, charged)
    image, data = found
    piece = yield from _piece(request, image, data, charged)
    remarks = (*_remarks_on_call(request, answer), *_remarks_on_piece(request, image, piece.media))
    return Result(
        piece=piece, url=_without_signature(image), charged=charged,
        remarks=tuple(f"{remark}{_money(charged)}" for remark in remarks),
    )  # fmt: skip


def _usable_in(answer: Answer) -> Iterator[tuple[object, bytes | None]]:
    """Yield each picture that came whole or has a URL, with its bytes where they came."""
    for image in images_in(answer):
        data = bytes_in(image)
        if data is not None or text_in(image, "url") is not None:
            yield image, data


def _piece(
    request: Request, image: object, data: bytes | None, charged: Decimal | None
) -> Talk[Piece]:
    if data is not None:
        return (yield from write(data))
    got = yield from fetch(text_in(image, "url") or "", is_film=False)
    if isinstance(got, Expired):
        raise _gone(request, got.status, charged)
    return got


def _without_signature(image: object) -> str | None:
    """Write where a picture was without what lets anybody fetch it: that goes into no file."""
    url = text_in(image, "url")
    return url and url.partition("?")[0].partition("#")[0]


def _remarks_on_call(request: Request, answer: Answer) -> Iterator[str]:
    count = len(images_in(answer))
    if count > 1:
        yield f"Letta made {count} pictures where one was asked for; the first is kept"
    used, asked = text_in(answer.body, "model"), request.model or ""
    if used and squashed(asked) not in squashed(used):  # a longer word for it is the same model
        yield f"Letta used the model `{one_line(used, 60)}`, not `{asked}`"


def _remarks_on_piece(request: Request, image: object, media: Media) -> Iterator[str]:
    said = text_in(image, "mime_type")
    if said and said.strip().lower() != media.type:
        yield f"Letta called the picture {one_line(said, 40)}; its bytes are {media.type}"
    own = request.params.get("letta")
    wish = text_in(own, "output_format")
    if wish and media.type != f"image/{wish}":
        yield f"the format {wish} was asked for; the picture is {media.type}"
    asked = parse_pixels(request.params.get("size"))
    if asked and (media.width < asked.width or media.height < asked.height):
        yield f"{asked} pixels were asked for; the picture has {media.width}x{media.height}"


def _money(charged: Decimal | None) -> str:
    return "" if charged is None else f" ({plain(charged)} credits were charged)"


def _paid(charged: Decimal | None) -> str:
    if charged is None:
        return "It was charged; Letta did not say how many credits."
    return f"It was charged: {plain(charged)} credits."


def _gone(request: Request, status: int, charged: Decimal | None) -> DamagedError:
    return DamagedError(
        f"Letta made {request.address}, but the URL of the picture has expired (status {status}) "
        "and there is no second one: the picture is gone",
        cost=_paid(charged),
        next_step=_AGAIN,
    )


def _unusable(request: Request, charged: Decimal | None) -> DamagedError:
    return DamagedError(
        f"Letta's answer for {request.address} holds no picture that can be used",
        cost=_paid(charged),
        next_step=_AGAIN,
    )


_AGAIN = (
    "Find the attempt with `assetforge jobs`; `assetforge jobs resolve INTENT --retry` lets the "
    "next build order it anew, which is paid for again."
)
