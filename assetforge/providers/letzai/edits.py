"""Edits: the body of `POST /image-edits` (LetzAI skill, 2026-07-28; skin repair: seed 002, 2025).

context   changes 1 to 9 pictures as the prompt says
skin      repairs the skin in one picture
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.providers.letzai.commission import filled, whole
from assetforge.providers.letzai.reading import table

if TYPE_CHECKING:
    from assetforge.core.values import Json, Table
    from assetforge.providers.letzai.commission import Commission
    from assetforge.providers.letzai.sources import Sources

VARIATIONS: Final = 1  # each is paid for, and documents name 1 and 3 as what is made if unsaid


def edit_body(commission: Commission, sources: Sources) -> Table:
    """Write an order for an edit, whichever of the two kinds it is."""
    is_skin = "skin" in commission.model.fields
    return _skin(commission, sources) if is_skin else _context(commission, sources)


def _context(commission: Commission, sources: Sources) -> Table:
    """Name the model twice: one field decides the queue, the other is what older servers read."""
    return filled({
        "mode": "context",
        "prompt": commission.prompt,
        **_pictures(sources),
        "baseModel": commission.word,
        "settings": filled({
            "model": commission.word,
            "resolution": commission.tier,
            "aspect_ratio": commission.params.get("aspect_ratio"),
        }),
        "imageCompletionsCount": VARIATIONS,
        "organizationId": commission.settings.organization,
    })  # fmt: skip


def _skin(commission: Commission, sources: Sources) -> Table:
    wishes = table(commission.params.get("skin"))
    return filled({
        "mode": "skin",
        "prompt": commission.prompt,
        **_pictures(sources),
        "settings": filled({name: whole(wish) for name, wish in wishes.items()}),
        "organizationId": commission.settings.organization,
    })  # fmt: skip


def _pictures(sources: Sources) -> dict[str, Json]:
    """Name one picture by the field for one, several by the fields for lists."""
    found: dict[str, Json] = {}
    if len(sources.ids) == 1:
        found["originalImageCompletionId"] = sources.ids[0]
    elif sources.ids:
        found["originalImageCompletionIds"] = list(sources.ids)
    if len(sources.urls) == 1 and not sources.ids:
        found["imageUrl"] = sources.urls[0]
    elif sources.urls:
        found["inputImageUrls"] = list(sources.urls)
    return found
