"""Turns: freed by the death of a process, and no pile of files."""

from __future__ import annotations

import asyncio
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import assetforge
from assetforge.adapters.call_spool import Spool
from assetforge.adapters.turns import FileTurns, end_turn
from assetforge.core.digest import Digest, digest_bytes
from assetforge.core.errors import StorageError

HERO, BEACH = digest_bytes(b"hero"), digest_bytes(b"beach")
HOLDER = """
import sys, time
from pathlib import Path
from assetforge.adapters.turns import FileTurns

turn = FileTurns(Path(sys.argv[1])).try_take(sys.argv[2])
print("held" if turn else "refused", flush=True)
time.sleep(60)
"""


def start_holder(folder: Path, key: Digest) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder), key],
        env={**os.environ, "PYTHONPATH": str(Path(assetforge.__path__[0]).parent)},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    return process


def test_kill_nine_frees_a_turn_at_once_and_its_file_goes(tmp_path: Path) -> None:
    with start_holder(tmp_path, HERO) as holder:
        waiting = FileTurns(tmp_path)
        assert waiting.try_take(HERO) is None

        holder.kill()
        holder.communicate()

        taken = waiting.try_take(HERO)
        assert taken is not None
        end_turn(taken)
    assert list(tmp_path.iterdir()) == []


def test_a_process_sweeps_up_what_the_killed_left_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / BEACH.removeprefix("sha256:")).touch()
    (tmp_path / "notes.txt").touch()
    held = FileTurns(tmp_path).try_take(HERO)
    assert held is not None
    (tmp_path / BEACH.removeprefix("sha256:")).touch()

    taken = FileTurns(tmp_path).try_take(digest_bytes(b"new"))

    assert taken is not None
    end_turn(taken)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [HERO.removeprefix("sha256:"), "notes.txt"]
    )
    end_turn(held)


def test_turns_that_ended_leave_no_files(tmp_path: Path) -> None:
    async def take_many() -> None:
        turns = FileTurns(tmp_path / "turns")
        for number in range(20):
            async with turns.hold(digest_bytes(bytes([number]))):
                pass

    asyncio.run(take_many())

    assert list((tmp_path / "turns").iterdir()) == []
    assert stat.S_IMODE((tmp_path / "turns").stat().st_mode) == 0o700


def test_the_loop_goes_on_while_somebody_waits(tmp_path: Path) -> None:
    beats = 0

    async def beat() -> None:
        nonlocal beats
        while True:
            beats += 1
            await asyncio.sleep(0.001)

    async def wait() -> None:
        turns = FileTurns(tmp_path)
        heart = asyncio.ensure_future(beat())
        async with turns.hold(HERO):
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.1), turns.hold(HERO):
                    pass
        heart.cancel()

    asyncio.run(wait())

    assert beats > 10


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "turns").write_text("no folder")

    with pytest.raises(StorageError):
        FileTurns(tmp_path / "turns").try_take(HERO)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no modes")
def test_the_folder_of_money_is_for_nobody_else_whoever_comes_first(tmp_path: Path) -> None:
    turn = FileTurns(tmp_path / "state" / "turns").try_take(HERO)

    assert turn is not None
    end_turn(turn)
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "state" / "turns").stat().st_mode) == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no modes")
def test_nor_where_the_answers_of_calls_come_first(tmp_path: Path) -> None:
    Spool(tmp_path / "state" / "calls").make()

    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700
