"""The fields of every body, by route and dialect (LetzAI reference, sections 9, 10 and 13).

A field that is not listed for a route is answered with 400, as the real service does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.sandbox.body import (
    anything_in_a_table,
    flag,
    list_of,
    number,
    one_of,
    optional,
    required,
    table_of,
    text,
    url,
    uuid,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.providers.settings import Dialect
    from assetforge.sandbox.body import Fields

_BILLED: Final = {"webhookUrl": url, "organizationId": uuid}
_MODEL: Final = text(longest=255)
_PROMPT: Final = required({"prompt": text(is_filled=True)})
_RATIOS: Final = ("1:1", "16:9", "9:16", "4:3", "3:4", "21:9", "9:21")
EXTENSIONS: Final = (
    "jpg", "jpeg", "png", "gif", "webp", "mp4", "webm", "mov", "avi", "mp3", "wav", "ogg", "m4a",
    "aac", "flac",
)  # fmt: skip
_OLD_EXTENSIONS: Final = EXTENSIONS[:5]  # of /user-images: pictures alone
OLDER_UPSCALERS: Final = (
    "sharp", "soft", "simple", "nano-banana-pro", "upscale-magnific-creative",
    "upscale-magnific-precision",
)  # fmt: skip
OLDER_FILM_MODES: Final = (
    "default", "veo3", "veo31", "wan25", "kling26", "kling30", "klingo1", "sora2",
)  # fmt: skip
OLDER_FILM_EDIT_MODES: Final = ("default", "veo3", "veo31", "wan25", "kling26", "kling30")
FILM_RESOLUTIONS: Final = ("480p", "720p", "1080p", "4k")


def _image(smallest: int, most: int) -> Fields:
    side = whole(smallest, 2160)
    wishes = {
        "baseModel": _MODEL, "mode": text(), "width": side, "height": side,
        "quality": whole(1, most), "creativity": whole(1, most), "hasWatermark": flag,
        "systemVersion": one_of((2, 3)), "hideFromUserProfile": flag, **_BILLED,
    }  # fmt: skip
    return _PROMPT | optional(wishes)


_EDIT_SETTINGS: Final = optional({
    "resolution": one_of(("2k", "4k")), "aspect_ratio": one_of(_RATIOS), "model": _MODEL,
    "face": flag, "body": flag, "eyes": flag, "mouth": flag, "nose": flag,
    "intensity": whole(1, 5),
})  # fmt: skip
_EDIT: Final = required({"mode": one_of(("context", "skin"))}) | optional({
    "prompt": text(), "imageUrl": url, "inputImageUrls": list_of(url, most=9),
    "originalImageCompletionId": uuid,
    "originalImageCompletionIds": list_of(uuid, most=9), "baseModel": _MODEL,
    "settings": table_of(_EDIT_SETTINGS), "imageCompletionsCount": whole(1, 5),
    "width": whole(1), "height": whole(1), "hidePrompt": flag, **_BILLED,
})  # fmt: skip
_UPSCALE: Final = optional({
    "imageId": uuid, "imageUrl": url,
    "mode": one_of(("default", "nano-banana-pro", "nano-banana-2", "gpt-image-2", "pruna")),
    "size": number(2, 12), "strength": number(1, 5), "prompt": text(), **_BILLED,
})  # fmt: skip
_OLDER_UPSCALE: Final = optional({
    "imageCompletionId": uuid, "imageUrl": url, "imageUrls": list_of(url, most=1, fewest=1),
    "size": whole(2, 12), "organizationId": uuid,
    "generationSettings": table_of(
        optional({"mode": one_of(OLDER_UPSCALERS), "strength": whole(1, 3)})
    ),
})  # fmt: skip
_SHOTS: Final = list_of(
    table_of(required({"prompt": text(is_filled=True), "duration": whole(1)})), most=12, fewest=1
)
_FILM: Final = {
    "originalImageCompletionId": uuid, "imageUrl": url,
    "imageUrls": list_of(url, most=2, fewest=1), "width": whole(1), "height": whole(1),
    "resolution": whole(1), "hidePrompt": flag, **_BILLED,
}  # fmt: skip
_FILM_SETTINGS: Final = {"withSound": flag, "highQuality": flag}
_VIDEO_MODES: Final = (
    "video-veo31", "video-kling3", "video-kling26", "video-wan25", "video-seedance2",
    "video-seedance2-enterprise", "video-gemini-omni",
)  # fmt: skip
_VIDEO: Final = _PROMPT | optional({
    **_FILM, "baseModel": _MODEL, "prompts": _SHOTS,
    "settings": table_of(optional({
        **_FILM_SETTINGS, "mode": one_of(_VIDEO_MODES), "duration": whole(1),
        "resolution": one_of(FILM_RESOLUTIONS),
    })),
})  # fmt: skip
_OLDER_VIDEO: Final = _PROMPT | optional({
    **_FILM,
    "settings": table_of(optional({
        **_FILM_SETTINGS, "mode": one_of(OLDER_FILM_MODES), "duration": whole(2, 15),
        "prompts": _SHOTS,
    })),
})  # fmt: skip
_VIDEO_EDIT: Final = _PROMPT | optional({
    "videoUrl": url, "originalVideoId": uuid, **_BILLED,
    "settings": table_of(
        optional({"mode": one_of(OLDER_FILM_EDIT_MODES), "duration": whole(2, 15)})
    ),
})  # fmt: skip


def _upload(extensions: tuple[str, ...]) -> Fields:
    return required({"extension": one_of(extensions)}) | optional({
        "originalFilename": text(), "mimeType": text(), "fileSize": whole(0), "caption": text(),
        "metadata": anything_in_a_table, "numberOfImages": whole(1, 1),
    })  # fmt: skip


ORDERS: Final[Mapping[Dialect, Mapping[str, Fields]]] = {
    "current": {
        "/images": _image(480, 6), "/image-edits": _EDIT, "/upscale": _UPSCALE, "/videos": _VIDEO,
    },
    "older": {
        "/images": _image(520, 5), "/image-edits": _EDIT, "/upscales": _OLDER_UPSCALE,
        "/videos": _OLDER_VIDEO, "/video-edits": _VIDEO_EDIT,
    },
}  # fmt: skip
UPLOADS: Final[Mapping[str, Fields]] = {
    "/user-assets": _upload(EXTENSIONS), "/user-images": _upload(_OLD_EXTENSIONS),
}  # fmt: skip
UPLOAD_CHANGES: Final = optional(
    {"originalFilename": text(), "caption": text(), "metadata": anything_in_a_table}
)
PRIVACY: Final = required({"privacy": one_of(("public", "private", "licensed"))})
PROMPT_PRIVACY: Final = required({"hidePrompt": flag})
MODEL_CHANGES: Final = optional({
    "description": text(), "website": url, "isActive": flag,
    "privacy": one_of(("public", "private", "licensed")),
})  # fmt: skip
LETTA: Final = required({
    "provider": one_of(("flux", "gemini", "openai")),
    "prompt": text(is_filled=True, longest=32_000),
}) | optional({
    "model": _MODEL, "n": whole(1, 4), "size": text(),
    "quality": one_of(("low", "medium", "high", "auto")),
    "output_format": one_of(("png", "jpeg", "webp")),
    "input_images": list_of(text(is_filled=True), most=14), "seed": whole(0),
})  # fmt: skip
