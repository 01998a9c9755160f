"""Reading: plain values out of answers whose shape nobody promised.

Whatever is not of the expected type reads as absent; nothing here raises.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from assetforge.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.core.values import Json, Table

LONGEST_LINE: Final = 300  # columns of what a service says, where it is shown
_MOST_READ: Final = 4_000  # characters of a text; nobody reads more of an error
_MOST_CREDITS: Final = 10_000_000  # of one job; more is a mistake of whoever says so
_LONGEST_MOMENT: Final = 40  # characters of a date and time


def table(value: Json) -> Table:
    """Take a table; anything else is an empty one."""
    return value if isinstance(value, Mapping) else {}


def array(value: Json) -> Sequence[Json]:
    """Take a list; anything else is an empty one."""
    return value if isinstance(value, list | tuple) else ()


def text(value: Json) -> str | None:
    """Take a text that holds more than white space."""
    return value if isinstance(value, str) and value.strip() else None


def first_text(value: Json) -> str | None:
    """Take a text, or the first one of a list."""
    found = (text(item) for item in (value, *array(value)))
    return next((item for item in found if item is not None), None)


def line(value: Json) -> str:
    """Take one clean, short line of what a service says: a text, or a list of texts."""
    if value is None:
        return ""  # as for most fields of most records
    texts = [item for item in map(text, (value, *array(value))) if item is not None]
    return one_line("; ".join(texts)[:_MOST_READ], LONGEST_LINE)


def percent(value: Json) -> int | None:
    """Take a progress from 0 to 100."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if 0 <= value <= 100 else None  # noqa: PLR2004 - percent


def credits_used(value: Json) -> Decimal | None:
    """Take an amount of credits; what cannot be one is as good as not said."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return Decimal(str(value)) if 0 <= value <= _MOST_CREDITS else None


def moment(value: Json) -> float | None:
    """Take a date and time as seconds since 1970; without a zone it is UTC."""
    if not isinstance(value, str) or len(value) > _LONGEST_MOMENT:
        return None
    try:
        found = datetime.fromisoformat(value.strip())
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None
