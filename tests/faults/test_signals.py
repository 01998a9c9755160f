"""Ctrl-C and SIGTERM: the first saves what runs, the second leaves at once, nothing is lost."""

from __future__ import annotations

import random
import re
import signal
import time
from typing import TYPE_CHECKING

import pytest

from assetforge.core.exits import Exit
from tests.command_line import PATIENCE, World, world_with
from tests.faults.inspection import flaws_at_any_instant, flaws_at_the_end, locked
from tests.faults.meeting import met
from tests.faults.projects import FILM, MANY

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, Exit.INTERRUPTED), (signal.SIGTERM, Exit.TERMINATED)]
)
def test_one_signal_finishes_and_saves_what_runs_and_tells_how_to_go_on(
    number: signal.Signals, code: Exit, tmp_path: Path
) -> None:
    world = world_with(tmp_path, {"assets.toml": FILM})

    with world.start("build") as build:
        met(build, "made lamp")
        build.send_signal(number)
        told = build.communicate(timeout=PATIENCE)[1].decode()

    assert build.returncode == code
    assert "Stopping: nothing new starts; 1 running asset is finished and saved." in told
    assert (
        "Stopped: 1 asset left to do.\n  `assetforge build` goes on where this one stopped." in told
    )
    assert set(locked(world).entries) == {"lamp", "film"}
    _goes_on(world, made=0, derived=1)


def test_a_second_ctrl_c_leaves_within_a_second_and_keeps_what_was_made(tmp_path: Path) -> None:
    world = world_with(tmp_path, {"assets.toml": FILM.replace("duration = 4", "duration = 10")})

    with world.start("build") as build:
        met(build, "made lamp")
        build.send_signal(signal.SIGINT)
        met(build, "Stopping")
        began = time.perf_counter()
        build.send_signal(signal.SIGINT)
        told = build.communicate(timeout=PATIENCE)[1].decode()
        seconds = time.perf_counter() - began

    assert build.returncode == Exit.INTERRUPTED
    assert seconds < 1
    assert "What was finished is saved; `assetforge build` goes on from there." in told
    assert list(flaws_at_any_instant(world)) == []


@pytest.mark.parametrize("seed", range(4))
def test_ctrl_c_at_a_random_instant_loses_nothing(seed: int, tmp_path: Path) -> None:
    world = world_with(tmp_path, {"assets.toml": MANY})
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret

    # A signal between opening a file and holding it leaves it to the interpreter to close.
    with world.start("build", PYTHONWARNINGS="ignore::ResourceWarning") as build:
        told = met(build, "made tile@")
        time.sleep(chance.uniform(0, 0.4))
        build.send_signal(signal.SIGINT)
        told += build.communicate(timeout=PATIENCE)[1].decode()

    assert build.returncode in {Exit.DONE, Exit.INTERRUPTED}  # done: it came too late
    assert "Traceback" not in told
    assert list(flaws_at_any_instant(world)) == []
    kinds = [entry.made.kind for entry in locked(world).entries.values()]
    assert len(kinds) == len(re.findall(r"^\[ *\d+/48\]", told, re.MULTILINE))
    derived = 16 - kinds.count("derive")
    _goes_on(world, made=48 - len(kinds) - derived, derived=derived)


def _goes_on(world: World, *, made: int, derived: int) -> None:
    """Build again: just what was missing is made, and then there is nothing to do."""
    again = world.run("build")

    assert again.code == Exit.DONE
    assert (again.err.count("] made "), again.err.count("] derived ")) == (made, derived)
    assert world.run("plan", "--detailed-exitcode").code == Exit.DONE
    assert list(flaws_at_any_instant(world)) == []
    assert list(flaws_at_the_end(world)) == []
