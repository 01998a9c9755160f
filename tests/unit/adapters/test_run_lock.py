"""The run lock: one build at a time, a word about who is at it, and nothing left of the killed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import assetforge
from assetforge.adapters.run_lock import RunLock
from assetforge.core.errors import BusyError, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator

HOLDER = """
import sys, time
from pathlib import Path
from assetforge.adapters.run_lock import RunLock

with RunLock(Path(sys.argv[1]), command="assetforge build", timeout=0):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".assetforge" / "run.lock"


def start_holder(path: Path, seconds: float) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path), str(seconds)],
        env={**os.environ, "PYTHONPATH": str(Path(assetforge.__path__[0]).parent)},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    return process


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = start_holder(path, 60)
    yield process
    process.kill()
    process.communicate()


def test_the_second_is_told_who_is_at_it(path: Path, holder: subprocess.Popen[bytes]) -> None:
    lines: list[str] = []

    with (
        pytest.raises(BusyError) as caught,
        RunLock(path, command="assetforge build", timeout=0.1, waiting=lines.append),
    ):
        pass

    who = f"process {holder.pid} on {socket.gethostname()}: assetforge build"
    assert who in caught.value.what
    assert "--lock-timeout" in caught.value.next_step
    assert lines == [f"waiting for {who}, 0.1 s at most"]


def test_a_lock_is_free_at_once_when_its_holder_is_killed(
    path: Path, holder: subprocess.Popen[bytes]
) -> None:
    holder.kill()
    holder.wait()
    lines: list[str] = []

    with RunLock(path, command="next", timeout=0, waiting=lines.append):
        assert b"next" in path.read_bytes()

    assert lines == []


def test_who_waits_gets_the_lock_when_it_is_let_go(path: Path) -> None:
    process = start_holder(path, 0.2)
    lines: list[str] = []

    with RunLock(path, command="next", timeout=30, waiting=lines.append):
        assert b"next" in path.read_bytes()

    process.communicate()
    assert len(lines) == 1


def test_a_lock_can_be_taken_again_after_it_was_let_go(path: Path) -> None:
    for command in ("a very long command line " * 99, "second"):
        with RunLock(path, command=command, timeout=0):
            assert path.read_bytes().startswith(b'{"command": "' + command[:6].encode())


def test_a_link_in_place_of_the_lock_is_not_followed(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    (tmp_path / "victim").write_text("mine")
    path.symlink_to(tmp_path / "victim")

    with (
        pytest.raises(StorageError, match="in the way"),
        RunLock(path, command="build", timeout=0),
    ):
        pass

    assert (tmp_path / "victim").read_text() == "mine"


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b"{}"])
def test_a_holder_who_did_not_sign_is_waited_for_all_the_same(
    path: Path, holder: subprocess.Popen[bytes], content: bytes
) -> None:
    path.write_bytes(content)

    with pytest.raises(BusyError), RunLock(path, command="build", timeout=0):
        pass

    assert holder.poll() is None
