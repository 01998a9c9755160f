"""Two thousand worlds in which everything goes wrong: nothing is paid twice, nothing is lost.

`python -m tests.simulation --seeds 50000` for more, `--seed NUMBER` for all that happened in one.
"""

from __future__ import annotations

import pytest

from tests.simulation.__main__ import main
from tests.simulation.story import told
from tests.simulation.toll import toll_of

WORLDS = 2000
PARTS = 40  # so that they spread over the processes that test
LYING = range(20)  # worlds in some of which a disk that lies is found out


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_happens_nothing_is_paid_twice_lost_or_over_a_limit(part: int) -> None:
    each = WORLDS // PARTS

    toll = toll_of(range(part * each, (part + 1) * each))

    assert toll.flaws == [], "see one world with: python -m tests.simulation --seed NUMBER"
    assert toll.worlds == each
    assert toll.deaths > 0
    assert toll.losses > 0
    assert toll.orders > 0


def test_equal_numbers_give_equal_worlds() -> None:
    first, second = told(6, is_told_in_full=True), told(6, is_told_in_full=True)

    assert first.lines == second.lines
    assert first.lines != told(7, is_told_in_full=True).lines


def test_a_disk_that_says_written_and_is_not_is_found_out() -> None:
    flaws = [flaw for seed in LYING for flaw in told(seed, flushes=False).flaws]

    assert [flaw for flaw in flaws if flaw.startswith("lost: no attempt knows the charge")]


def test_a_failing_world_is_told_with_all_that_happened(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--seed", "3"]) == 0
    said = capsys.readouterr().out

    assert "world 3: 0 laws broken" in said
    assert "calm from here on" in said


def test_many_worlds_are_added_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--seeds", "3", "--from", "10", "--processes", "1"]) == 0
    said = capsys.readouterr().out

    assert said.startswith("3 worlds, ")
    assert "paid twice 0, lost 0, over a limit 0, laws broken in all 0" in said
