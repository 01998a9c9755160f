r"""Redaction: secrets taken out of a text by what they are, not by where they stand.

    as it is                                  base64, wherever the secret begins in it
    each character by itself in any of:
        /   \/   \u002f   \x2F                JSON, JavaScript; once more escaped: \\\/ and so on
        %2F   %2f   %252F                     URLs
        &#47;   &#x2f;   &sol;                HTML

Base64 reads three bytes at a time, so the same text has three spellings. Those letters at its ends
that also depend on its neighbours are left out of the search.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode, urlsafe_b64encode
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from assetforge.core.secret import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assetforge.core.secret import Secret

SHORTEST: Final = 8  # characters; shorter ones stand in innocent words and are left alone
_ESCAPE: Final = re.compile(  # one class in front: that is what is searched for quickly
    r"[\\%&](?:(?<=\\)(?:u00[2-7]|x[2-7]|[^nrtbfux\"\\])"
    r"|(?<=%)(?:25)*[2-7][0-9A-Fa-f]|(?<=&)(?:\#|[A-Za-z]{2,31};))"
)
_BACKSLASHES: Final = r"\\{1,7}+"  # JSON in JSON in JSON; unbounded, a run costs its square
_LOOKED_FOR: Final = 256  # characters; to prepare for 4,000 takes two seconds
_REST: Final = r"[^\s\"'<>]*"


def redacted(text: str, secrets: Iterable[Secret]) -> str:
    """Replace every spelling of every secret by `***`."""
    is_escaped = hides(text)
    for secret in secrets:
        value = secret.reveal()
        for spelling in _spellings(value):
            if spelling in text:
                text = text.replace(spelling, HIDDEN)
        if is_escaped and len(value) >= SHORTEST:
            text = _escaped(value).sub(HIDDEN, text)
    return text


def hides(text: str) -> bool:
    """Say whether a text has escapes in it that may stand for a character of a secret.

    Line breaks, quotes and letters beyond ASCII may not, and most texts have no others.
    """
    return any(mark in text for mark in "\\%&") and _ESCAPE.search(text) is not None


@cache
def _spellings(value: str) -> tuple[str, ...]:
    """List how a value may be written, the longest first, so that no end of one is left."""
    if len(value) < SHORTEST:
        return ()
    plain = {value, quote(value, safe=""), json.dumps(value)[1:-1]}
    return tuple(sorted(plain | set(_in_base64(value.encode())), key=len, reverse=True))


def _in_base64(value: bytes) -> Iterator[str]:
    for before, spoiled in ((0, 0), (1, 2), (2, 3)):  # bytes before it, letters those reach
        settled = (before + len(value)) * 4 // 3
        for encode in (b64encode, urlsafe_b64encode):
            yield encode(bytes(before) + value).decode()[spoiled:settled]


@cache
def _escaped(value: str) -> re.Pattern[str]:
    """Write what finds a value of which any character may be escaped in any way.

    Of a long one the beginning is looked for; what follows it, up to a space or a quote, goes too.
    """
    rest = _REST if len(value) > _LOOKED_FOR else ""
    return re.compile("".join(map(_any_way, value[:_LOOKED_FOR])) + rest)


@cache
def _any_way(character: str) -> str:
    code = ord(character)
    units = character.encode("utf-16-be").hex()
    in_json = "".join(
        rf"{_BACKSLASHES}u(?i:{units[at : at + 4]})" for at in range(0, len(units), 4)
    )
    in_url = "".join(f"%(?:25){{0,3}}(?i:{byte:02x})" for byte in character.encode())
    ways = [
        re.escape(character), in_json, in_url,
        rf"{_BACKSLASHES}(?:{re.escape(character)}|x(?i:{code:02x}))",
        rf"&#(?:0{{0,6}}{code}|(?i:x0{{0,6}}{code:x}));",
        *(f"&{name}" for name in _html_names(character)),
    ]  # fmt: skip
    return f"(?:{'|'.join(ways)})"


def _html_names(character: str) -> Iterator[str]:
    if character.isalnum():
        return
    from html.entities import html5  # noqa: PLC0415 - two thousand names, for very few secrets

    for name, meaning in html5.items():
        if meaning == character and name.endswith(";"):
            yield name
