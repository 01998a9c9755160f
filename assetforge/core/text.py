r"""Text from outside, made inert for terminals and logs.

    \x1b  \x9d        control characters          below U+0100
    \u202e  \u200b    what turns or hides text    below U+10000, lone surrogates among them
    \U000e0041        the same                    above

Line feeds stay, CR LF becomes one, a tab becomes a space. A backslash stays as it is: the result is
for eyes, not to be decoded. What counts as unprintable is what Python's own Unicode tables say.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

ELLIPSIS: Final = "…"
MOST_STACKED: Final = 4  # characters in one column: a letter and its marks


def clean(text: str, *, limit: int | None = None) -> str:
    r"""Make untrusted text harmless to print, in at most `limit` characters.

    Nothing below U+0020 is left but `\n`; no C1, direction, zero-width, private or surrogate
    character; the rest is untouched. Cleaning twice changes nothing.
    """
    plain = text.replace("\r\n", "\n").replace("\t", " ")
    if limit is not None:
        plain = plain[: limit + 1]  # cleaning never shortens
    safe = plain if _is_clean(plain) else "".join(map(_visible, plain))
    if limit is None or len(safe) <= limit:
        return safe
    return safe[: limit - 1] + ELLIPSIS if limit > 0 else ""


def one_line(text: str, width: int | None = None) -> str:
    """Clean a text, fold its white space and shorten it to `width` columns with an ellipsis."""
    folded = " ".join(clean(text).split())
    return folded if width is None else shorten(folded, width)


def shorten(text: str, width: int) -> str:
    """Cut a clean text so that it takes at most `width` columns, the ellipsis among them.

    Marks without number take no column, so characters are bounded as well: 4 for each column.
    """
    if display_width(text) <= width:
        return text
    if width < 1:
        return ""
    room = width - 1
    end = 0
    for character in text[: MOST_STACKED * width - 1]:
        room -= character_width(character)
        if room < 0:
            break
        end += 1
    return text[:end] + ELLIPSIS


def display_width(text: str) -> int:
    """Count the columns that a clean text takes on a terminal.

    Beyond three marks for each character it counts more, so that no text is endless and narrow.
    """
    if text.isascii():
        return len(text)
    return max(sum(map(character_width, text)), -(-len(text) // MOST_STACKED))


def character_width(character: str) -> int:
    """Count the columns of one character: 2 for wide East Asian ones, 0 for marks put on others."""
    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


# Printable by category, yet shown as nothing: joiners, fillers, Mongolian and plane 14 selectors.
_HIDDEN: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\U000e0000-\U000e0fff]"
)


def _is_clean(text: str) -> bool:
    return text.isprintable() and _HIDDEN.search(text) is None


def _visible(character: str) -> str:
    if character == "\n" or unicodedata.category(character) == "Zs" or _is_clean(character):
        return character
    code = ord(character)
    if code <= 0xFF:  # noqa: PLR2004 - the width of \x
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - and of \u
