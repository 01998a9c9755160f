"""Misfortune: decides which faults strike, from chance alone and in the order of requests.

Each fault has a chance of its own, so that one more fault changes nothing about the others.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from random import Random
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assetforge.sandbox.fault import Fault, Phase

# Where a fault strikes that names no route. An answer is spoilt only where an order was accepted.
_PLACES: Final = {"before": "api", "job": "order", "answer": "order", "download": "download"}


class Misfortune:
    """Knows every fault and how often each could have struck."""

    def __init__(self, faults: Sequence[Fault], chance: Random) -> None:
        self._dice = [_Die(fault, Random(chance.getrandbits(64))) for fault in faults]  # noqa: S311 - a game, no secret

    def strike(self, phase: Phase, place: str, call: str) -> Iterator[Fault]:
        """List the faults that strike now.

        Args:
            phase: what is being done.
            place: what sort of request it is: api, order or download.
            call: method and path, as `POST /images`.
        """
        for die in self._dice:
            if die.fault.phase == phase and _concerns(die.fault, place, call) and die.falls():
                yield die.fault


class _Die:
    def __init__(self, fault: Fault, chance: Random) -> None:
        self.fault = fault
        self._chance = chance
        self._n_chances = 0
        self._n_strikes = 0

    def falls(self) -> bool:
        fault = self.fault
        self._n_chances += 1
        draw = self._chance.random()
        if fault.times is not None and self._n_strikes >= fault.times:
            return False
        is_meant = self._n_chances in fault.nth if fault.nth else True
        is_drawn = fault.chance is None or draw < fault.chance
        self._n_strikes += is_meant and is_drawn
        return is_meant and is_drawn


def _concerns(fault: Fault, place: str, call: str) -> bool:
    if fault.route is None:
        return place == _PLACES[fault.phase] or (fault.phase == "before" and place == "order")
    pattern = fault.route if " " in fault.route else f"* {fault.route}"
    return fnmatchcase(call, pattern)
