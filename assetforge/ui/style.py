"""Styles: what each role of a text looks like. Colour only repeats what the words already say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

Paint: TypeAlias = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How to paint each role; a paint takes clean text and returns it dressed."""

    error: Paint
    warning: Paint
    hint: Paint
    good: Paint
    muted: Paint
    strong: Paint
    add: Paint
    change: Paint
    remove: Paint


def _as_it_is(text: str) -> str:
    return text


def _paint(codes: str) -> Paint:
    """Dress text in Select Graphic Rendition codes (ECMA-48, 8.3.117)."""

    def dress(text: str) -> str:
        return f"\x1b[{codes}m{text}\x1b[0m" if text else text

    return dress


PLAIN: Final = Style(
    error=_as_it_is,
    warning=_as_it_is,
    hint=_as_it_is,
    good=_as_it_is,
    muted=_as_it_is,
    strong=_as_it_is,
    add=_as_it_is,
    change=_as_it_is,
    remove=_as_it_is,
)
ANSI: Final = Style(
    error=_paint("1;31"),
    warning=_paint("33"),
    hint=_paint("36"),
    good=_paint("32"),
    muted=_paint("2"),
    strong=_paint("1"),
    add=_paint("32"),
    change=_paint("33"),
    remove=_paint("31"),
)
