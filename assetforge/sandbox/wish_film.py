"""What orders of `POST /videos` and `/video-edits` wish for (LetzAI reference, 9.4 and 13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.limits import Whole, Words
from assetforge.core.values import is_array, is_table
from assetforge.sandbox.body import inner
from assetforge.sandbox.offer import find_offer
from assetforge.sandbox.refusal import RefusalError
from assetforge.sandbox.source import source_by_id, source_by_url
from assetforge.sandbox.wish import Wish

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetforge.core.capabilities import Model
    from assetforge.core.values import Json, Table
    from assetforge.sandbox.premises import Premises
    from assetforge.sandbox.source import Source

# Where no document states a default, the sandbox takes a dear one, so that leaving it out is seen.
_MODES: Final = {"current": "video-veo31", "older": "veo31"}
_RESOLUTION: Final = "1080p"
_SECONDS: Final = 4
_SOURCE_FORMS: Final = ("originalImageCompletionId", "imageUrl", "imageUrls")


def wish_of_video(premises: Premises, body: Table, now: float) -> Wish:
    """Understand a checked body of `POST /videos`.

    Raises:
        RefusalError: 400, 403 or 404, fields contradict each other or a source cannot be used.
    """
    settings = inner(body, "settings")
    mode = str(settings.get("mode", _MODES[premises.settings.dialect]))
    offer = find_offer(premises, "video", mode)
    sources = _sources(premises, body, now)
    _check(premises, body, offer, sources)
    asked = _asked(offer, settings, body)
    drawn = {"prompt": body["prompt"], "media_type": premises.settings.film_type, **asked}
    drawn |= _pixels(body)
    if settings.get("highQuality") is True:
        drawn["resolution"] = _RESOLUTION
    return Wish(kind="video", model=mode, offer=offer, asked=asked, drawn=drawn, sources=sources)


def wish_of_video_edit(premises: Premises, body: Table, now: float) -> Wish:
    """Understand a checked body of `POST /video-edits`, which only the older dialect has.

    Raises:
        RefusalError: 400 or 404, the source cannot be used.
    """
    settings = inner(body, "settings")
    mode = str(settings.get("mode", _MODES["older"]))
    duration = _plain(settings.get("duration", _SECONDS))
    if ("videoUrl" in body) == ("originalVideoId" in body):
        raise RefusalError(400, "exactly one of videoUrl and originalVideoId is needed")
    return Wish(
        kind="video-edit", model=mode, offer=find_offer(premises, "video-edit", mode),
        asked={"duration": duration}, sources=(_film(premises, body, now),),
        drawn={
            "prompt": body["prompt"], "duration": duration,
            "media_type": premises.settings.film_type,
        },
    )  # fmt: skip


def _asked(offer: Model | None, settings: Mapping[str, object], body: Table) -> dict[str, Json]:
    asked: dict[str, Json] = {
        "duration": _seconds(offer, settings, body),
        "sound": settings.get("withSound") is True,
        "high_quality": settings.get("highQuality") is True,
    }
    if offer is not None and offer.price is not None and offer.price.by == "resolution":
        asked["resolution"] = str(settings.get("resolution", _RESOLUTION))
    return asked


def _seconds(offer: Model | None, settings: Mapping[str, object], body: Table) -> int:
    """Find the seconds, clamped to what the model makes; those of shots are added up."""
    shots = body.get("prompts", settings.get("prompts"))
    said = settings.get("duration")
    if said is None and is_array(shots):
        lengths = [shot["duration"] for shot in shots if is_table(shot)]
        said = sum(length for length in lengths if isinstance(length, int))
    wanted = said if isinstance(said, int) else _SECONDS
    limit = None if offer is None else offer.fields.get("duration")
    if isinstance(limit, Words):
        offered = [choice for choice in limit.choices if isinstance(choice, int)]
        return min(offered, key=lambda choice: abs(choice - wanted))
    if isinstance(limit, Whole):
        return min(max(wanted, limit.low), limit.high or wanted)
    return wanted


def _check(premises: Premises, body: Table, offer: Model | None, sources: Sequence[Source]) -> None:
    is_older = premises.settings.dialect == "older"
    if not sources and (is_older or (offer is not None and offer.source == "required")):
        raise RefusalError(400, "a source image is needed")
    if offer is not None and offer.needs and "organizationId" not in body:
        raise RefusalError(403, "this mode needs organizationId")
    shots = body.get("prompts", inner(body, "settings").get("prompts"))
    if shots is not None and (offer is None or offer.id != "video-kling3"):
        raise RefusalError(400, "several prompts are for Kling V3 alone")


def _sources(premises: Premises, body: Table, now: float) -> tuple[Source, ...]:
    given = [name for name in _SOURCE_FORMS if name in body]
    if len(given) > 1:
        raise RefusalError(400, f"at most one of {', '.join(_SOURCE_FORMS)}")
    if not given:
        return ()
    value = body[given[0]]
    if given[0] == "originalImageCompletionId":
        return (source_by_id(premises, str(value), now, missing=404),)
    urls = value if is_array(value) else [value]
    return tuple(source_by_url(premises, str(url), now) for url in urls)


def _film(premises: Premises, body: Table, now: float) -> Source:
    if "videoUrl" in body:
        return source_by_url(premises, str(body["videoUrl"]), now, is_film=True)
    job = premises.jobs.find(str(body["originalVideoId"]), "/videos", now)
    if job is None:
        raise RefusalError(404, "video not found")
    url = f"{premises.settings.origin}/results/{job.takes[0].id}/original"
    return source_by_url(premises, url, now, is_film=True)


def _pixels(body: Table) -> dict[str, Json]:
    if "width" not in body or "height" not in body:
        return {}
    return {"size": f"{body['width']}x{body['height']}"}


def _plain(value: object) -> Json:
    return value if isinstance(value, int) else None
