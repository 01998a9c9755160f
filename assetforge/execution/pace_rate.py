"""How many requests a second may go out."""

from __future__ import annotations


class Rate:
    """Moments for requests, evenly spaced. A moment that is given is used up."""

    def __init__(self, each_second: float | None) -> None:
        assert each_second is None or each_second > 0, "a service that may never be asked"
        self._gap = 0.0 if each_second is None else 1 / each_second
        self._next = float("-inf")

    def take(self, now: float) -> float:
        """Take the next free moment; returns the seconds until then."""
        moment = max(now, self._next)
        self._next = moment + self._gap
        return moment - now

    def rest(self, until: float) -> None:
        """Give out no moment before this one."""
        self._next = max(self._next, until)
