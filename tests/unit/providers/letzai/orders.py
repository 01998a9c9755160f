"""Orders for every operation, dialect and form of input, and what is sent for each.

`python -m tests.unit.providers.letzai.orders` writes the golden files anew; look at the difference.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.providers.instruction import Share, Shared, Submit
from tests.unit.providers.letzai.talking import (
    ORGANIZATION,
    OTHER_URL,
    letzai,
    local,
    made,
    request,
)

if TYPE_CHECKING:
    from assetforge.core.names import Kind
    from assetforge.core.values import Json, Table
    from assetforge.providers.protocol import Input
    from assetforge.providers.settings import Dialect

GOLDEN: Final = Path(__file__).parent / "requests"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    name: str
    kind: Kind
    model: str | None
    params: Table
    inputs: tuple[Input, ...] = ()
    dialect: Dialect = "current"
    organization: str | None = None


def case(
    name: str, kind: Kind, model: str | None, params: Table, *inputs: Input,
    organization: str | None = None,
) -> Case:  # fmt: skip
    dialect: Dialect = "older" if name.startswith("older") else "current"
    return Case(
        name=name, kind=kind, model=model, params=params, inputs=inputs, dialect=dialect,
        organization=organization,
    )  # fmt: skip


CAT: Final[Table] = {"prompt": "a cat on a chair"}
BEACH: Final[Table] = {"prompt": "move it to a beach", "aspect_ratio": "16:9"}
RAIN: Final[Table] = {"prompt": "rain begins to fall"}
SHOTS: Final[Table] = {
    "shots": [{"prompt": "a door", "duration": 3}, {"prompt": "it opens", "duration": 4}]
}

CASES: Final = (
    case("current-image", "image", None, CAT),
    case("current-image-default-tier", "image", "gemini-3-pro-image-preview", CAT),
    case(
        "current-image-every-field", "image", "gpt-image-2",
        {
            **CAT, "size": "1600x904", "resolution": "4k", "quality": 3, "creativity": 4,
            "watermark": True, "letzai": {"system_version": 3}, "revision": 2,
        },
        organization=ORGANIZATION,
    ),
    case(
        "current-image-engine", "image", "letzai-engine",
        {"prompt": "@anna at the sea", "letzai": {"engine_mode": "sigma"}},
    ),
    case("older-image", "image", "gemini-3-pro-image", {**CAT, "resolution": "2k"}),
    case("older-image-alias", "image", "flux2-max", {**CAT, "aspect_ratio": "3:4"}),
    case("current-edit-by-id", "edit", None, BEACH, made("image")),
    case("current-edit-by-ids", "edit", "gpt-image-2", BEACH, made("image", 7), made("edit", 8)),
    case("current-edit-by-url", "edit", "nano-banana-2-lite", BEACH, local()),
    case("current-edit-by-urls", "edit", "seedream-5-0-pro", BEACH, local(), made("upscale")),
    case(
        "current-edit-nine-references", "edit", "gemini-3-pro-image",
        {**BEACH, "resolution": "4k"},
        *(made("image", number) for number in range(1, 8)), local(),
        made("image", 9, None, "letta"),
        organization=ORGANIZATION,
    ),
    case(
        "current-edit-skin", "edit", "skin", {"skin": {"eyes": True, "intensity": 4}},
        made("edit"),
    ),
    case("current-edit-skin-by-url", "edit", "skin", {"prompt": "softer"}, local()),
    case("older-edit-by-id", "edit", "flux2", BEACH, made("image")),
    case("older-edit-by-urls", "edit", "gemini-3-pro-image", BEACH, local(), local()),
    case("older-edit-skin", "edit", "skin", {}, local()),
    case("current-upscale-by-id", "upscale", None, {}, made("edit")),
    case(
        "current-upscale-tier", "upscale", "nano-banana-pro", {"resolution": "4k", "strength": 3},
        made("image"), organization=ORGANIZATION,
    ),
    case("current-upscale-by-url", "upscale", "pruna", {"resolution": "2k"}, local()),
    case("current-upscale-too-strong-elsewhere", "upscale", None, {"strength": 4}, local()),
    case("older-upscale-by-id", "upscale", "nano-banana-pro", {"resolution": "2k"}, made("image")),
    case("older-upscale-by-url", "upscale", "soft", {"resolution": "1k", "strength": 2}, local()),
    case("older-upscale-default", "upscale", None, {}, made("image")),
    case("current-video-text", "video", "video-veo31", RAIN),
    case(
        "current-video-by-id", "video", "veo31", {**RAIN, "sound": True, "high_quality": True},
        made("image"),
    ),
    case("current-video-by-url", "video", "video-wan25", {**RAIN, "duration": 10}, made("upscale")),
    case(
        "current-video-two-frames", "video", "video-kling26",
        {**RAIN, "duration": 5, "aspect_ratio": "9:16"},
        made("image", 7), made("edit", 8, OTHER_URL),
    ),
    case("current-video-two-local-frames", "video", "video-kling26", RAIN, local(), local()),
    case("current-video-shots", "video", "video-kling3", SHOTS, made("image")),
    case(
        "current-video-resolution", "video", "video-seedance2-enterprise",
        {**RAIN, "duration": 6, "resolution": "1080p"}, organization=ORGANIZATION,
    ),
    case("older-video-by-id", "video", "video-veo31", RAIN, made("image")),
    case("older-video-by-url", "video", "default", {**RAIN, "duration": 4}, local()),
    case("older-video-shots", "video", "video-kling3", {**RAIN, **SHOTS}, made("image")),
    case("older-video-edit-by-id", "video-edit", "veo31", RAIN, made("video")),
    case(
        "older-video-edit-by-url", "video-edit", "kling30", {**RAIN, "duration": 6},
        made("video-edit"),
    ),
)  # fmt: skip


def ordered(case: Case) -> Submit:
    """Play a case up to the order; each local input has been uploaded to a place of its own."""
    service = letzai(case.dialect, organization=case.organization)
    talk = service.start(request(case.kind, case.model, case.params, case.inputs))
    instruction = next(talk)
    while isinstance(instruction, Share):
        url = f"https://uploads.example/{instruction.input}.png"
        instruction = talk.send(Shared(url=url))
    assert isinstance(instruction, Submit)
    return instruction


def written(case: Case) -> str:
    """Write what is sent for a case as its golden file has it."""
    return json.dumps(_plain(ordered(case)), indent=2) + "\n"


def _plain(order: Submit) -> dict[str, Json]:
    call = order.call
    assert not call.query
    plain: dict[str, Json] = {
        "method": call.method, "path": call.path, "body": call.body,
        "token_field": order.token_field,
    }  # fmt: skip
    if order.other_route is not None:
        plain["after a 404"] = _plain(order.other_route)
    if order.no_other_route:
        plain["after a 404"] = order.no_other_route
    return plain


def main() -> None:
    """Write every golden file."""
    GOLDEN.mkdir(exist_ok=True)
    for path in GOLDEN.glob("*.json"):
        path.unlink()
    for each in CASES:
        (GOLDEN / f"{each.name}.json").write_text(written(each), encoding="utf-8")


if __name__ == "__main__":
    main()
