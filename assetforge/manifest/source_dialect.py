r"""TOML 1.1 in the words of 1.0, byte for byte as long, for a grammar that knows only 1.0.

    matrix = {                 # axes          matrix = {                         ↵
      locale = ["en", "de"],            ──▶      locale = ["en", "de"]            ↵
    }                                          }

New lines and comments inside an inline table become spaces, as do its trailing comma and, inside
texts, the escapes `\e` and `\x`. So every offset in the result is an offset in the original.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from assetforge.manifest.source_tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator


def in_toml_1_0(text: str) -> bytes:
    """Encode a text as UTF-8 with every newer spelling blanked out; no byte moves."""
    newer = "{" in text or _NEW_ESCAPE.search(text)
    return ("".join(_pieces(text)) if newer else text).encode(errors="replace")


_NEW_ESCAPE: Final = re.compile(r"(?<!\\)(?:\\\\)*+\\[ex]")


def _pieces(text: str) -> Iterator[str]:
    at = 0
    nest: list[str] = []
    for token in tokens(text):
        yield text[at : token.start()]
        at = token.end()
        if token.lastgroup == "open":
            nest.append(token[0])
        elif token.lastgroup == "close" and nest:
            nest.pop()
        yield _older(token, inline=bool(nest) and nest[-1] == "{")
    yield text[at:]


def _older(token: re.Match[str], *, inline: bool) -> str:
    spelling = token[0]
    if token.lastgroup == "string":
        return _NEW_ESCAPE.sub(lambda found: " " * len(found[0]), spelling)
    if not inline:
        return spelling
    if token.lastgroup == "comment":
        return " " * len(spelling.encode())
    if token.lastgroup == "gap":
        return _older_gap(token)
    return spelling


def _older_gap(token: re.Match[str]) -> str:
    spelling = token[0].replace("\n", " ")
    return spelling.replace(",", " ") if _closes(token.string, token.end()) else spelling


def _closes(text: str, at: int) -> bool:
    found = _NEXT.match(text, at)
    return found is not None and text.startswith("}", found.end())


_NEXT: Final = re.compile(r"(?:[ \t\n]++|#[^\n]*+)*+")
