"""Records: how the services show a job (LetzAI reference, sections 6, 8, 9 and 13).

/images                imageVersions                            current and older
/image-edits           generatedImageCompletion.imageVersions   current and older
/upscale, /upscales    imageVersions                            current, older
/videos, /video-edits  videoVersions, videoPaths                current, older
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.media import EXTENSION_BY_TYPE
from assetforge.sandbox.job import look_at
from assetforge.sandbox.moment import iso
from assetforge.sandbox.premises import USERNAME
from assetforge.sandbox.refusal import amount

if TYPE_CHECKING:
    from assetforge.core.values import Json, Table
    from assetforge.sandbox.job import Job, Look, Take
    from assetforge.sandbox.premises import Premises

REDUCED: Final = {"1920x1920": 1920, "640x640": 640}  # pixels of the long side
_SAYING_IN_PROGRESS: Final = frozenset({"/images", "/upscales"})  # in the older dialect


def record_of(premises: Premises, job: Job, now: float) -> Table:
    """Write a job as its route shows it."""
    look = look_at(job, now)
    match job.kind:
        case "edit":
            record = _edit(premises, job, look)
        case "upscale":
            record = _upscale(premises, job, look)
        case "video" | "video-edit":
            record = _film(premises, job, look)
        case _:
            record = image_record(premises, job, job.takes[0], now)
    if job.fate.is_echoing and "webhookUrl" in job.body:
        record["webhookUrl"] = job.body["webhookUrl"]
    if premises.settings.tells_credits:
        record["creditsUsed"] = amount(job.credits)
    return record


def image_record(premises: Premises, job: Job, take: Take, now: float) -> dict[str, Json]:
    """Write a picture, of an image order or of an edit, as `/images` shows it."""
    look = look_at(job, now)
    return {
        **_state(premises, job, look), "id": take.id, "prompt": str(job.body.get("prompt", "")),
        "baseModel": job.model, "progressMessage": look.detail,
        "imageVersions": _versions(premises, job, take, look), "generationSettings": {},
        "privacy": job.privacy, "hasWatermark": job.body.get("hasWatermark", True),
        "isNsfw": False, "hidePrompt": job.hides_prompt, "createdAt": iso(job.created_at),
        "user": {"id": job.owner, "username": _username(premises, job)}, "models": [],
    }  # fmt: skip


def _edit(premises: Premises, job: Job, look: Look) -> dict[str, Json]:
    state = _state(premises, job, look)
    pictures: list[Json] = [
        {
            **state, "id": take.id, "createdAt": iso(job.created_at),
            "imageVersions": _versions(premises, job, take, look),
        }
        for take in job.takes
    ]  # fmt: skip
    choices = [take.id for take in job.takes] if _is_older(premises) else pictures
    return {
        **_word(state), "id": job.id, "mode": job.body["mode"], "prompt": _prompt(job),
        "baseModel": job.model, "imageCompletionsCount": len(job.takes),
        "originalImageCompletion": None, "generatedImageCompletion": pictures[0],
        "imageCompletionChoices": choices if len(job.takes) > 1 else [],
        "settings": job.body.get("settings", {}), "hidePrompt": job.hides_prompt,
    }  # fmt: skip


def _upscale(premises: Premises, job: Job, look: Look) -> dict[str, Json]:
    body = job.body
    return {
        **_state(premises, job, look), "id": job.id, "mode": job.model, "size": body.get("size", 4),
        "imageCompletionId": body.get("imageId", body.get("imageCompletionId")),
        "imageUrl": body.get("imageUrl"),
        "imageVersions": _versions(premises, job, job.takes[0], look),
        "createdAt": iso(job.created_at), "userId": job.owner, "username": USERNAME,
    }  # fmt: skip


def _film(premises: Premises, job: Job, look: Look) -> dict[str, Json]:
    urls = _urls(premises, job, job.takes[0]) if look.has_results else {}
    original = urls.get("original")
    if not _is_older(premises):
        results: dict[str, Json] = {"videoVersions": {} if original is None else urls}
    else:
        results = {
            "videoPaths": {} if original is None else {"mp4": original},
            "videoVersions": [] if original is None else [original],
        }
    body, media = job.body, job.takes[0].media
    return {
        **_state(premises, job, look), "id": job.id, "prompt": _prompt(job), **results,
        "baseModel": body.get("baseModel", job.model), "settings": body.get("settings", {}),
        "width": body.get("width", media.width), "height": body.get("height", media.height),
        "resolution": body.get("resolution", media.height), "privacy": job.privacy,
        "hidePrompt": job.hides_prompt, "createdAt": iso(job.created_at), "userId": job.owner,
        "username": USERNAME,
    }  # fmt: skip


def _state(premises: Premises, job: Job, look: Look) -> dict[str, Json]:
    word = look.word
    if word == "generating" and _is_older(premises) and job.route in _SAYING_IN_PROGRESS:
        word = "in progress"
    said: dict[str, Json] = {} if word is None else {"status": word}
    return {**said, "statusDetail": look.detail or None, "progress": look.progress}


def _word(state: Table) -> dict[str, Json]:
    return {"status": state["status"]} if "status" in state else {}


def _versions(premises: Premises, job: Job, take: Take, look: Look) -> Table:
    return _urls(premises, job, take, *REDUCED) if look.has_results else {}


def _urls(premises: Premises, job: Job, take: Take, *reduced: str) -> dict[str, Json]:
    ending = EXTENSION_BY_TYPE[take.media.type]
    mark = "" if job.version == 1 else f"?v={job.version}"
    start = f"{premises.settings.origin}/results/{take.id}"
    return {name: f"{start}/{name}{ending}{mark}" for name in ("original", *reduced)}


def _username(premises: Premises, job: Job) -> str:
    return USERNAME if job.owner == premises.user else "somebody_else"


def _is_older(premises: Premises) -> bool:
    return premises.settings.dialect == "older"


def _prompt(job: Job) -> str:
    return str(job.body.get("prompt", ""))
