"""Every exit code of the published table comes out of the real command line."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from assetforge.adapters.run_lock import RunLock
from assetforge.adapters.store_layout import Layout
from assetforge.app.project import project_at
from assetforge.core.exits import Exit
from tests.command_line import World, world_with
from tests.sandbox_server import SandboxServer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SMALL: Final = """\
version = 1

[project]
name = "small"

[image.lamp]
prompt = "A brass lamp"
size = "64x64"
"""
FAILING: Final = f"""{SMALL}
[derive.part]
from = "lamp"
crop = "32,32,64,64"
"""
PAID: Final = f"""{SMALL.replace("64x64", "1600x904")}
provider = "letzai"
"""
SLOW: Final = f"""{SMALL}
[video.film]
from = "lamp"
prompt = "Slow dolly in"
size = "640x360"
duration = 6

[derive.frame]
from = "film"
width = 32
"""


def done(world: World) -> int:
    return world.run("build").code


def failed(world: World) -> int:
    _manifest(world, FAILING)
    return world.run("build").code


def changes(world: World) -> int:
    return world.run("plan", "--detailed-exitcode").code


def stale(world: World) -> int:
    return world.run("build", "--locked").code


def refused(world: World) -> int:
    _manifest(world, PAID)
    return world.run("build", "--no-spend").code


def busy(world: World) -> int:
    place = project_at(str(world.project / "assets.toml"), is_draft=False).run_lock
    with RunLock(Path(place), command="a test", timeout=0):
        return world.run("build", "--lock-timeout", "0").code


def damaged(world: World) -> int:
    """What was paid for is gone from the store and from its place: no build brings it back free."""
    world.run("build")
    lock = world.project / "assets.lock"
    lock.write_text(lock.read_text("utf-8").replace('"studio"', '"letzai"'), encoding="utf-8")
    (world.project / "assets" / "lamp.png").unlink()
    shutil.rmtree(Layout(world.store).blobs)
    return world.run("verify").code


def unavailable(world: World) -> int:
    _manifest(world, PAID)
    nobody = {"LETZAI_BASE_URL": "http://127.0.0.1:9", "LETZAI_API_KEY": "a-key"}
    return world.run("build", "-y", **nobody).code


def no_credits(world: World) -> int:
    _manifest(world, PAID)
    with SandboxServer(world.home / "sandbox", "--credits", "59") as sandbox:
        return world.run("build", "-y", **sandbox.variables).code


def credentials(world: World) -> int:
    _manifest(world, PAID)
    return world.run("build", "-y").code


def undecided(world: World) -> int:
    _manifest(world, PAID)
    return world.run("build", LETZAI_API_KEY="a-key").code


def untrusted(world: World) -> int:
    """Nothing would be paid, and yet it would write what a build that counts may find."""
    return world.run("build", GITHUB_EVENT_NAME="pull_request_target").code


def no_storage(world: World) -> int:
    (world.project / "assets" / "lamp.png").mkdir(parents=True)
    return world.run("build").code


def usage(world: World) -> int:
    return world.run("build", "--frobnicate").code


def invalid(world: World) -> int:
    _manifest(world, SMALL.replace("prompt", "promt"))
    return world.run("build").code


def interrupted(world: World) -> int:
    return _signalled(world, signal.SIGINT)


def terminated(world: World) -> int:
    return _signalled(world, signal.SIGTERM)


PRODUCED: Final[Mapping[Exit, Callable[[World], int]]] = {
    Exit.DONE: done,
    Exit.FAILED: failed,
    Exit.CHANGES: changes,
    Exit.STALE: stale,
    Exit.REFUSED: refused,
    Exit.NO_CREDITS: no_credits,
    Exit.CREDENTIALS: credentials,
    Exit.UNDECIDED: undecided,
    Exit.UNTRUSTED: untrusted,
    Exit.BUSY: busy,
    Exit.DAMAGED: damaged,
    Exit.UNAVAILABLE: unavailable,
    Exit.STORAGE: no_storage,
    Exit.USAGE: usage,
    Exit.INVALID: invalid,
    Exit.INTERRUPTED: interrupted,
    Exit.TERMINATED: terminated,
}


@pytest.mark.parametrize("code", PRODUCED, ids=lambda code: f"{int(code)}-{code.name.lower()}")
def test_the_command_line_ends_with(code: Exit, tmp_path: Path) -> None:
    world = world_with(tmp_path, {"assets.toml": SMALL})

    assert PRODUCED[code](world) == code


def test_every_code_is_produced() -> None:
    assert PRODUCED.keys() == set(Exit)


def _manifest(world: World, text: str) -> None:
    (world.project / "assets.toml").write_text(text, encoding="utf-8")


def _signalled(world: World, number: signal.Signals) -> int:
    """Send a signal once the first asset is made, while the film still is."""
    _manifest(world, SLOW)
    build = world.start("build", "-j", "1")
    assert build.stderr is not None
    with build:
        for line in build.stderr:
            if b"made lamp" in line:
                break
        build.send_signal(number)
        build.communicate()
    return build.returncode
