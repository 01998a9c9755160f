"""Letta's endpoint: one call makes pictures, and its answer is lost for good if it is lost.

gemini   b64_json           flux   a signed URL, good for ten minutes
openai   b64_json where there is one picture, else URLs: its documents say "either"

Source: Letta image-generation skill, letta 0.34.12. No price is published; a picture costs 12 here,
the figure of that document's sample, and double at quality `high`.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from assetforge.core.digest import digest_bytes
from assetforge.core.media import JPEG, PNG, WEBP
from assetforge.core.pixels import LONGEST_DRAWN, SHORTEST_DRAWN, parse_pixels
from assetforge.core.values import is_array
from assetforge.providers.drawing import Box, Derivation
from assetforge.sandbox.account import Charge
from assetforge.sandbox.body_fields import LETTA
from assetforge.sandbox.message import NeedsDecoding, NeedsDrawing, Transfer
from assetforge.sandbox.refusal import RefusalError, amount, json_answer
from assetforge.sandbox.rendering import Rendering
from assetforge.sandbox.signed_result import SignedResult
from assetforge.sandbox.source import Source
from assetforge.sandbox.wish import Wish

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.core.media import Media
    from assetforge.core.values import Json, Table
    from assetforge.sandbox.message import HttpAnswer, Outcome
    from assetforge.sandbox.visit import Visit

ROUTE: Final = "/v1/images/generations"
PRICE: Final = Decimal(12)  # credits of a picture
LIFETIME: Final = 600.0  # seconds that a signed URL is good for
MODELS: Final = {"flux": "flux-2-pro", "gemini": "gemini-3-pro-image", "openai": "gpt-image-2"}
_OPENAI_ALONE: Final = ("size", "quality", "output_format")
_TYPES: Final = {"png": PNG, "jpeg": JPEG, "webp": WEBP}
_SIZE: Final = "1024x1024"


def make_pictures(visit: Visit) -> Outcome:
    """Make 1 to 4 pictures, or edit those that came along.

    Raises:
        RefusalError: the body is wrong, or cannot be paid; nothing is charged.
    """
    body = visit.body(LETTA)
    for name in _OPENAI_ALONE:
        if name in body and body["provider"] != "openai":
            raise RefusalError(400, f"{name} is for openai alone")
    images = body.get("input_images")
    files = [_bytes_of(str(image)) for image in images] if is_array(images) else []
    return _decode(visit, body, files, ())


def _decode(
    visit: Visit, body: Table, files: Sequence[bytes], sources: tuple[Source, ...]
) -> Outcome:
    """Learn what each file is, one after the other, then go on."""
    if len(sources) == len(files):
        return _accept(visit, body, sources)
    data = files[len(sources)]

    def finish(media: Media | None) -> Outcome:
        if media is None or media.is_film:
            raise RefusalError(400, f"input_images[{len(sources)}] is no image")
        return _decode(visit, body, files, (*sources, Source(material=data, media=media)))

    return NeedsDecoding(data=data, finish=finish)


def _accept(visit: Visit, body: Table, sources: tuple[Source, ...]) -> Outcome:
    premises, count = visit.premises, _count(body)
    price = PRICE * count * (2 if body.get("quality") == "high" else 1)
    renderings = [_rendering(premises.new_id(), body, sources) for _ in range(count)]
    premises.account.check("letta", price)
    premises.jobs.make_room(len(str(body["prompt"])))
    charge = Charge(
        id=premises.new_id(), provider="letta", route=ROUTE, body=_told(body), token=None,
        credits=price, at=visit.now, seconds=premises.seconds(1.0), instance=premises.instance,
    )  # fmt: skip
    premises.account.charge(charge)
    delay = Transfer(delay=charge.seconds)
    return _deliver(_Delivery(visit=visit, body=body, price=price, delay=delay), renderings, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Delivery:
    visit: Visit
    body: Table
    price: Decimal
    delay: Transfer

    @property
    def is_inline(self) -> bool:
        provider = self.body["provider"]
        return provider == "gemini" or (provider == "openai" and _count(self.body) == 1)

    def answer(self, images: Sequence[Table]) -> HttpAnswer:
        provider = str(self.body["provider"])
        document: Table = {
            "provider": provider, "model": str(self.body.get("model", MODELS[provider])),
            "images": list(images), "billing": {"credits_charged": amount(self.price)},
        }  # fmt: skip
        return replace(json_answer(document), transfer=self.delay)


def _deliver(
    delivery: _Delivery, renderings: Sequence[Rendering], images: tuple[Table, ...]
) -> Outcome:
    """Draw what goes into the answer itself, one after the other, then answer."""
    if len(images) == len(renderings):
        return delivery.answer(images)
    rendering = renderings[len(images)]
    kind = rendering.media_type
    if not delivery.is_inline:
        signed = {"url": _signed_url(delivery.visit, rendering), "mime_type": kind}
        return _deliver(delivery, renderings, (*images, signed))

    def finish(data: bytes) -> Outcome:
        inline = {"b64_json": base64.b64encode(data).decode(), "mime_type": kind}
        return _deliver(delivery, renderings, (*images, inline))

    return NeedsDrawing(rendering=rendering, finish=finish)


def _signed_url(visit: Visit, rendering: Rendering) -> str:
    premises = visit.premises
    signature = f"{premises.chance.getrandbits(128):032x}"
    expires_at = visit.now + LIFETIME
    premises.signed.put(
        SignedResult(rendering=rendering, signature=signature, expires_at=expires_at)
    )
    start = f"{premises.settings.origin}/results/{rendering.id}/original"
    return f"{start}?signature={signature}&expires={int(expires_at)}"


def _rendering(id_: str, body: Table, sources: tuple[Source, ...]) -> Rendering:
    size = str(body.get("size", _SIZE))
    pixels = parse_pixels(size)
    if (
        pixels is None
        or not SHORTEST_DRAWN <= pixels.short_side <= pixels.long_side <= LONGEST_DRAWN
    ):
        raise RefusalError(400, f"size must be pixels such as {_SIZE}")
    drawn: dict[str, Json] = {"prompt": body["prompt"]}
    drawn |= {"size": size} if "size" in body or not sources else {}
    wish = Wish(
        kind="edit" if sources else "image", model=str(body.get("model", body["provider"])),
        offer=None, asked={}, drawn=drawn, sources=sources,
    )  # fmt: skip
    rendering = wish.take(id_).rendering
    return _converted(rendering, _TYPES[str(body.get("output_format", "png"))])


def _converted(rendering: Rendering, media_type: str) -> Rendering:
    if rendering.media_type == media_type:
        return rendering
    drawing = rendering.drawing
    whole = Box(left=0, top=0, width=drawing.width, height=drawing.height)
    converted = Derivation(
        type=media_type, width=drawing.width, height=drawing.height, part=whole, fit="cover",
        background="#ffffff", quality=90, second=0,
    )  # fmt: skip
    inner = replace(rendering, id=f"{rendering.id}/png")
    return Rendering(id=rendering.id, drawing=converted, inputs=(inner,))


def _bytes_of(image: str) -> bytes:
    head, comma, data = image.partition(",")
    if not (comma and head.startswith("data:image/") and head.endswith(";base64")):
        raise RefusalError(400, "input_images must be base64 data URLs")
    try:
        return base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError) as error:
        raise RefusalError(400, "input_images must be base64 data URLs") from error


def _count(body: Table) -> int:
    count = body.get("n", 1)
    assert isinstance(count, int)
    return count


def _told(body: Table) -> Table:
    """Write a body for the ledger: pictures by their digests."""
    images = body.get("input_images")
    if not is_array(images):
        return body
    return {**body, "input_images": [digest_bytes(_bytes_of(str(image))) for image in images]}
