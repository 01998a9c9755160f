"""What the ledger said is written is there after kill -9 and after a loss of power.

A few here; `python -m tests.faults.ledger_crashes` for many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.ledger_crashes import kill_writers, open_at_once
from tests.faults.lossy_disk import flaws_of, lose_power

if TYPE_CHECKING:
    from pathlib import Path


def test_what_a_killed_writer_said_is_there(tmp_path: Path) -> None:
    killed = list(kill_writers(tmp_path / "state" / "ledger.sqlite3", kills=6, seed=1))

    assert [flaws for _, flaws in killed] == [[]] * 6
    assert sum(told for told, _ in killed) > 6, "nobody wrote long enough to lose anything"


def test_what_was_said_before_the_power_went_is_there() -> None:
    losses = [lose_power(seed) for seed in range(150)]

    assert flaws_of(losses) == []
    assert 0 < sum(loss.had_ended for loss in losses) < 150
    assert sum(loss.told for loss in losses) > 150


@pytest.mark.parametrize("level", ["OFF", "NORMAL"])
def test_a_ledger_that_does_not_flush_each_commit_is_caught(level: str) -> None:
    losses = [lose_power(seed, f"PRAGMA synchronous = {level}") for seed in range(20)]

    assert flaws_of(losses)


def test_eight_that_open_a_new_ledger_at_once_all_may(tmp_path: Path) -> None:
    assert list(open_at_once(tmp_path, rounds=5)) == [[]] * 5
