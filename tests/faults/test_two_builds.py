"""Two builds at once: of one project in turn, of two projects side by side over one store."""

from __future__ import annotations

import shutil
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assetforge.core.exits import Exit
from tests.command_line import PATIENCE, World, world_with
from tests.faults.inspection import flaws_at_any_instant, flaws_at_the_end
from tests.faults.meeting import met
from tests.faults.projects import FILM, MANY

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path
    from subprocess import Popen


def test_a_second_build_of_a_project_waits_and_then_finds_everything_made(tmp_path: Path) -> None:
    world = world_with(tmp_path, {"assets.toml": FILM})

    with world.start("build") as first, _held(first):
        second = world.start("build")
        told = met(second, "waiting for")
    told += second.communicate(timeout=PATIENCE)[1].decode()

    assert (first.returncode, second.returncode) == (Exit.DONE, Exit.DONE)
    assert f"waiting for process {first.pid} on " in told
    assert "Nothing to do: 3 assets are up to date." in told


def test_a_second_build_that_may_not_wait_says_who_is_at_it(tmp_path: Path) -> None:
    world = world_with(tmp_path, {"assets.toml": FILM})

    with world.start("build", "-j", "1") as first, _held(first):
        second = world.run("build", "--lock-timeout", "0")
        plan = world.run("plan")

    assert second.code == Exit.BUSY
    assert f"another assetforge works on this project: process {first.pid} on " in second.err
    assert ": assetforge build -j 1" in second.err
    assert "Nothing was spent." in second.err
    assert plan.code == Exit.DONE  # who only reads need not wait


def test_a_killed_build_keeps_nobody_waiting(tmp_path: Path) -> None:
    world = world_with(tmp_path, {"assets.toml": FILM})

    with world.start("build") as first:
        met(first, "made lamp")
        first.kill()
    second = world.run("build", "--lock-timeout", "0")

    assert second.code == Exit.DONE


def test_two_projects_build_side_by_side_over_one_store(tmp_path: Path) -> None:
    ours = world_with(tmp_path, {"assets.toml": MANY})
    theirs = _neighbour(ours)

    with ours.start("build") as first, theirs.start("build") as second:
        ended = [_ended(first), _ended(second)]

    assert ended == [Exit.DONE, Exit.DONE]
    for world in (ours, theirs):
        assert world.run("plan", "--detailed-exitcode").code == Exit.DONE
        assert world.run("verify").code == Exit.DONE
        assert list(flaws_at_any_instant(world)) == []
        assert list(flaws_at_the_end(world)) == []
    lock = (ours.project / "assets.lock").read_bytes()
    assert (theirs.project / "assets.lock").read_bytes() == lock


class _Neighbour(World):
    """A world beside another: a project of its own, the same store."""

    __slots__ = ()

    @property
    def project(self) -> Path:
        return self.home / "neighbour"


@contextmanager
def _held(build: Popen[bytes]) -> Generator[None]:
    """Hold a build in its middle while others come; then let it finish."""
    met(build, "made lamp")
    build.send_signal(signal.SIGSTOP)
    yield
    build.send_signal(signal.SIGCONT)
    build.communicate(timeout=PATIENCE)


def _neighbour(world: World) -> World:
    shutil.copytree(world.project, world.home / "neighbour")
    return _Neighbour(world.home)


def _ended(build: Popen[bytes]) -> int:
    build.communicate(timeout=PATIENCE)
    return build.returncode
