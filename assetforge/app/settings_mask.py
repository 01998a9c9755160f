"""A config file as it may be shown: its keys, numbers and known words; asterisks for the rest.

    api_key = "sk-live-4711"  # old          api_key = **************  #*****
    webhook = "https://me.example/T0/B1"     webhook = **************************
    dialect = "older"                        dialect = "older"
    prices = { min = 4, max = "x" }          prices = { min = 4, max = *** }
    LETZAI_API_KEY sk-live-4711              LETZAI_API_KEY ************

A secret may stand in any value, and under any name: so it is said what may be shown. No line and no
column moves. A file that cannot be understood is masked rather too much.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

KNOWN_WORDS: Final = frozenset({"current", "older", "private", "public", "licensed"})
_TRUTHS: Final = frozenset({"true", "false"})
_PART: Final = re.compile(
    r"""
      (?P<space>[^\S\n]+)
    | (?P<line>\n)
    | (?P<comment>\#[^\n]*)
    | (?P<text>\"{3}.*?(?:\"{3}|\Z)|'{3}.*?(?:'{3}|\Z)|"(?:\\[^\n]|[^"\\\n])*"?|'[^'\n]*'?)
    | (?P<mark>[=\[\]{},])
    | (?P<number>(?<![^\s=\[\]{},])[+-]?[0-9]+(?:[._][0-9]+)*(?![^\s=\[\]{},\#]))
    | (?P<word>[^\s"'\#=\[\]{},]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_HEADER: Final = re.compile(r"[ \t]*\[[^\n#=]*(?=[\n#]|\Z)")
_ASSIGNS: Final = re.compile(r"[ \t]*=")
_SAYS_MORE: Final = re.compile(r"[ \t]*[^\s]")
_PLAIN_WORD: Final = re.compile(r"[A-Za-z_]{1,40}:?")
_CHARACTER: Final = re.compile(r"[^\n]")
_CLOSING: Final = {"]": "[", "}": "{"}


def masked(text: str) -> str:
    """Write asterisks for everything in a file that may be a secret; no line and column moves."""
    return "".join(_Mask(text).parts())


@dataclass(slots=True)
class _Mask:
    """Reads a file from its beginning; a key may stand where a line or an inline table begins."""

    text: str
    open: list[str] = field(default_factory=list[str])  # brackets
    may_be_key: bool = True

    def parts(self) -> Iterator[str]:
        """Yield the file piece by piece, each as it may be shown."""
        place = 0
        while place < len(self.text):
            header = (
                None if self.open or not self._begins(place) else _HEADER.match(self.text, place)
            )
            found = header or _PART.match(self.text, place)
            assert found is not None, "each character is a part of something"
            place = found.end()
            yield found[0] if header else self._shown(found)

    def _begins(self, place: int) -> bool:
        return place == 0 or self.text[place - 1] == "\n"

    def _shown(self, found: re.Match[str]) -> str:
        part, kind = found[0], found.lastgroup
        if kind == "line":
            self.may_be_key = not self.open
            return part
        if kind == "mark":
            self._mark(part)
            return part
        if kind == "space":
            return part
        is_plain = kind == "number" or (kind in {"text", "word"} and self._is_plain(found))
        self.may_be_key = False
        start = "#" if kind == "comment" else ""
        return part if is_plain else start + _CHARACTER.sub("*", part[len(start) :])

    def _mark(self, mark: str) -> None:
        if mark in "[{":
            self.open.append(mark)
        elif mark in _CLOSING and self.open[-1:] == [_CLOSING[mark]]:
            self.open.pop()
        self.may_be_key = mark in "{," and self.open[-1:] == ["{"]

    def _is_plain(self, found: re.Match[str]) -> bool:
        """Say whether a text or a word may be shown."""
        part, rest = found[0], found.end()
        if self.may_be_key and _ASSIGNS.match(self.text, rest):
            return True
        if found.lastgroup == "text":
            return part[1:-1] in KNOWN_WORDS and part[:1] == part[-1:]
        if self.may_be_key:
            return bool(_PLAIN_WORD.fullmatch(part) and _SAYS_MORE.match(self.text, rest))
        return part in _TRUTHS and self.text[found.start() - 1] not in "\"'"
