"""Columns of text: as wide as their widest cell, counted in columns of a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.text import display_width

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = "  "


def widths(rows: Sequence[Sequence[str]], limit: int) -> tuple[int, ...]:
    """Measure each column; one overlong cell does not push all others beyond `limit`."""
    columns = zip(*rows, strict=True)
    return tuple(
        max((width for width in map(display_width, column) if width <= limit), default=limit)
        for column in columns
    )


def pad(text: str, width: int) -> str:
    """Fill a clean, unpainted text up with spaces."""
    return text + " " * (width - display_width(text))


def table(rows: Sequence[Sequence[str]], limit: int = 48) -> list[str]:
    """Set rows of clean, unpainted cells below one another."""
    measured = widths(rows, limit)
    return [
        GAP.join(pad(cell, width) for cell, width in zip(row, measured, strict=True)).rstrip()
        for row in rows
    ]
