"""Offers: the catalogue's model behind a word of a body, in the dialect that is spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.sandbox.refusal import RefusalError

if TYPE_CHECKING:
    from assetforge.core.capabilities import Model
    from assetforge.core.names import Kind
    from assetforge.sandbox.premises import Premises

# The ids of seeds 000 and 001; films and upscales are checked by their lists of modes.
_OLDER_IMAGES: Final = frozenset(
    {"flux2", "flux2-max", "gemini-3-pro-image-preview", "seedream-4-5-251128", "phota"}
)
_OLD_IDS: Final = frozenset({"gemini-3-pro-image-preview"})  # still resolved on 2026-07-28
_LISTED: Final[frozenset[Kind]] = frozenset({"upscale", "video", "video-edit"})


def find_offer(premises: Premises, kind: Kind, word: str) -> Model | None:
    """Find the model that a body names.

    Raises:
        RefusalError: 400, there is no such model in this dialect.
    """
    offer = premises.settings.catalogue["letzai"].find(kind, word)
    if kind in _LISTED:
        return offer
    if premises.settings.dialect == "older":
        is_right = word in _OLDER_IMAGES
    else:
        is_right = offer is not None and offer.is_current and word in {offer.id, *_OLD_IDS}
    if word == "skin":  # a mode, which the catalogue keeps as a model
        is_right = False
    if not is_right:
        raise RefusalError(400, f"baseModel {word[:64]} is not available", code="INVALID_MODEL")
    return offer


def tier_of(offer: Model, word: object) -> str | None:
    """Say which tier a word means; one that the model lacks is silently its default."""
    ours = {service: tier for tier, service in offer.tiers.items()}
    fallback = offer.defaults.get("resolution")
    return ours.get(str(word)) or (str(fallback) if fallback is not None else None)
