"""What each key of the config file takes, and how it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from assetforge.adapters.origin import parse_origin
from assetforge.app.settings_webhook import parse_webhook
from assetforge.core.credits import Credits
from assetforge.core.errors import UsageError
from assetforge.core.values import is_table

if TYPE_CHECKING:
    from assetforge.providers.settings import Dialect

Read: TypeAlias = Callable[[object], "_T"]
_T = TypeVar("_T")

MOST_JOBS: Final = 64  # at once
MOST_REQUESTS: Final = 1000  # a second
LONGEST_POLL: Final = 600  # seconds
LONGEST_SETTLE: Final = 3600  # seconds
LONGEST_BACKOFF: Final = 60  # seconds
MOST_CREDITS: Final = 10**12
MOST_TIMES: Final = 1000

# Finishes "`key` takes …".
TAKES: Final[Mapping[str, str]] = {
    "base_url": 'an origin, as in "https://api.letz.ai"',
    "dialect": '"current" or "older"',
    "concurrency": f"a whole number from 1 to {MOST_JOBS}: jobs at once",
    "rate": f"a number above 0 and up to {MOST_REQUESTS:,}: requests a second",
    "organization": "the UUID of an organization, as LetzAI shows it",
    "webhook": 'an address, as in "https://me.example/hook"',
    "privacy": '"private", "public" or "licensed"',
    "daily_limit": "a number of credits, 0 or more: a day, over all projects",
    "asset_limit": "a number of credits, 0 or more: for one asset",
    "poll_floor_seconds": f"a number above 0 and up to {LONGEST_POLL}: seconds between two looks",
    "settle_seconds": f"a number above 0 and up to {LONGEST_SETTLE:,}: seconds to look for an "
    "order whose answer was lost",
    "backoff_seconds": f"a number above 0 and up to {LONGEST_BACKOFF}: seconds before a free "
    "request is repeated for the first time",
}


class UnfitError(ValueError):
    """A value is none for its key; `reason` adds to what the key takes, and may be empty."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)
        self.reason = reason


def read_origin(value: object) -> str:
    """Read an origin; raises UnfitError, as all of these."""
    return str(_address(value, parse_origin))


def read_webhook(value: object) -> str:
    """Read the address of a webhook."""
    return _address(value, parse_webhook)


def read_dialect(value: object) -> Dialect:
    """Read a dialect."""
    if isinstance(value, str) and value in _DIALECTS:
        return _DIALECTS[value]
    raise UnfitError


def read_privacy(value: object) -> str:
    """Read who may see results, by the words of LetzAI (its skill of 2026-07-28)."""
    if isinstance(value, str) and value in {"private", "public", "licensed"}:
        return value
    raise UnfitError


def read_organization(value: object) -> str:
    """Read an organization's id."""
    if isinstance(value, str) and _UUID.fullmatch(value):
        return value.lower()
    raise UnfitError


def read_jobs(value: object) -> int:
    """Read how many jobs may run at once."""
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_JOBS:
        return value
    raise UnfitError


def read_credits(value: object) -> Decimal:
    """Read an amount of credits."""
    amount = _number(value)
    if 0 <= amount <= MOST_CREDITS:
        return amount
    raise UnfitError


def read_times(value: object) -> Decimal:
    """Read how many times dearer something gets."""
    amount = _number(value)
    if 0 < amount <= MOST_TIMES:
        return amount
    raise UnfitError


def read_figure(value: object) -> Credits:
    """Read a price: an amount, or a range of `min` and `max`."""
    if not is_table(value):
        return Credits.exactly(read_credits(value))
    if set(value) != {"min", "max"}:
        raise UnfitError
    low, high = read_credits(value["min"]), read_credits(value["max"])
    if low > high:
        raise UnfitError(_UPSIDE_DOWN)
    return Credits.between(low, high)


def up_to(most: float) -> Read[float]:
    """Make a reader of numbers above 0 that ends at `most`."""

    def read(value: object) -> float:
        amount = _number(value)
        if 0 < amount <= Decimal(str(most)):
            return float(amount)
        raise UnfitError

    return read


_DIALECTS: Final[Mapping[str, Dialect]] = {"current": "current", "older": "older"}
_UPSIDE_DOWN: Final = "here `min` is above `max`"
_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def _address(value: object, parse: Callable[[str, str], _T]) -> _T:
    if not isinstance(value, str):
        raise UnfitError
    try:
        return parse(value, "this")
    except UsageError as error:
        raise UnfitError(error.what) from error


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise UnfitError
    return Decimal(str(value))
