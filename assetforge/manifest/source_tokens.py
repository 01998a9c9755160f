r"""TOML cut into tokens: just enough to know what is text, what is a comment and what nests.

    key = "a # b"   # c        word  gap  string  gap  comment
    m = { x = [[1]] }          word  gap  open  word  gap  open  word  close  gap  close

Ordinary lines (a header, a key with a value that hardly nests) are skipped at once: that is why a
good file costs next to nothing. Every pattern is possessive, so that none can run back and forth
over hostile text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_KEY_PARTS: Final = 16
MOST_DIGITS: Final = 64  # characters of one number
NESTING: Final[dict[str | None, int]] = {"open": 1, "close": -1}  # by name of token

_BASIC = r'"(?!"")(?:[^"\\\n]++|\\[^\n])*+"'
_LITERAL = r"'(?!'')[^'\n]*+'"
_LONG_BASIC = r'"""(?:[^"\\]++|\\[\s\S]|""?(?!"))*+"{3,5}+'
_LONG_LITERAL = r"'''(?:[^']++|''?(?!'))*+'{3,5}+"
_TEXT = rf"(?:{_LONG_BASIC}|{_LONG_LITERAL}|{_BASIC}|{_LITERAL})"
_PART = rf"(?:[A-Za-z0-9_-]++|{_BASIC}|{_LITERAL})"
_DOT = r"[ \t]*+[.][ \t]*+"

# A list or an inline table that nests nothing, holds no text and is short; no comma that may trail.
_SMALL = r"(?:\[[^\[\]{}\"'#\n]{0,30}+\]|\{[^\[\]{}\"'#\n,]{0,30}+\})"

TOKEN: Final = re.compile(
    rf"""
    (?P<gap> [ \t\n,=]++ )
  | (?P<comment> [#][^\n]*+ )
  | (?P<long_key> (?:{_PART}{_DOT}){{{MOST_KEY_PARTS}}} )
  | (?P<long_number> [+-]?+ [0-9][0-9A-Za-z_.+-]{{{MOST_DIGITS},}}+ (?![ \t]*+=) )
  | (?P<string> {_TEXT} )
  | (?P<unclosed> \"\"\"|'''|"|' )
  | (?P<word> [^\s"'\#\[\]{{}},=]++ | {_SMALL} )
  | (?P<open> [\[{{] )
  | (?P<close> [\]}}] )
  | (?P<stray> . )
    """,
    re.VERBOSE,
)


def tokens(text: str) -> Iterator[re.Match[str]]:
    """Cut a text into tokens, `lastgroup` naming each; ordinary lines yield none.

    A quote that is not closed is the last token: what follows cannot be told apart.
    """
    at = _ordinary_end(text, 0)
    depth = 0
    while token := TOKEN.match(text, at):
        yield token
        if token.lastgroup == "unclosed":
            return
        at = token.end()
        depth = max(0, depth + NESTING.get(token.lastgroup, 0))
        if depth == 0 and token.lastgroup == "gap" and "\n" in token[0]:
            at = _ordinary_end(text, at)


_PLAIN = rf"(?:{_TEXT}|[A-Za-z0-9_.:+-]{{1,{MOST_DIGITS}}}+(?![A-Za-z0-9_.:+-]))"
_KEY = rf"{_PART}(?:{_DOT}{_PART}){{0,7}}+"
_HEADER = rf"\[\[?+[ \t]*+{_KEY}[ \t]*+\]\]?+"
_FILL = r"(?:[ \t\n]++|#[^\n]*+)*+"
_COMMA = r"[ \t]*+(?:,(?![ \t]*+\}))?+[ \t]*+"  # not a trailing one, which is new in TOML 1.1
_LIST = rf"\[{_FILL}(?:{_PLAIN}{_FILL},?+{_FILL})*+\]"
_TABLE = rf"\{{[ \t]*+(?:{_KEY}[ \t]*+=[ \t]*+(?:{_PLAIN}|{_LIST}){_COMMA})*+\}}"
_LISTS = rf"\[{_FILL}(?:(?:{_PLAIN}|{_LIST}|{_TABLE}){_FILL},?+{_FILL})*+\]"
_LISTS_OF_LISTS = rf"\[{_FILL}(?:(?:{_PLAIN}|{_LISTS}|{_TABLE}){_FILL},?+{_FILL})*+\]"
_PAIR = rf"{_KEY}[ \t]*+=[ \t]*+(?:{_PLAIN}|{_TABLE}|{_LISTS_OF_LISTS})"
_ORDINARY: Final = re.compile(
    rf"(?:[ \t]*+(?:{_HEADER}|{_PAIR})?+[ \t]*+(?:#[^\n]*+)?+(?:\n|\Z))*+"
)


def _ordinary_end(text: str, start: int) -> int:
    found = _ORDINARY.match(text, start)
    return start if found is None else found.end()
