"""What a parser could not read, in plain words and at its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

import tomli

from assetforge.manifest.positions import Positions
from assetforge.manifest.source_conflicts import CONFLICT_HINT
from assetforge.manifest.source_limits import find_unclosed
from assetforge.manifest.source_text import Fault

if TYPE_CHECKING:
    from assetforge.manifest.source_text import SourceText


def explain_syntax(source: SourceText, error: Exception) -> Fault:
    """Say what is wrong in a text that a parser refused, and where."""
    if not isinstance(error, tomli.TOMLDecodeError):
        return _unplaced(error)
    if error.msg.startswith(_REPEATING):
        return _repeated(source, error)
    unclosed = find_unclosed(source.text)
    if unclosed and unclosed.start <= error.pos:
        return unclosed
    return _syntax(source.text, error)


class _Saying(NamedTuple):
    begins: str  # how tomli's message begins (tomli 2.4 and 2.5, tomli/_parser.py, 2026)
    detail: str
    hint: str


_REPEATING: Final = (
    "Cannot declare", "Cannot overwrite", "Cannot mutate", "Cannot redefine", "Duplicate inline",
)  # fmt: skip
_ESCAPE_HINT: Final = r"write `\\` for a backslash, or put the text in single quotes"
_SAYINGS: Final = (
    _Saying(
        "Invalid value",
        "here should be a value: a text in quotes, a number, true, false, a list or a table",
        'put texts in quotes, as in `prompt = "A lamp"`',
    ),
    _Saying(
        "Expected '='",
        "a key must be followed by `=` and its value",
        "write `key = value`; a key with other characters than letters, digits, `-` and `_` "
        "needs quotes",
    ),
    _Saying(
        "Expected newline",
        "the line should end here",
        'write one key to a line; a quote inside a text is written `\\"`',
    ),
    _Saying(
        "Invalid initial character",
        "here should be a key",
        "a key is made of letters, digits, `-` and `_`; anything else needs quotes",
    ),
    _Saying(
        "Invalid statement",
        "here should be a key, a `[table]` or a `# comment`",
        "a key is made of letters, digits, `-` and `_`; anything else needs quotes",
    ),
    _Saying(
        "Expected ']",
        "the header of a table must end with as many `]` as it has `[`",
        "write `[table]`, or `[[table]]` for one of a list of tables",
    ),
    _Saying(
        "Unclosed array",
        "here should be a `,` or the `]` that ends the list",
        "add what is missing",
    ),
    _Saying(
        "Unclosed inline table",
        "here should be a `,` or the `}` that ends the table",
        "add what is missing",
    ),
    _Saying("Unescaped '\\'", "the backslash begins no escape that TOML knows", _ESCAPE_HINT),
    _Saying("Invalid hex value", "the escape lacks hexadecimal digits", _ESCAPE_HINT),
    _Saying("Escaped character", "the escape names no character of Unicode", _ESCAPE_HINT),
    _Saying("Invalid date", "there is no such date or time", "put it in quotes if it is a text"),
)
_OTHER: Final = _Saying("", "the text cannot be read from here on", "compare it with toml.io")
_WORD: Final = re.compile(r"\\.|[\w.@/%-]+")
_CONSTANTS: Final = {"True": "true", "False": "false", "TRUE": "true", "FALSE": "false"}
_LEFT_MARK: Final = re.compile(r"(?:<{7}|={7}|>{7})(?![<=>])")


def _syntax(text: str, error: tomli.TOMLDecodeError) -> Fault:
    saying = next((each for each in _SAYINGS if error.msg.startswith(each.begins)), _OTHER)
    start = error.pos
    if saying.hint == _ESCAPE_HINT:  # tomli points behind an escape
        start = max(0, text.rfind("\\", 0, start))
    word = _WORD.match(text, start)
    return Fault(
        code="syntax",
        start=start,
        length=len(word[0]) if word else 1,
        summary="not valid TOML",
        detail=saying.detail,
        hint=_hint(text, start, word[0] if word else "") or saying.hint,
    )


def _hint(text: str, at: int, word: str) -> str:
    if _LEFT_MARK.match(text, text.rfind("\n", 0, at) + 1):
        return f"this looks like what is left of a merge conflict: {CONFLICT_HINT}"
    return f"write `{_CONSTANTS[word]}`" if word in _CONSTANTS else ""


def _repeated(source: SourceText, error: tomli.TOMLDecodeError) -> Fault:
    text = source.text
    line_end = text.find("\n", error.pos)
    repeat = Positions(text if line_end < 0 else text[: line_end + 1]).last_repeat()
    if repeat is None:
        start = text.rfind("\n", 0, error.pos) + 1
        return _duplicate(start, error.pos - start, "this was given before, in another form")
    first, again = repeat
    start = source.offset(again.line, again.column)
    return _duplicate(start, again.length, f"this was given before, on line {first.line}")


def _duplicate(start: int, length: int, detail: str) -> Fault:
    return Fault(
        code="duplicate-key",
        start=start,
        length=length,
        summary="key given twice",
        detail=detail,
        hint="keep one of the two, or give this one another name",
    )


def _unplaced(error: Exception) -> Fault:
    return Fault(
        code="syntax",
        start=0,
        length=1,
        summary="not valid TOML",
        detail=f"the file cannot be read: {error}",
        hint="make it smaller and simpler",
    )
