"""Answers of services, spoilt: what a client must survive, the same for the same seed.

    documented answer ─ 1 to 4 times: drop, retype, nest, repeat, swell ─▶ Answer of any status

Both services are among them. Whoever reads one may end with a value or with an AssetforgeError, and
with nothing else.
"""

from __future__ import annotations

import copy
import math
from random import Random
from typing import TYPE_CHECKING, Final

from assetforge.providers.instruction import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.core.values import Json

ID: Final = "00000000-0000-4000-8000-000000000001"
OTHER_ID: Final = "00000000-0000-4000-8000-000000000002"
URL: Final = "https://images.letz.ai/one/original.jpg"
_MADE: Final = "2026-11-20T12:00:00.000Z"
_PICTURE: Final[dict[str, Json]] = {
    "id": ID, "status": "ready", "progress": 100, "progressMessage": None, "prompt": "a cat",
    "imageVersions": {"original": URL, "1920x1920": URL}, "baseModel": "flux2",
    "generationSettings": {"mode": "1k"}, "privacy": "private", "hasWatermark": False,
    "isNsfw": False, "webhookUrl": "https://aaaa.0123456789ab.assetforge.invalid/",
    "createdAt": _MADE, "creditsUsed": 60, "user": {"id": OTHER_ID, "username": "anna"},
}  # fmt: skip
_EDIT: Final[dict[str, Json]] = {
    "id": ID, "status": "ready", "mode": "context", "prompt": "beach", "baseModel": "flux2",
    "imageCompletionsCount": 1, "settings": {"model": "flux2", "resolution": "2k"},
    "generatedImageCompletion": {**_PICTURE, "id": OTHER_ID},
    "imageCompletionChoices": [OTHER_ID, {"id": OTHER_ID, "imageVersions": {"original": [URL]}}],
}  # fmt: skip
_FILM: Final[dict[str, Json]] = {
    "id": ID, "status": "saved", "statusDetail": "", "prompt": "rain", "createdAt": _MADE,
    "settings": {"mode": "video-veo31", "duration": 8}, "videoVersions": {"original": URL},
    "videoPaths": {"mp4": URL}, "userId": OTHER_ID,
}  # fmt: skip
_DOCUMENTED: Final[tuple[Json, ...]] = (
    _PICTURE, _EDIT, _FILM,
    {**_FILM, "videoVersions": [URL, {"url": URL}]},
    {**_PICTURE, "status": "in progress", "imagePaths": {"original": URL}},
    {"event": "image.ready", "data": _PICTURE},
    [_PICTURE, _EDIT, _FILM],
    {"data": [_PICTURE, _FILM], "pagination": {"page": 1, "limit": 50, "total": 2}},
    {"items": [_EDIT], "page": 1, "limit": 50, "total": 1, "totalPages": 1},
    {"id": ID, "uploadUrl": "https://bucket.example/a?signature=b", "imageUrl": URL},
    {"message": ["width must not be less than 480"], "error": "Bad Request"},
    {"error": {"message": "not enough credits", "code": "INSUFFICIENT_CREDITS"}},
    {
        "provider": "gemini", "model": "gemini-3-pro-image",
        "images": [{"b64_json": "iVBORw0KGgo=", "mime_type": "image/png"}, {"url": URL}],
        "billing": {"credits_charged": 12},
    },
    {"message": "not enough credits", "credits_required": 12},
)  # fmt: skip
_HEADERS: Final = ("x-total-count", "x-total-pages", "x-per-page", "retry-after", "date")
_STATUSES: Final = (200, 200, 200, 200, 201, 201, 204, 301, 400, 401, 402, 403, 404, 422, 429, 500)
_DEEP: Final = 60  # levels; a decoder refuses what is much deeper


def mutated(seed: int) -> Answer:
    """Make an answer that was documented once, as a broken or hostile service might send it."""
    chance = Random(seed)  # noqa: S311 - repeatable, not secret
    body: Json = copy.deepcopy(chance.choice(_DOCUMENTED))
    for _ in range(chance.randint(1, 4)):
        body = _spoilt(body, chance)
    said = {name: str(_odd(chance))[:40] for name in _HEADERS if chance.random() < 0.2}
    return Answer(status=chance.choice(_STATUSES), body=body, headers=said)


def _spoilt(body: Json, chance: Random) -> Json:
    """Change one place of a body, or all of it."""
    places = list(_places(body))
    if not places or chance.random() < 0.03:
        return _odd(chance)
    holder, key = chance.choice(places)
    _change(holder, key, chance)
    return body


def _places(body: Json) -> Iterator[tuple[dict[str, Json] | list[Json], str | int]]:
    if isinstance(body, dict):
        for name, value in body.items():
            yield body, name
            yield from _places(value)
    elif isinstance(body, list):
        for index, value in enumerate(body):
            yield body, index
            yield from _places(value)


def _change(holder: dict[str, Json] | list[Json], key: str | int, chance: Random) -> None:
    if isinstance(holder, dict) and isinstance(key, str):
        if chance.random() < 0.2:
            del holder[key]
        else:
            holder[key] = _instead(holder[key], chance)
    elif isinstance(holder, list) and isinstance(key, int):
        if chance.random() < 0.2:
            holder.extend(copy.deepcopy(holder[:20]))
        else:
            holder[key] = _instead(holder[key], chance)


def _instead(value: Json, chance: Random) -> Json:
    """Put something else in place of a value: odd, wrapped, swollen or cut."""
    match chance.randrange(5):
        case 0:
            return [value, value]
        case 1:
            return {"original": value, "id": value, "message": value, "url": value}
        case 2 if isinstance(value, str):
            return chance.choice(
                (value[: len(value) // 2], value * 300, value.upper(), f" {value}")
            )
        case _:
            return _odd(chance)


def _odd(chance: Random) -> Json:
    deep: Json = "deep"
    for _ in range(chance.choice((0, _DEEP))):
        deep = {"original": deep, "data": deep} if chance.random() < 0.01 else [deep]
    choices: tuple[Json, ...] = (
        None, True, False, 0, -1, 10**400, math.nan, math.inf, -math.inf, 1e308, "", " ", "\x00",
        "\x1b]52;c;x\x07", "\u202egnp", "\ud800", "<!DOCTYPE html><html></html>" * 40,
        "../../users/me", ID + "/../..", "https://[::1", "https://127.0.0.1/a", "http://x/",
        "javascript:alert(1)", "9" * 5_000, "0001-01-01T00:00:00-23:59",
        "9999-12-31T23:59:59.999999-23:59", "READY", "hidden", "archived", [], {}, [[]],
        {"": None}, "x" * 100_000, deep,
    )  # fmt: skip
    return chance.choice(choices)
