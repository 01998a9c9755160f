"""Orders of every form, and what is sent for each.

`python -m tests.unit.providers.letta.orders` writes the golden files anew; look at the difference.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.unit.providers.letta.talking import BOTTLE, PHOTO, PICTURE, ordered, request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.values import Json
    from assetforge.providers.protocol import Request

GOLDEN: Final = Path(__file__).parent / "requests"

CASES: Final[Mapping[str, Request]] = {
    "image": request(),
    "image-seed": request({**BOTTLE, "seed": 0}, model="gemini 3 pro image"),
    "image-openai": request(BOTTLE, model="gpt-image-2"),
    "image-every-field": request(
        {
            **BOTTLE, "size": "1024x1024", "quality": "high", "seed": 7, "revision": 2,
            "letta": {"output_format": "webp"},
        },
        model="gpt-image-2",
    ),
    "image-stranger": request(
        {**BOTTLE, "letta": {"provider": "flux"}}, model="flux-3-ultra"
    ),
    "image-stranger-openai": request(
        {**BOTTLE, "size": "1536x1024", "letta": {"provider": "openai", "output_format": "png"}},
        model="gpt-image-3",
    ),
    "image-at-sign": request({"prompt": "write me@@home.example on it"}),
    "edit": request(BOTTLE, PICTURE, kind="edit"),
    "edit-fourteen-inputs": request(
        {**BOTTLE, "quality": "auto"}, *(PICTURE, PHOTO) * 7, kind="edit", model="gpt-image-2"
    ),
}  # fmt: skip


def sent(wanted: Request) -> str:
    """Write what is sent for a request as a golden file holds it."""
    order = ordered(wanted)
    table: Json = {
        "method": order.call.method, "path": order.call.path, "query": dict(order.call.query),
        "body": order.call.body,
        "inline": {name: list(places) for name, places in order.call.inline.items()},
    }  # fmt: skip
    return json.dumps(table, indent=2, sort_keys=True) + "\n"


def main() -> None:
    for name, wanted in CASES.items():
        (GOLDEN / f"{name}.json").write_text(sent(wanted), encoding="utf-8")


if __name__ == "__main__":
    main()
