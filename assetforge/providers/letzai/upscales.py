"""Upscales: the body of an order, and the same order for the other route.

    POST /upscale    imageId | imageUrl               mode, strength         size  webhookUrl
    POST /upscales   imageCompletionId | imageUrl     generationSettings     size  no webhookUrl
                                                      of mode and strength

Sources: LetzAI skill, 2026-07-28; seed 001, 2026. A route that answers 404 has made nothing, so
that one try on the other is safe; what the other side lacks is not replaced by anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.providers.letzai.commission import filled, whole
from assetforge.providers.letzai.older_words import MOST_OLDER_STRENGTH, OLDER_WORDS
from assetforge.providers.letzai.reading import table
from assetforge.providers.letzai.routes import OLDER_UPSCALES, UPSCALE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.values import Json, Table
    from assetforge.providers.letzai.commission import Commission
    from assetforge.providers.letzai.sources import Sources

# The modes that both routes have; of the in-house ones each side's default stands for the other's.
_NEWER_MODES: Final[Mapping[str, str]] = {"sharp": "default", "nano-banana-pro": "nano-banana-pro"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherRoute:
    """An order in the words of the other route, or why it has none there."""

    route: str
    body: Table | None
    reason: str = ""


def upscale_body(commission: Commission, sources: Sources) -> Table:
    """Write an order for a larger copy; its strength is always told."""
    body = filled({
        "imageId": sources.ids[0] if sources.ids else None,
        "imageUrl": sources.urls[0] if sources.urls else None,
        "mode": commission.word,
        "size": _size(commission.tier),
        "strength": whole(commission.params.get("strength", 1)),
        "organizationId": commission.settings.organization,
    })  # fmt: skip
    return _nested(body) if commission.is_older else body


def on_other_route(route: str, body: Table) -> OtherRoute:
    """Translate an order for the other route, if it has an equivalent there."""
    if route == UPSCALE:
        return _for_older(body)
    settings = table(body.get("generationSettings"))
    mode = _NEWER_MODES.get(str(settings.get("mode")))
    if mode is None:
        return _none(UPSCALE, f"the mode `{settings.get('mode')}`")
    return OtherRoute(route=UPSCALE, body=_flat(body, mode))


def _for_older(body: Table) -> OtherRoute:
    mode = OLDER_WORDS["upscale"].get(str(body.get("mode")))
    strength = body.get("strength")
    if mode is None:
        return _none(OLDER_UPSCALES, f"the mode `{body.get('mode')}`")
    if isinstance(strength, int | float) and strength > MOST_OLDER_STRENGTH:
        return _none(OLDER_UPSCALES, f"a strength above {MOST_OLDER_STRENGTH}")
    return OtherRoute(route=OLDER_UPSCALES, body=_nested({**body, "mode": mode}))


def _none(route: str, what: str) -> OtherRoute:
    return OtherRoute(
        route=route, body=None, reason=f"`{route}`, where it might be made instead, lacks {what}"
    )


def _size(tier: str | None) -> Json:
    return int(tier) if tier is not None and tier.isdecimal() else None


def _nested(body: Table) -> Table:
    moved = {"imageId": "imageCompletionId"}
    kept = {
        moved.get(name, name): value
        for name, value in body.items()
        if name not in {"mode", "strength"}
    }
    settings = {name: body[name] for name in ("mode", "strength") if name in body}
    return {**kept, "generationSettings": settings}


def _flat(body: Table, mode: str) -> Table:
    moved = {"imageCompletionId": "imageId"}
    kept = {
        moved.get(name, name): value for name, value in body.items() if name != "generationSettings"
    }
    return {**kept, **table(body.get("generationSettings")), "mode": mode}
