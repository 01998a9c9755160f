"""Items of LetzAI's lists, and orders whose answer was lost, with little typing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from assetforge.providers.instruction import Call
from assetforge.providers.service import Lost
from tests.unit.providers.letzai.talking import uuid

if TYPE_CHECKING:
    from assetforge.core.values import Json, Table

NOW: Final = 1_800_000_000.0  # seconds since 1970
PROJECT: Final = "0123456789ab"
IMAGE: Final[Table] = {
    "prompt": "a cat", "baseModel": "flux2", "mode": "1k", "width": 1600, "height": 1600,
    "hasWatermark": False, "hideFromUserProfile": True,
}  # fmt: skip
EDIT: Final[Table] = {
    "mode": "context", "prompt": "beach", "originalImageCompletionId": uuid(90),
    "baseModel": "flux2", "settings": {"model": "flux2", "resolution": "2k"},
    "imageCompletionsCount": 1,
}  # fmt: skip
UPSCALE: Final[Table] = {"imageId": uuid(90), "mode": "default", "strength": 1}
VIDEO: Final[Table] = {
    "prompt": "rain", "imageUrl": "https://a.example/1",
    "settings": {"mode": "video-veo31", "duration": 8, "withSound": False},
}  # fmt: skip


def iso(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat()


def token(intent: str, project: str = PROJECT) -> str:
    return f"https://{intent}.{project}.assetforge.invalid/"


def item(number: int, at: float = NOW, **more: Json) -> dict[str, Json]:
    return {"id": uuid(number), "status": "new", "createdAt": iso(at), **more}


def shown(number: int, at: float = NOW, **more: Json) -> dict[str, Json]:
    """Show a picture that was ordered by `IMAGE`, as a list does."""
    return item(number, at, prompt="a cat", baseModel="flux2", generationSettings={}, **more)


def lost(
    intent: str = "aaaa", route: str = "/images", body: Table = IMAGE, *, since: float = NOW - 10,
    has_token: bool = True,
) -> Lost:  # fmt: skip
    return Lost(
        intent=intent, token=token(intent) if has_token else None, route=route,
        call=Call(method="POST", path=route, body=body), since=since,
    )  # fmt: skip
