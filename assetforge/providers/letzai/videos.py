"""Videos: the bodies of `POST /videos` and, in the older dialect, `POST /video-edits`.

no source        text alone, where the model can
one picture      originalImageCompletionId, else imageUrl
two pictures     imageUrls: the first and the last frame
a film           originalVideoId, else videoUrl; for video edits

Sources: LetzAI skill, 2026-07-28; for the older dialect seed 001, 2026, which puts the shots of a
film inside `settings`. The mode is always told: no document names the current default.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.limits import Flag
from assetforge.providers.letzai.commission import filled, whole
from assetforge.providers.letzai.reading import array, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.core.values import Json, Table
    from assetforge.providers.letzai.commission import Commission
    from assetforge.providers.letzai.sources import Sources


def video_body(commission: Commission, sources: Sources) -> Table:
    """Write an order for a film."""
    pixels, shots = commission.pixels, _shots(commission)
    return filled({
        "prompt": commission.prompt,
        **_frames(sources),
        "prompts": None if commission.is_older else shots,
        "width": pixels.width if pixels else None,
        "height": pixels.height if pixels else None,
        "settings": {
            **_settings(commission),
            **filled({"prompts": shots if commission.is_older else None}),
        },
        "organizationId": commission.settings.organization,
    })  # fmt: skip


def video_edit_body(commission: Commission, sources: Sources) -> Table:
    """Write an order for a film made from a film."""
    settings = {"mode": commission.word, "duration": whole(commission.params.get("duration"))}
    return filled({
        "prompt": commission.prompt,
        "originalVideoId": sources.ids[0] if sources.ids else None,
        "videoUrl": sources.urls[0] if sources.urls else None,
        "settings": filled(settings),
        "organizationId": commission.settings.organization,
    })  # fmt: skip


def _frames(sources: Sources) -> dict[str, Json]:
    if sources.ids:
        return {"originalImageCompletionId": sources.ids[0]}
    if len(sources.urls) > 1:
        return {"imageUrls": list(sources.urls)}
    return {"imageUrl": sources.urls[0]} if sources.urls else {}


def _settings(commission: Commission) -> dict[str, Json]:
    """Name each option that the model can switch; sound that is always on is no option."""
    params, fields = commission.params, commission.model.fields
    has_sound = isinstance(fields.get("sound"), Flag)
    has_quality = isinstance(fields.get("high_quality"), Flag)
    return filled({
        "mode": commission.word,
        "duration": _seconds(commission),
        "withSound": params.get("sound") is True if has_sound else None,
        "highQuality": params.get("high_quality") is True if has_quality else None,
        "resolution": commission.tier,
    })  # fmt: skip


def _seconds(commission: Commission) -> Json:
    said = whole(commission.params.get("duration"))
    if said is not None:
        return said
    times = [table(shot).get("duration") for shot in array(commission.params.get("shots"))]
    seconds = [time for time in times if isinstance(time, int | float)]
    return whole(float(sum(seconds))) if seconds and len(seconds) == len(times) else None


def _shots(commission: Commission) -> Sequence[Json] | None:
    shots = [table(shot) for shot in array(commission.params.get("shots"))]
    scenes = [
        filled({"prompt": shot.get("prompt"), "duration": whole(shot.get("duration"))})
        for shot in shots
    ]
    return scenes or None
