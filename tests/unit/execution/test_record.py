from __future__ import annotations

from asyncio import TaskGroup
from itertools import pairwise

from assetforge.core.errors import StorageError
from assetforge.execution.record import SHARE, SHORTEST_PAUSE, Recorder
from assetforge.lock.model import Lock
from assetforge.lock.moved import renamed
from tests.fakes.virtual_time import VirtualClock, run
from tests.fakes.workplace import Workplace
from tests.unit.lock.samples import entry_of, lock_of

clock = VirtualClock()


def test_a_lock_that_says_it_already_is_not_written() -> None:
    async def work() -> list[float]:
        world = Workplace().world()
        recorder = Recorder(lock_of("hero"), world)
        recorder.note("hero", entry_of("hero"))
        await recorder.save()
        return world.lock_file.writes

    assert run(work()) == []


def test_the_lock_is_written_no_more_often_than_its_pause() -> None:
    async def work() -> list[float]:
        world = Workplace().world()
        recorder = Recorder(Lock(), world)
        for number in range(50):
            recorder.note(f"a{number}", entry_of(f"a{number}"))
            await recorder.save_if_due()
            await clock.sleep(0.1)
        await recorder.save()
        return world.lock_file.writes

    writes = run(work())

    assert len(writes) == 5
    gaps = [after - before for before, after in pairwise(writes[:-1])]
    assert min(gaps) >= SHORTEST_PAUSE


def test_a_slow_disk_is_left_alone_for_longer() -> None:
    async def work() -> tuple[float, float]:
        workplace = Workplace()
        workplace.lock_seconds = 2
        world = workplace.world()
        recorder = Recorder(Lock(), world)
        for number in range(100):
            recorder.note(f"a{number}", entry_of(f"a{number}"))
            await recorder.save_if_due()
            await clock.sleep(0.5)
        first, second, *_ = world.lock_file.writes
        return first, second

    first, second = run(work())

    assert second - first >= 2 + 2 * SHARE


def test_what_ends_during_a_write_is_written_by_the_next() -> None:
    async def work() -> tuple[Lock, Lock]:
        workplace = Workplace()
        workplace.lock_seconds = 1
        world = workplace.world()
        recorder = Recorder(Lock(), world)
        recorder.note("hero", entry_of("hero"))
        async with TaskGroup() as group:
            group.create_task(recorder.save())
            await clock.sleep(0.5)
            recorder.note("beach", entry_of("beach"))
        between = workplace.disk.lock
        await recorder.save()
        return between, workplace.disk.lock

    assert run(work()) == (lock_of("hero"), lock_of("hero", "beach"))


def test_a_lock_that_cannot_be_written_is_tried_once_more_at_the_end() -> None:
    async def work() -> tuple[object, object, Lock]:
        workplace = Workplace()
        workplace.lock_refuses = 1
        world = workplace.world()
        recorder = Recorder(Lock(), world)
        await clock.sleep(SHORTEST_PAUSE)
        recorder.note("hero", entry_of("hero"))
        await recorder.save_if_due()
        error = recorder.error
        await clock.sleep(60)
        await recorder.save_if_due()
        assert len(world.lock_file.writes) == 1
        await recorder.save()
        return error, recorder.error, workplace.disk.lock

    first, last, lock = run(work())

    assert isinstance(first, StorageError)
    assert last is None
    assert lock == lock_of("hero")


def test_an_entry_that_only_has_another_name_is_written() -> None:
    async def work() -> list[float]:
        world = Workplace().world()
        lock = renamed(lock_of("hero-old"), {"hero-old": "hero"})
        recorder = Recorder(lock, world)
        recorder.note("hero", entry_of("hero-old"))
        await recorder.save()
        await recorder.save()
        return world.lock_file.writes

    assert len(run(work())) == 1
