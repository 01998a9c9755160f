from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.call_watch import is_free, outlasting
from assetforge.adapters.file_lock import FileLock
from assetforge.core.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_that_is_not_there_is_free(tmp_path: Path) -> None:
    asyncio.run(is_free(tmp_path / "none" / "none.call"))

    assert list(tmp_path.iterdir()) == []


def test_a_file_is_free_once_its_lock_goes(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "one.call")
    assert lock.try_acquire()

    async def scene() -> list[bool]:
        async with asyncio.TaskGroup() as both:
            waiting = [both.create_task(is_free(lock.path)) for _ in range(2)]
            await asyncio.sleep(0.1)
            were_done = [each.done() for each in waiting]
            lock.release()
        return were_done

    assert asyncio.run(scene()) == [False, False]


def test_a_link_is_no_file_to_wait_for(tmp_path: Path) -> None:
    (tmp_path / "one.call").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(StorageError, match=r"cannot wait for .*one\.call: a link is in the way"):
        asyncio.run(is_free(tmp_path / "one.call"))


def test_what_outlasts_its_waiter_still_ends(tmp_path: Path) -> None:
    other, lock = FileLock(tmp_path / "one.call"), FileLock(tmp_path / "one.call")
    assert other.try_acquire()
    ended: list[bool] = []

    async def scene() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await outlasting(lambda: ended.append(lock.acquire(timeout=60)))

    asyncio.run(scene())
    other.release()  # the thread finds no loop any more, and that is no error
    while not ended:
        time.sleep(0.01)

    assert ended == [True]
    lock.release()


def test_a_failure_is_raised_where_it_is_waited_for() -> None:
    def fail() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        asyncio.run(outlasting(fail))
