"""Closed streams: whoever stops reading, or never wrote, gets no traceback."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from assetforge.core.exits import Exit
from tests.command_line import COMMAND, PATIENCE, World, world_with
from tests.faults.projects import MANY


@pytest.fixture
def world(tmp_path: Path) -> World:
    return world_with(tmp_path, {"assets.toml": MANY})


@pytest.mark.parametrize("words", ["schema", "plan", "plan --json", "graph", "--help"])
def test_a_reader_that_stops_after_a_line_is_no_failure(words: str, world: World) -> None:
    ended = _shell(world, f"assetforge {words} | head -n 1")

    assert ended.stderr == b""
    assert ended.stdout.count(b"\n") == 1


def test_a_build_goes_on_though_nobody_reads_its_progress_any_more(world: World) -> None:
    ended = _shell(world, "assetforge build 2>&1 >/dev/null | head -n 1")

    assert b"Traceback" not in ended.stdout
    assert world.run("plan", "--detailed-exitcode").code == Exit.DONE


@pytest.mark.parametrize("closing", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_build_with_closed_streams_builds(closing: str, world: World) -> None:
    ended = _shell(world, f"assetforge build {closing}")

    assert ended.returncode == Exit.DONE
    assert b"Traceback" not in ended.stdout + ended.stderr
    assert world.run("plan", "--detailed-exitcode").code == Exit.DONE


@pytest.mark.parametrize("words", ["plan", "--help", "plan --help", "--version"])
def test_what_is_printed_onto_a_full_disk_is_missed(words: str, world: World) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("only Linux has a device that is always full")

    ended = _shell(world, f"assetforge {words} > /dev/full")

    assert ended.returncode == Exit.STORAGE
    assert b"cannot print the result" in ended.stderr


def _shell(world: World, line: str) -> subprocess.CompletedProcess[bytes]:
    words = " ".join(f"'{word}'" for word in COMMAND)
    return subprocess.run(
        ["/bin/sh", "-c", line.replace("assetforge", words, 1)],
        cwd=world.project,
        env=world.environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
