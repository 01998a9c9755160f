"""Complaints: what an answer says went wrong, as one clean line.

message            a text, or a list of texts
error              a text, or an object with a message
the raw text       unless it is a page for browsers

Source: no document has the schema of errors; this order is what known clients read (2025 to 2026).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from assetforge.providers.letzai.reading import line, table

if TYPE_CHECKING:
    from assetforge.core.values import Json
    from assetforge.providers.instruction import Answer

_PAGE: Final = re.compile(r"\s*<|<\s*(?:!doctype|html|head|body|title|script)\b", re.IGNORECASE)
_UNAUTHORIZED: Final = 401
_SPEAKS_OF: Final = 4_000  # characters in which a page shows that it is one


def complaint_of(answer: Answer, organization: str | None) -> str:
    """Say in one line what an answer complains of.

    LetzAI answers 401 also to somebody who is no member of the organization that is to pay.
    """
    said = _said(answer.body) or _plain(answer.text) or f"status {answer.status} without a word"
    if answer.status == _UNAUTHORIZED and organization is not None:
        return f"{said} (or the key's account is no member of the organization in your config)"
    return said


def _said(body: Json) -> str:
    if isinstance(body, str):
        return _plain(body)
    fields = table(body)
    error = fields.get("error")
    for value in (fields.get("message"), error, table(error).get("message")):
        said = _plain(line(value))
        if said:
            return said
    return _rest(body)


def _rest(body: Json) -> str:
    """Say what an object of an unknown shape holds in plain texts."""
    said = [f"{name}: {value}" for name, value in table(body).items() if isinstance(value, str)]
    return _plain(line("; ".join(said)))


def _plain(text: str) -> str:
    if _PAGE.search(text[:_SPEAKS_OF]) is not None:
        return ""
    return line(text)
