"""Blessings in a file of ours: why a result counts for another request, and for which it was made.

blessed = ["a typo, the picture is right"]    one for each edit, oldest first

[asset.hero.made_from]                        what was really ordered
key = "sha256:…"
key_schema = 1
model = "gemini-3-pro-image"
inputs = [ … ]                                see codec_inputs
request.*
result = "sha256:…"                           whose digest this is; where it is that of another one,
                                              somebody merged lines of two entries, and neither
                                              says what the result counts for
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.lock.codec_inputs import input_lines, read_inputs
from assetforge.lock.model import Blessing

if TYPE_CHECKING:
    from assetforge.core.digest import Digest
    from assetforge.core.values import Json
    from assetforge.lock.codec_fields import Fields

REASONS: Final = "blessed"
ORIGIN: Final = "made_from"
RESULT: Final = "result"  # within the latter

_MIXED: Final = (
    "this was said of another result than the one in this entry, as where two versions of the lock "
    "were merged line by line"
)
_MIXED_HINT: Final = (
    "while a merge is open, `assetforge lock --resolve` takes one of them whole; later take the "
    "whole entry from a commit that has it right. Both are free"
)


def blessing_fields(blessing: Blessing | None, result: Digest) -> dict[str, Json]:
    """Write a blessing of a result as the fields that stand for it; none where there is none."""
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
            RESULT: result,
        },
    }


def read_blessing(fields: Fields, result: Digest) -> Blessing | None:
    """Read the blessing of a result from a table that nobody has checked; None: there is none.

    One that does not say whose it is was written before they did, and counts.
    """
    if REASONS not in fields and ORIGIN not in fields:
        return None
    reasons, origin = fields.texts(REASONS), fields.fields(ORIGIN)
    if not reasons:
        fields.blame(REASONS, f"`{REASONS}` should say why at least once")
    if RESULT in origin and origin.digest(RESULT) != result:
        origin.blame(RESULT, _MIXED, hint=_MIXED_HINT)
    return Blessing(
        reasons=reasons, key=origin.digest("key"),
        key_schema=origin.whole("key_schema", least=1), model=origin.optional_text("model"),
        inputs=read_inputs(origin), request=origin.values("request"),
    )  # fmt: skip
