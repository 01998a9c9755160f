"""A limit holds for all processes together, to the thousandth of a credit.

Ten rounds here; `python -m tests.faults.budget --rounds 200` for more.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tests.faults.budget import LIMIT, Round, spend_rounds

if TYPE_CHECKING:
    from pathlib import Path


def test_four_processes_with_sixteen_jobs_each_never_pass_a_limit(tmp_path: Path) -> None:
    rounds = list(spend_rounds(tmp_path, rounds=10, seed=1))

    assert [flaw for each in rounds for flaw in each.flaws] == []
    assert all(each.refused for each in rounds), "the limit was never reached, nothing was tried"


def test_a_round_that_went_wrong_is_seen() -> None:
    over = Round(won=64, refused=(), held=LIMIT + Decimal("0.001"))
    stingy = Round(won=63, refused=(Decimal(1),), held=LIMIT - 1)
    lost = Round(won=62, refused=(Decimal(1),), held=LIMIT)

    assert [len(list(each.flaws)) for each in (over, stingy, lost)] == [1, 1, 1]
