"""Credits in a file of ours: exact amounts as numbers, and unknown never as 0.

credits_estimated = 560                  known to the credit
credits_estimated_low = 560              known as a range …
credits_estimated_high = 1120
credits_estimated_high = "unknown"       … or with a lower end only
credits_estimated = "unknown"            not known at all
(none of these)                          local work, which has no price

A fraction stands as a number where reading it back gives the same amount, else as a string.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from assetforge.core.credits import UNKNOWN, Credits

if TYPE_CHECKING:
    from assetforge.core.values import Scalar
    from assetforge.lock.codec_fields import Fields

_UNKNOWN_WORD: Final = "unknown"
_EXACT: Final = "credits_estimated"
_LOW: Final = "credits_estimated_low"
_HIGH: Final = "credits_estimated_high"
_LARGEST: Final = 2**53  # up to here every reader of numbers agrees on whole ones
_AMOUNT: Final = re.compile(r"\d{1,30}(\.\d{1,30})?", re.ASCII)  # bounds what it costs to read


def credits_fields(estimate: Credits | None) -> dict[str, Scalar]:
    """Write an estimate as the fields that stand for it."""
    if estimate is None:
        return {}
    if estimate == UNKNOWN:
        return {_EXACT: _UNKNOWN_WORD}
    if estimate.low == estimate.high:
        return {_EXACT: amount_value(estimate.low)}
    high = _UNKNOWN_WORD if estimate.high is None else amount_value(estimate.high)
    return {_LOW: amount_value(estimate.low), _HIGH: high}


def read_credits(fields: Fields) -> Credits | None:
    """Read the fields of an estimate; None where there are none."""
    if _LOW in fields or _HIGH in fields:
        low = _read(fields, _LOW)
        is_open = fields.table.get(_HIGH) == _UNKNOWN_WORD
        return _range(fields, low, None if is_open else _read(fields, _HIGH))
    if _EXACT not in fields:
        return None
    if fields.table[_EXACT] == _UNKNOWN_WORD:
        return UNKNOWN
    return Credits.exactly(_read(fields, _EXACT))


def amount_value(amount: Decimal) -> Scalar:
    """Write an amount so that the same amount is read back."""
    if amount == amount.to_integral_value() and abs(amount) <= _LARGEST:
        return int(amount)
    number = float(amount)
    return number if Decimal(repr(number)) == amount else f"{amount:f}".rstrip("0").rstrip(".")


def read_amount(fields: Fields, key: str) -> Decimal | None:
    """Read an amount; None where there is none."""
    return _read(fields, key) if key in fields else None


def _read(fields: Fields, key: str) -> Decimal:
    value = fields.table.get(key)
    if isinstance(value, int | float | str) and not isinstance(value, bool):
        text = value if isinstance(value, str) else _digits(value)
        if _AMOUNT.fullmatch(text):
            return Decimal(text)
    fields.blame(key, f"`{key}` should be an amount of credits, 0 or more")
    return Decimal(0)


def _digits(value: float) -> str:
    """Write a number without an exponent; a float by its shortest digits that read back."""
    return f"{value:d}" if isinstance(value, int) else f"{Decimal(repr(value)):f}"


def _range(fields: Fields, low: Decimal, high: Decimal | None) -> Credits:
    if high is not None and high < low:
        fields.blame(_HIGH, f"`{_HIGH}` should not be less than `{_LOW}`")
    return Credits(low=low, high=high)
