"""How a request can go wrong on its way. What counts is whether it may have arrived.

    NotSentError       proved: nothing left this machine, or the other side never took it
    LostAnswerError    it may have arrived; what became of it is unknown
    GoneError          a download's URL leads nowhere any more
    WrongBytesError    what came is not what was promised: no use in asking again

They are raised by ports and understood by the executor; nobody else sees them.
"""

from __future__ import annotations


class DeliveryError(Exception):
    """A request brought no answer that can be used."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why  # in words, without any URL's query and without any key


class NotSentError(DeliveryError):
    """The request is proved not to have reached the service."""

    def __init__(self, why: str, *, is_worth_repeating: bool = True) -> None:
        super().__init__(why)
        self.is_worth_repeating = is_worth_repeating  # a wrong certificate stays wrong


class LostAnswerError(DeliveryError):
    """The request may have reached the service; its answer did not come."""


class GoneError(DeliveryError):
    """The URL answers 403, 404 or 410."""

    def __init__(self, why: str, status: int) -> None:
        super().__init__(why)
        self.status = status


class WrongBytesError(DeliveryError):
    """What came is no picture or film, too large, or damaged; it lies in quarantine."""
