from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from assetforge.adapters.clock import SystemClock, seconds_since_1970, wait_out_the_tick

if TYPE_CHECKING:
    from pathlib import Path

GRAIN = 0.02  # seconds by which a file system's clock may lag behind


def test_time_goes_forward_and_sleep_waits() -> None:
    clock = SystemClock()
    began = clock.now()

    asyncio.run(clock.sleep(0.01))

    assert clock.now() - began >= 0.009


def test_who_sleeps_lets_others_work() -> None:
    clock, done = SystemClock(), list[str]()

    async def sleep(seconds: float) -> None:
        await clock.sleep(seconds)
        done.append(f"slept {seconds}")

    async def both() -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(sleep(0.05))
            group.create_task(sleep(0))

    asyncio.run(both())

    assert done == ["slept 0", "slept 0.05"]


def test_the_date_is_that_of_a_file_written_now(tmp_path: Path) -> None:
    before = seconds_since_1970()
    (tmp_path / "now").write_bytes(b"")
    after = seconds_since_1970()

    assert before - GRAIN <= (tmp_path / "now").stat().st_mtime <= after + GRAIN


def test_after_the_tick_a_change_shows_in_the_stamp(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"one")
    before = file.stat().st_mtime_ns

    wait_out_the_tick()
    file.write_bytes(b"two")

    assert file.stat().st_mtime_ns > before
