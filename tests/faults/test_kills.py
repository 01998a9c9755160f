"""A build that is killed leaves whole files only, and the next one finishes.

A handful here; `python -m tests.faults.kills --count 50` for more.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.faults.kills import Undisturbed, kill_and_finish, undisturbed

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return undisturbed(tmp_path_factory.mktemp("undisturbed") / "home")


@pytest.mark.parametrize("seed", [1, 2])
def test_kill_nine_at_random_instants_leaves_whole_files_and_the_next_build_finishes(
    seed: int, known: Undisturbed, tmp_path: Path
) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret

    killed = kill_and_finish(tmp_path / "home", known, chance, kills=3)

    assert [kill.flaws for kill in killed.kills] == [()] * 3
    assert killed.flaws == ()
