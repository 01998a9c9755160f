"""Which bodies each route takes, as a table: one line a case."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assetforge.sandbox.body import read_body
from assetforge.sandbox.body_fields import (
    LETTA,
    MODEL_CHANGES,
    ORDERS,
    PRIVACY,
    PROMPT_PRIVACY,
    UPLOADS,
)
from assetforge.sandbox.refusal import RefusalError
from tests.unit.sandbox.bench import TOKEN

if TYPE_CHECKING:
    from assetforge.sandbox.body import Fields

CURRENT, OLDER = ORDERS["current"], ORDERS["older"]
ID = "0b2c6f0e-5a4d-4e8a-9a51-6f1d3c2b7a90"
URL = "https://a.example/b.png"
P: dict[str, object] = {"prompt": "A lamp"}
EDIT: dict[str, object] = {"mode": "context", **P}

RIGHT: list[tuple[Fields, dict[str, object]]] = [
    (CURRENT["/images"], P),
    (CURRENT["/images"], {
        **P, "baseModel": "flux2", "mode": "hd", "width": 480, "height": 2160, "quality": 6,
        "creativity": 1, "hasWatermark": False, "systemVersion": 3, "hideFromUserProfile": True,
        "webhookUrl": TOKEN, "organizationId": ID,
    }),
    (OLDER["/images"], {**P, "width": 520, "quality": 5}),
    (CURRENT["/image-edits"], {
        **EDIT, "inputImageUrls": [URL] * 9, "originalImageCompletionId": ID, "baseModel": "flux2",
        "settings": {"resolution": "4k", "aspect_ratio": "21:9", "model": "flux2"},
        "imageCompletionsCount": 5, "hidePrompt": True, "webhookUrl": TOKEN,
    }),
    (CURRENT["/image-edits"], {"mode": "skin", "imageUrl": URL, "settings": {"intensity": 5}}),
    (CURRENT["/upscale"], {"imageId": ID, "mode": "pruna", "size": 12, "strength": 5, **P}),
    (OLDER["/upscales"], {
        "imageUrls": [URL], "size": 2, "generationSettings": {"mode": "soft", "strength": 3},
    }),
    (CURRENT["/videos"], {
        **P, "imageUrls": [URL, URL], "prompts": [{"prompt": "B", "duration": 3}],
        "settings": {"mode": "video-kling3", "duration": 15, "withSound": True},
    }),
    (OLDER["/videos"], {
        **P, "imageUrl": URL,
        "settings": {"mode": "kling30", "prompts": [{"prompt": "B", "duration": 3}]},
    }),
    (OLDER["/video-edits"], {**P, "videoUrl": URL, "settings": {"mode": "veo31", "duration": 2}}),
    (UPLOADS["/user-assets"], {"extension": "flac", "fileSize": 0, "metadata": {"a": None}}),
    (UPLOADS["/user-images"], {"extension": "webp"}),
    (PRIVACY, {"privacy": "licensed"}),
    (PROMPT_PRIVACY, {"hidePrompt": False}),
    (MODEL_CHANGES, {"isActive": False}),
    (LETTA, {
        **P, "provider": "openai", "model": "x", "n": 4, "size": "1024x1024", "quality": "auto",
        "output_format": "webp", "input_images": ["data:"] * 14, "seed": 0,
    }),
]  # fmt: skip

WRONG: list[tuple[Fields, dict[str, object], str]] = [
    (CURRENT["/images"], {}, "prompt"),
    (CURRENT["/images"], {**P, "negativePrompt": "B"}, "negativePrompt should not exist"),
    (CURRENT["/images"], {**P, "seed": 1}, "seed"),
    (CURRENT["/images"], {**P, "aspectRatio": "1:1"}, "aspectRatio"),
    (CURRENT["/images"], {**P, "n": 2}, "n should not exist"),
    (CURRENT["/images"], {**P, "width": 2161}, "width"),
    (CURRENT["/images"], {**P, "height": 800.5}, "height"),
    (CURRENT["/images"], {**P, "quality": 7}, "quality"),
    (CURRENT["/images"], {**P, "systemVersion": 1}, "systemVersion"),
    (CURRENT["/images"], {**P, "baseModel": "m" * 256}, "baseModel"),
    (CURRENT["/images"], {**P, "webhookUrl": "no"}, "webhookUrl"),
    (CURRENT["/images"], {**P, "organizationId": "me"}, "organizationId"),
    (OLDER["/images"], {**P, "width": 519}, "width"),
    (OLDER["/images"], {**P, "creativity": 6}, "creativity"),
    (CURRENT["/image-edits"], P, "mode"),
    (CURRENT["/image-edits"], {**EDIT, "mode": "in"}, "mode"),
    (CURRENT["/image-edits"], {**EDIT, "hasWatermark": False}, "hasWatermark"),
    (CURRENT["/image-edits"], {**EDIT, "inputImageUrls": [URL] * 10}, "inputImageUrls"),
    (CURRENT["/image-edits"], {**EDIT, "imageCompletionsCount": 6}, "imageCompletionsCount"),
    (CURRENT["/image-edits"], {**EDIT, "settings": {"resolution": "1k"}}, "resolution"),
    (CURRENT["/image-edits"], {**EDIT, "settings": {"aspect_ratio": "3:2"}}, "aspect_ratio"),
    (CURRENT["/upscale"], {"assetId": ID}, "assetId"),
    (CURRENT["/upscale"], {"imageId": ID, "imageUrls": [URL]}, "imageUrls"),
    (CURRENT["/upscale"], {"imageId": ID, "size": 13}, "size"),
    (CURRENT["/upscale"], {"imageId": ID, "mode": "sharp"}, "mode"),
    (CURRENT["/upscale"], {"imageId": ID, "generationSettings": {}}, "generationSettings"),
    (OLDER["/upscales"], {"imageUrl": URL, "webhookUrl": TOKEN}, "webhookUrl"),
    (OLDER["/upscales"], {"imageUrl": URL, **P}, "prompt"),
    (OLDER["/upscales"], {"imageUrl": URL, "generationSettings": {"strength": 4}}, "strength"),
    (CURRENT["/videos"], {"imageUrl": URL}, "prompt"),
    (CURRENT["/videos"], {**P, "imageUrls": [URL] * 3}, "imageUrls"),
    (CURRENT["/videos"], {**P, "assetUrls": [URL]}, "assetUrls"),
    (CURRENT["/videos"], {**P, "settings": {"fps": 24}}, "fps"),
    (CURRENT["/videos"], {**P, "settings": {"mode": "veo31"}}, "mode"),
    (CURRENT["/videos"], {**P, "settings": {"prompts": []}}, "prompts"),
    (OLDER["/videos"], {**P, "settings": {"mode": "video-veo31"}}, "mode"),
    (OLDER["/videos"], {**P, "settings": {"duration": 16}}, "duration"),
    (OLDER["/videos"], {**P, "prompts": []}, "prompts"),
    (OLDER["/video-edits"], {**P, "settings": {"mode": "sora2"}}, "mode"),
    (UPLOADS["/user-assets"], {}, "extension"),
    (UPLOADS["/user-assets"], {"extension": "svg"}, "extension"),
    (UPLOADS["/user-images"], {"extension": "mp4"}, "extension"),
    (PRIVACY, {"privacy": "not_listed"}, "privacy"),
    (PROMPT_PRIVACY, {"hidden": True}, "hidden"),
    (LETTA, P, "provider"),
    (LETTA, {**P, "provider": "letzai"}, "provider"),
    (LETTA, {"provider": "flux", "prompt": "p" * 32_001}, "prompt"),
    (LETTA, {**P, "provider": "flux", "n": 5}, "n must"),
    (LETTA, {**P, "provider": "flux", "input_images": ["x"] * 15}, "input_images"),
    (LETTA, {**P, "provider": "flux", "webhookUrl": TOKEN}, "webhookUrl"),
]


@pytest.mark.parametrize(("fields", "body"), RIGHT)
def test_a_documented_body_is_taken(fields: Fields, body: dict[str, object]) -> None:
    assert read_body(json.dumps(body).encode(), fields) == body


@pytest.mark.parametrize(("fields", "body", "complaint"), WRONG)
def test_anything_else_is_400(fields: Fields, body: dict[str, object], complaint: str) -> None:
    with pytest.raises(RefusalError) as refused:
        read_body(json.dumps(body).encode(), fields)

    assert refused.value.status == 400
    assert complaint in refused.value.message


def test_a_null_is_400_in_every_field_of_every_order() -> None:
    for routes in ORDERS.values():
        for fields in routes.values():
            for name in fields:
                with pytest.raises(RefusalError, match=f"{name} must not be null"):
                    read_body(json.dumps({name: None}).encode(), fields)
