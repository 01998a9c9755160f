"""Quantities as people read them: times, sizes, counted nouns, credits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.credits import Credits

MINUTE: Final = 60  # seconds
HOUR: Final = 60 * MINUTE
TENTHS_BELOW: Final = 10  # seconds; above, a tenth is noise
UNITS: Final = ("bytes", "KiB", "MiB", "GiB", "TiB")
STEP: Final = 1024


def duration(seconds: float) -> str:
    """Write a time: `0.3 s`, `42 s`, `2 min 5 s`, `1 h 20 min`."""
    if seconds < TENTHS_BELOW:
        return f"{max(seconds, 0):.1f} s"
    whole = round(seconds)
    if whole < MINUTE:
        return f"{whole} s"
    if whole < HOUR:
        return _two(whole, MINUTE, "min", 1, "s")
    return _two(whole, HOUR, "h", MINUTE, "min")


def rough_duration(seconds: float) -> str:
    """Write an estimated time without more digits than it deserves."""
    if seconds < 1:
        return "1 s"
    if seconds < MINUTE:
        return f"{round(seconds)} s"
    return duration(round(seconds / MINUTE) * MINUTE)


def size(count: int) -> str:
    """Write a number of bytes: `312 bytes`, `1.4 MiB`."""
    amount, unit = float(count), 0
    while amount >= STEP and unit < len(UNITS) - 1:
        amount, unit = amount / STEP, unit + 1
    return counted(count, "byte") if unit == 0 else f"{amount:.1f} {UNITS[unit]}"


def counted(count: int, noun: str) -> str:
    """Write a count with its noun: `1 asset`, `41 assets`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def price(cost: Credits) -> str:
    """Write what one asset costs: `free`, `60 credits`, `150 to 750 credits`, `price unknown`."""
    if cost.is_free:
        return "free"
    if not cost.is_known and cost.low == 0:
        return "price unknown"
    amount = str(cost)
    if amount == "1":
        return "1 credit"
    if amount.endswith(" or more"):
        return f"{amount.removesuffix(' or more')} credits or more"
    return f"{amount} credits"


def prices(costs: Mapping[str, Credits]) -> str:
    """Write what each provider costs; their credits are different units and never added."""
    return ", ".join(f"{one_line(provider)} {cost}" for provider, cost in costs.items())


def _two(whole: int, large: int, large_unit: str, small: int, small_unit: str) -> str:
    first, rest = whole // large, whole % large // small
    return f"{first} {large_unit} {rest} {small_unit}" if rest else f"{first} {large_unit}"
