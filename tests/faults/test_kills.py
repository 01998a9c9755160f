"""A build that is killed leaves whole files only, and the next one finishes.

A handful here; `python -m tests.faults.kills --count 50` for more.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from tests.faults.kills import kill_and_finish, undisturbed

if TYPE_CHECKING:
    from pathlib import Path


def test_kill_nine_at_random_instants_leaves_whole_files_and_the_next_build_finishes(
    tmp_path: Path,
) -> None:
    known = undisturbed(tmp_path / "undisturbed")

    for seed in (1, 2):
        chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
        killed = kill_and_finish(tmp_path / f"home-{seed}", known, chance, kills=3)

        assert [kill.flaws for kill in killed.kills] == [()] * 3
        assert killed.flaws == ()
