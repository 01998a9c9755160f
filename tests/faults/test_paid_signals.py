"""Builds that buy are stopped: they end in time, and the next one pays for nothing again.

Ten here; `python -m tests.faults.paid_signals --count 100` for more.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tests.faults.paid_kills import killed
from tests.faults.paid_signals import SignalDeath

if TYPE_CHECKING:
    from pathlib import Path


def test_builds_that_are_stopped_end_in_time_and_pay_nothing_twice(tmp_path: Path) -> None:
    flaws: list[str] = []

    tally = killed("signal", tmp_path, 10, 1, partial(SignalDeath, flaws=flaws))

    assert flaws == []
    assert tally.flaws == []
    assert tally.is_good, tally.row
