"""Lettering: text in Pillow's own font, which is the same everywhere.

The font holds English letters and a little punctuation. Letters with accents lose them, other
scripts are named in words; system fonts are never used, because the same drawing would then differ
from machine to machine.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from PIL import ImageFont

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PIL.ImageFont import FreeTypeFont

_HELD: Final = frozenset("©«°±\u00b4·»\u2018\u2019“”…\u2039\u203a™")
_SPELT: Final[Mapping[str, str]] = {
    "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
    "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "\u0131": "i", "€": "EUR", "£": "GBP", "„": '"',
    "\u00d7": "x", "\u2013": "-", "\u2014": "-", "\u2212": "-", "→": ">", "•": "·",
    "\u00a0": " ", "\t": " ", "\n": " ",
}  # fmt: skip
_SCRIPTS: Final[Mapping[str, str]] = {
    "CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean",
    "CYRILLIC": "Cyrillic", "GREEK": "Greek", "ARABIC": "Arabic", "HEBREW": "Hebrew",
    "DEVANAGARI": "Devanagari", "THAI": "Thai", "BENGALI": "Bengali", "TAMIL": "Tamil",
    "GEORGIAN": "Georgian", "ARMENIAN": "Armenian",
}  # fmt: skip
_MOSTLY: Final = 0.3  # share of letters beyond which a text is named, not drawn
LONGEST: Final = 600  # characters that are looked at; more never fits


def font_of(pixels: float) -> FreeTypeFont:
    """Load the font in a size; each call makes its own, so that threads share none."""
    font = ImageFont.load_default(max(6.0, round(pixels, 1)))
    if not isinstance(font, ImageFont.FreeTypeFont):
        message = "Pillow was built without FreeType"
        raise TypeError(message)
    return font


def drawable(text: str, noun: str = "prompt") -> str:
    """Bring a text to letters that the font has, or name the script that it is written in."""
    text = text[:LONGEST]
    letters = [letter for letter in text if letter.isalpha()]
    foreign = [letter for letter in letters if not _spelt(letter)]
    if letters and len(foreign) > _MOSTLY * len(letters):
        return f"{noun} in {_scripts(foreign)} script"
    return " ".join("".join(_spelt(letter) for letter in text).split())


def _spelt(letter: str) -> str:
    """Spell one letter with what the font has; nothing is an empty text."""
    if " " <= letter <= "~" or letter in _HELD:
        return letter
    if letter in _SPELT:
        return _SPELT[letter]
    apart = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in apart if " " <= part <= "~")


def _scripts(letters: list[str]) -> str:
    words = [unicodedata.name(letter, "ANOTHER").split()[0] for letter in letters]
    names = [_SCRIPTS.get(word, "another") for word in words]
    if "Japanese" in names:  # Japanese is written with Chinese characters too
        return "Japanese"
    return max(sorted(set(names)), key=names.count)


def wrapped(text: str, font: FreeTypeFont, width: float, lines: int) -> list[str]:
    """Break a text into lines that fit a width; what does not fit ends in an ellipsis."""
    rows: list[str] = []
    words = text.split()
    while words and len(rows) < lines:
        row, words = _row(words, font, width)
        rows.append(row)
    if words:
        rows[-1] = _ended(f"{rows[-1]} {words[0]}", font, width)
    return rows


def _row(words: list[str], font: FreeTypeFont, width: float) -> tuple[str, list[str]]:
    count = 1
    while count < len(words) and font.getlength(" ".join(words[: count + 1])) <= width:
        count += 1
    row = " ".join(words[:count])
    if font.getlength(row) > width:  # one word that is wider than the line
        return _ended(row, font, width), words[count:]
    return row, words[count:]


def _ended(text: str, font: FreeTypeFont, width: float) -> str:
    while text and font.getlength(f"{text}…") > width:
        text = text[:-1].rstrip()
    return f"{text}…"
