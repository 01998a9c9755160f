"""What Letta answers, read without trust: pictures, what was charged, and complaints.

    provider model                   what was used
    images[] b64_json | url          the picture, or a signed URL that expires; mime_type
    billing  credits_charged         of the whole call
    message | error | detail         of a complaint; credits_required beside it, with 402

Source: Letta image-generation skill, letta 0.34.12 (2026-11). Only these fields are documented.
"""

from __future__ import annotations

import base64
import binascii
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from assetforge.core.credits import plain
from assetforge.core.text import one_line
from assetforge.core.values import is_array, is_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.core.values import Table
    from assetforge.providers.instruction import Answer

LONGEST_ENCODED: Final = 96 * 1024 * 1024  # characters of one picture
_LONGEST_COMPLAINT: Final = 300  # columns
_LONGEST_READ: Final = 2_000  # characters of a complaint that are looked at
_DEEPEST: Final = 3  # tables and lists inside a complaint
_MOST_CREDITS: Final = 10**12  # more is no figure that anybody charges


def images_in(answer: Answer) -> Sequence[object]:
    """List what the answer holds as pictures; empty where it is none of Letta's answers."""
    images = answer.body.get("images") if is_table(answer.body) else None
    return images if is_array(images) else ()


def bytes_in(image: object) -> bytes | None:
    """Decode a picture that came inside the answer; None where there is none that is whole."""
    encoded = text_in(image, "b64_json")
    if not encoded or len(encoded) > LONGEST_ENCODED:
        return None
    try:
        return base64.b64decode(encoded, validate=True) or None
    except (binascii.Error, ValueError):
        return None


def text_in(table: object, name: str) -> str | None:
    """Read a text of a table; None where there is none."""
    value = table.get(name) if is_table(table) else None
    return value if isinstance(value, str) and value else None


def charged_in(answer: Answer) -> Decimal | None:
    """Read what the whole call cost; None where the answer gives no credible figure."""
    billing = answer.body.get("billing") if is_table(answer.body) else None
    return _credits(billing.get("credits_charged")) if is_table(billing) else None


def complaint_in(answer: Answer) -> str:
    """Say in one clean line what an answer complains of, and how many credits it asks for."""
    said = _words(answer.body, 0) if is_table(answer.body) else ""
    line = one_line((said or answer.text)[:_LONGEST_READ], _LONGEST_COMPLAINT)
    required = _required(answer.body)
    wanted = "" if required is None else f"{plain(required)} credits are required"
    return "; ".join(part for part in (line, wanted) if part) or f"status {answer.status}"


def _words(value: object, depth: int) -> str:
    """Find the words of a complaint: a text, or what a table or list says in its turn."""
    if isinstance(value, str):
        return value
    if depth < _DEEPEST and is_table(value):
        fields = (value.get(name) for name in ("message", "error", "detail", "msg"))
        return next((said for each in fields if (said := _words(each, depth + 1))), "")
    if depth < _DEEPEST and is_array(value):
        return next((said for each in value[:10] if (said := _words(each, depth + 1))), "")
    return ""


def _required(body: object) -> Decimal | None:
    """Find how many credits a refusal for want of credits asks for; where is not documented."""
    if not is_table(body):
        return None
    places: tuple[Table | object, ...] = (body, body.get("error"), body.get("detail"))
    figures = (_credits(place.get("credits_required")) for place in places if is_table(place))
    return next((figure for figure in figures if figure is not None), None)


def _credits(value: object) -> Decimal | None:
    """Read a figure. True is not 1, and what is negative, endless or no number is unknown."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if not 0 <= value <= _MOST_CREDITS:
        return None  # neither is NaN between them
    return Decimal(value) if isinstance(value, int) else Decimal(str(value))
