"""What an order of `POST /image-edits` wishes for (LetzAI reference, section 9.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.values import is_array
from assetforge.sandbox.body import inner
from assetforge.sandbox.offer import find_offer, tier_of
from assetforge.sandbox.refusal import RefusalError
from assetforge.sandbox.source import source_by_id, source_by_url
from assetforge.sandbox.wish import Wish

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.core.values import Json, Table
    from assetforge.sandbox.premises import Premises
    from assetforge.sandbox.source import Source

MOST_SOURCES: Final = 9
DEFAULT_MODEL: Final = "flux2"
DEFAULT_COUNT: Final = 3  # the dearer of two documented defaults, so that leaving it out is seen
_SKIN: Final = frozenset({"face", "body", "eyes", "mouth", "nose", "intensity"})
_CONTEXT: Final = frozenset({"resolution", "aspect_ratio", "model"})


def wish_of_edit(premises: Premises, body: Table, now: float) -> Wish:
    """Understand a checked body.

    Raises:
        RefusalError: 400 or 404, fields contradict each other or a source cannot be used.
    """
    sources = tuple(_sources(premises, body, now))
    if not 1 <= len(sources) <= MOST_SOURCES:
        raise RefusalError(400, f"1 to {MOST_SOURCES} source images are needed")
    settings = inner(body, "settings")
    if body["mode"] == "skin":
        return _skin(premises, body, settings, sources)
    _refuse(settings, _SKIN, "context")
    if not str(body.get("prompt", "")).strip():
        raise RefusalError(400, "prompt should not be empty")
    return _context(premises, body, settings, sources)


def _context(
    premises: Premises, body: Table, settings: Mapping[str, object], sources: tuple[Source, ...]
) -> Wish:
    word = str(body.get("baseModel") or settings.get("model") or DEFAULT_MODEL)
    offer = find_offer(premises, "edit", word)
    tier = None if offer is None else tier_of(offer, settings.get("resolution", "2k"))
    asked: dict[str, Json] = {} if tier is None else {"resolution": tier}
    ratio = settings.get("aspect_ratio")
    drawn: dict[str, Json] = {"prompt": body["prompt"], "resolution": tier or "1k"}
    drawn |= {} if ratio is None else {"aspect_ratio": str(ratio)}
    count = body.get("imageCompletionsCount", DEFAULT_COUNT)
    assert isinstance(count, int)
    return Wish(
        kind="edit", model=word if offer is None else offer.id, offer=offer, asked=asked,
        drawn=drawn, sources=sources, count=count,
    )  # fmt: skip


def _skin(
    premises: Premises, body: Table, settings: Mapping[str, object], sources: tuple[Source, ...]
) -> Wish:
    _refuse(settings, _CONTEXT, "skin")
    if "imageCompletionsCount" in body or len(sources) != 1:
        raise RefusalError(400, "mode skin takes one image and no imageCompletionsCount")
    offer = premises.settings.catalogue["letzai"].find("edit", "skin")
    words: Json = "skin" if not settings else " ".join(sorted(settings))
    return Wish(
        kind="edit", model="skin", offer=offer, asked={}, sources=sources,
        drawn={"prompt": str(body.get("prompt", "softer")), "skin": words},
    )  # fmt: skip


def _sources(premises: Premises, body: Table, now: float) -> Iterator[Source]:
    for name in ("originalImageCompletionId", "originalImageCompletionIds"):
        for id_ in _listed(body.get(name)):
            yield source_by_id(premises, str(id_), now)
    for name in ("imageUrl", "inputImageUrls"):
        for url in _listed(body.get(name)):
            yield source_by_url(premises, str(url), now)


def _listed(value: object) -> Iterator[object]:
    if is_array(value):
        yield from value
    elif value is not None:
        yield value


def _refuse(settings: Mapping[str, object], names: frozenset[str], mode: str) -> None:
    for name in settings:
        if name in names:
            raise RefusalError(400, f"settings property {name} should not exist with mode {mode}")
