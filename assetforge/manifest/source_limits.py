"""Limits on the shape of a text, held before a parser sees it, so that none can be overworked."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from assetforge.manifest.source_text import MOST_FINDINGS, Fault
from assetforge.manifest.source_tokens import MOST_DIGITS, MOST_KEY_PARTS, NESTING, tokens

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

MOST_LINE: Final = 65_536  # characters
DEEPEST: Final = 16  # tables and lists inside one another

DEEP_HINT: Final = "assetforge needs five levels at most; write it flatter"


def find_excesses(text: str) -> list[Fault]:
    """Find lines, keys, numbers and nesting beyond every sensible file."""
    return list(islice(_excesses(text), MOST_FINDINGS))


def find_unclosed(text: str) -> Fault | None:
    """Find the first quote that opens a text and is never matched."""
    found = next((token for token in tokens(text) if token.lastgroup == "unclosed"), None)
    return None if found is None else _unclosed(found)


def _excesses(text: str) -> Iterator[Fault]:
    yield from _long_lines(text)
    depth = 0
    reported = -1  # the end of a key that was reported; what it goes on with is no second one
    for token in tokens(text):
        kind = token.lastgroup
        depth = max(0, depth + NESTING.get(kind, 0))
        if depth > DEEPEST:
            yield _too_deep(token)
            return
        if kind == "long_number":
            yield _long_number(token)
        elif kind == "long_key":
            if token.start() != reported:
                yield _long_key(token)
            reported = token.end()


def _long_lines(text: str) -> Iterator[Fault]:
    if max(map(len, text.split("\n"))) <= MOST_LINE:
        return
    start = 0
    for line in text.split("\n"):
        if len(line) > MOST_LINE:
            yield _long_line(start, len(line))
        start += len(line) + 1


def _long_line(start: int, length: int) -> Fault:
    return Fault(
        code="line-too-long",
        start=start,
        length=1,
        summary="line too long",
        detail=f"the line has {length:,} characters, more than the {MOST_LINE:,} that are read",
        hint='break it; a long text may span lines between `"""` and `"""`',
    )


def _long_key(token: re.Match[str]) -> Fault:
    return Fault(
        code="key-too-long",
        start=token.start(),
        length=len(token[0]),
        summary="key with too many parts",
        detail=f"a dotted key may have {MOST_KEY_PARTS} parts at most",
        hint=DEEP_HINT,
    )


def _long_number(token: re.Match[str]) -> Fault:
    return Fault(
        code="number-too-long",
        start=token.start(),
        length=len(token[0]),
        summary="number too long",
        detail=f"a number may have {MOST_DIGITS} characters at most, not {len(token[0]):,}",
        hint="if it is a name or a text, put it in quotes",
    )


def _too_deep(token: re.Match[str]) -> Fault:
    return Fault(
        code="too-deep",
        start=token.start(),
        length=1,
        summary="nested too deeply",
        detail=f"tables and lists may be {DEEPEST} deep at most",
        hint=DEEP_HINT,
    )


def _unclosed(token: re.Match[str]) -> Fault:
    end = "in the rest of the file" if len(token[0]) > 1 else "on its line"
    return Fault(
        code="syntax",
        start=token.start(),
        length=len(token[0]),
        summary="not valid TOML",
        detail=f"this quote opens a text that is not closed {end}",
        hint=f"close it with `{token[0]}`",
    )
