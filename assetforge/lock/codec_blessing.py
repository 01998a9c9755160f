"""Blessings in a file of ours: why a result counts for another request, and for which it was made.

blessed = ["a typo, the picture is right"]    one for each edit, oldest first

[asset.hero.made_from]                        what was really ordered
key = "sha256:…"
key_schema = 1
model = "gemini-3-pro-image"
inputs = [ … ]                                see codec_inputs
request.*
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.lock.codec_inputs import input_lines, read_inputs
from assetforge.lock.model import Blessing

if TYPE_CHECKING:
    from assetforge.core.values import Json
    from assetforge.lock.codec_fields import Fields

REASONS = "blessed"
ORIGIN = "made_from"


def blessing_fields(blessing: Blessing | None) -> dict[str, Json]:
    """Write a blessing as the fields that stand for it; none where there is none."""
    if blessing is None:
        return {}
    return {
        REASONS: list(blessing.reasons),
        ORIGIN: {
            "key": blessing.key,
            "key_schema": blessing.key_schema,
            "model": blessing.model,
            "inputs": input_lines(blessing.inputs) or None,
            "request": blessing.request,
        },
    }


def read_blessing(fields: Fields) -> Blessing | None:
    """Read a blessing from a table that nobody has checked; None where there is none."""
    if REASONS not in fields and ORIGIN not in fields:
        return None
    reasons, origin = fields.texts(REASONS), fields.fields(ORIGIN)
    if not reasons:
        fields.blame(REASONS, f"`{REASONS}` should say why at least once")
    return Blessing(
        reasons=reasons, key=origin.digest("key"),
        key_schema=origin.whole("key_schema", least=1), model=origin.optional_text("model"),
        inputs=read_inputs(origin), request=origin.values("request"),
    )  # fmt: skip
