"""What an order of `POST /upscale` or `/upscales` wishes for (LetzAI reference, 9.3 and 13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.values import is_array, is_table
from assetforge.sandbox.offer import find_offer
from assetforge.sandbox.refusal import RefusalError
from assetforge.sandbox.source import source_by_id, source_by_url
from assetforge.sandbox.wish import Wish

if TYPE_CHECKING:
    from assetforge.core.values import Json, Table
    from assetforge.sandbox.premises import Premises
    from assetforge.sandbox.source import Source

# The default upscaler of the older dialect is that of the current one, by another name (inferred);
# so it is charged like that one, which no estimate for either is below.
_PRICED_AS: Final = {"sharp": "default"}
_WORDS: Final = {4: "1k", 8: "2k", 12: "4k"}


def wish_of_upscale(premises: Premises, body: Table, now: float) -> Wish:
    """Understand a checked body of either dialect.

    Raises:
        RefusalError: 400, 404 or 422, the source cannot be used or the size has no tier.
    """
    source = _source(premises, body, now)
    inner = body.get("generationSettings")
    settings = inner if is_table(inner) else body
    older = premises.settings.dialect == "older"
    mode = str(settings.get("mode", "sharp" if older else "default"))
    offer = find_offer(premises, "upscale", _PRICED_AS.get(mode, mode))
    word = _WORDS.get(size) if isinstance(size := body.get("size", 4), int) else None
    is_tiered = offer is not None and offer.price is not None and offer.price.by is not None
    if is_tiered and word is None:
        raise RefusalError(422, "size must be 4, 8 or 12 for this mode")
    asked: dict[str, Json] = {"resolution": word} if is_tiered else {}
    drawn: dict[str, Json] = {**asked, "strength": str(settings.get("strength", 1))}
    return Wish(
        kind="upscale", model=mode, offer=offer, asked=asked, drawn=drawn, sources=(source,)
    )


def _source(premises: Premises, body: Table, now: float) -> Source:
    ids = [body[name] for name in ("imageId", "imageCompletionId") if name in body]
    several = body.get("imageUrls")
    urls = [body["imageUrl"]] if "imageUrl" in body else []
    if is_array(several):
        urls = [*urls, *map(str, several)]
    if len(ids) + len(urls) != 1:
        raise RefusalError(400, "exactly one source is needed: an id or a URL")
    if ids:
        return source_by_id(premises, str(ids[0]), now)
    return source_by_url(premises, str(urls[0]), now)
