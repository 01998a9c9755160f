r"""TOML 1.1 in the words of 1.0, byte for byte as long, for a grammar that knows only 1.0.

    matrix = {                 # axes          matrix = {                         ↵
      locale = ["en", "de"],            ──▶      locale = ["en", "de"]            ↵
    }                                          }

New lines and comments inside an inline table become spaces, as do its trailing comma and, inside
texts, the escapes `\e` and `\x`; a time without seconds becomes a number. So every offset in the
result is an offset in the original.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from assetforge.manifest.source_tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def in_toml_1_0(text: str) -> bytes:
    """Encode a text as UTF-8 with every newer spelling blanked out; no byte moves."""
    older = "".join(_pieces(text)) if "{" in text else text
    if "\\e" in older or "\\x" in older:
        older = _ESCAPE.sub(_older_escape, older)
    return _TIME.sub(lambda found: "1" * len(found[0]), older).encode(errors="replace")


# Where they hit what is no escape and no time, inside texts and comments, nobody reads the result.
_ESCAPE: Final = re.compile(r"\\[\s\S]")
_TIME: Final = re.compile(
    r"(?<![0-9:])(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ])?[0-9]{2}:[0-9]{2}(?![0-9:])"
    r"(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?"
)


def _older_escape(found: re.Match[str]) -> str:
    return "  " if found[0][1] in "ex" else found[0]


def _pieces(text: str) -> Iterator[str]:
    at = 0
    nest: list[str] = []
    for token in tokens(text):
        kind = token.lastgroup
        if kind == "open":
            nest.append(token[0])
        elif kind == "close":
            del nest[-1:]
        elif kind in _INLINE and nest[-1:] == ["{"]:
            yield text[at : token.start()]
            yield _INLINE[kind](token)
            at = token.end()
    yield text[at:]


def _no_comment(token: re.Match[str]) -> str:
    return " " * len(token[0].encode(errors="replace"))


def _older_gap(token: re.Match[str]) -> str:
    spelling = token[0].replace("\n", " ")
    trails = "," in spelling and _TO_THE_END.match(token.string, token.end())
    return spelling.replace(",", " ") if trails else spelling


_TO_THE_END: Final = re.compile(r"(?:[ \t\n]++|#[^\n]*+)*+\}")
_INLINE: Final[dict[str | None, Callable[[re.Match[str]], str]]] = {
    "comment": _no_comment,
    "gap": _older_gap,
}
