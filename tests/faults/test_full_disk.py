"""A disk that is full, or a lock that cannot be written: exit 12, nothing half, a way on."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from assetforge.core.exits import Exit
from tests.command_line import COMMAND, PATIENCE, World, world_with
from tests.faults.inspection import flaws_at_any_instant, flaws_at_the_end
from tests.faults.meeting import met
from tests.faults.projects import FILM

if TYPE_CHECKING:
    from pathlib import Path

BLOCKS = 16  # of 512 bytes: room for a small picture, not for a film


def test_what_does_not_fit_on_the_disk_leaves_the_rest_whole(tmp_path: Path) -> None:
    world = world_with(tmp_path, {"assets.toml": FILM})

    ended = _with_little_room(world)

    assert ended.returncode == Exit.STORAGE
    told = ended.stderr.decode()
    assert "the disk is full" in told
    assert "Next: Free some space, then run the same command again." in told
    assert (world.project / "assets" / "lamp.png").exists()
    assert not (world.project / "assets" / "film.mp4").exists()
    assert list(flaws_at_any_instant(world)) == []
    _goes_on(world)


def test_a_lock_that_cannot_be_written_is_rescued_beside_it(tmp_path: Path) -> None:
    world = world_with(tmp_path, {"assets.toml": FILM})
    lock, rescue = world.project / "assets.lock", world.project / "assets.lock.rescue.toml"

    with world.start("build") as build:
        met(build, "made lamp")
        lock.mkdir()  # the first writing of a lock is a second away
        told = build.communicate(timeout=PATIENCE)[1].decode()

    assert build.returncode == Exit.STORAGE
    assert f"what it should hold is in {rescue}" in told
    assert list(world.project.glob(".assetforge-*")) == []
    lock.rmdir()
    rescue.rename(lock)
    _goes_on(world)


def _goes_on(world: World) -> None:
    assert world.run("build").code == Exit.DONE
    assert world.run("plan", "--detailed-exitcode").code == Exit.DONE
    assert list(flaws_at_any_instant(world)) == []
    assert list(flaws_at_the_end(world)) == []


def _with_little_room(world: World) -> subprocess.CompletedProcess[bytes]:
    """Build where no file may grow beyond some blocks, which the system tells as a full disk."""
    return subprocess.run(
        ["/bin/sh", "-c", f'ulimit -f {BLOCKS}; exec "$@"', "sh", *COMMAND, "build"],
        cwd=world.project,
        env=world.environment({"PYTHONDONTWRITEBYTECODE": "1"}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
