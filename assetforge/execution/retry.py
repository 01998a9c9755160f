"""What may be repeated, how often, and after which pause.

    request      not sent   answer lost   429      408 425 5xx   any other status
    paid         4 times    once          always   once          once
    GET          always     always        always   always        once
    POST         4          4             always   4             once
    PUT DELETE   4          once          always   once          once
    download     5          5                                    (its port knows the statuses)
    upload       3          3             3        3             once

A figure counts every time it is sent, the first one too; "always" ends with the deadline of who
asks. Only what is proved not to have been accepted is repeated where it costs money.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.providers.instruction import Method

Errand: TypeAlias = "Method | Literal['paid', 'download', 'upload']"

LONGEST_ORDERED: Final = 60.0  # seconds that are waited because a service says so


class Fault(Enum):
    """How one try went wrong."""

    NOT_SENT = "not sent"
    LOST = "answer lost"
    BUSY = "too many requests"
    BROKEN = "service failed"
    REFUSED = "refused"


ALWAYS: Final = 1_000_000_000
TIMES: Final[Mapping[Errand, Mapping[Fault, int]]] = {
    "paid": {Fault.NOT_SENT: 4, Fault.BUSY: ALWAYS},
    "GET": dict.fromkeys((Fault.NOT_SENT, Fault.LOST, Fault.BUSY, Fault.BROKEN), ALWAYS),
    "POST": {Fault.NOT_SENT: 4, Fault.LOST: 4, Fault.BUSY: ALWAYS, Fault.BROKEN: 4},
    "PUT": {Fault.NOT_SENT: 4, Fault.BUSY: ALWAYS},
    "DELETE": {Fault.NOT_SENT: 4, Fault.BUSY: ALWAYS},
    "download": {Fault.NOT_SENT: 5, Fault.LOST: 5},
    "upload": {Fault.NOT_SENT: 3, Fault.LOST: 3, Fault.BUSY: 3, Fault.BROKEN: 3},
}


def may_repeat(errand: Errand, fault: Fault, sent: int) -> bool:
    """Say whether something that was sent `sent` times may be sent once more."""
    return sent < TIMES[errand].get(fault, 1)


def fault_of(status: int) -> Fault | None:
    """Say what is wrong with an answer; None where it worked."""
    if 200 <= status < 300:  # noqa: PLR2004 - the class of codes
        return None
    if status == 429:  # noqa: PLR2004 - too many requests
        return Fault.BUSY
    return Fault.BROKEN if status in {408, 425} or status >= 500 else Fault.REFUSED  # noqa: PLR2004


@dataclass(frozen=True, slots=True, kw_only=True)
class Backoff:
    """How long to wait before something is sent again, in seconds."""

    base: float = 0.5

    @property
    def longest(self) -> float:
        """The longest pause that we choose ourselves."""
        return 16 * self.base

    @property
    def unsaid(self) -> float:
        """The pause after a 429 that does not say how long; 30 s (reference of both services)."""
        return 60 * self.base

    def pause(self, failures: int, share: float) -> float:
        """Draw a pause after some failures in a row: full jitter, so that nobody keeps step."""
        return share * self.base * (1 << min(max(failures - 1, 0), 4))


def ordered_pause(headers: Mapping[str, str], date: float) -> float | None:
    """Read how long a service wants to be left alone: 0 to 60 s; None where it does not say.

    `date` is in seconds since 1970. A date in the header is held against the service's own clock
    where the answer shows it.
    """
    text = headers.get("retry-after", "").strip()
    seconds = _number(text)
    if seconds is None:
        until, now = _date(text), _date(headers.get("date", ""))
        if until is None:
            return None
        seconds = max(0.0, until - (date if now is None else now))
    return min(seconds, LONGEST_ORDERED) if seconds >= 0 else None


def _number(text: str) -> float | None:
    """Read a number of seconds. Infinity is one; what is none compares with nothing."""
    try:
        seconds = float(text)
    except ValueError:
        return None
    return -1.0 if math.isnan(seconds) else seconds


def _date(text: str) -> float | None:
    """Read an HTTP date. What looks like one may still hold impossible figures."""
    try:
        moment = parsedate_to_datetime(text)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return (aware - datetime.fromtimestamp(0, UTC)).total_seconds()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
