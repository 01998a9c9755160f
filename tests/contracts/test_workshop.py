"""What a build may rely on in any workshop, clock and observer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.clock import SystemClock
from assetforge.adapters.workshop import Workshop
from assetforge.core.errors import MakingError
from assetforge.core.media import PNG, WEBP, Media
from assetforge.execution.events import BuildStarted, Draining, StepEnded, StepStarted
from assetforge.providers.drawing import Caption, Poster
from assetforge.ui.progress import Tally
from tests.fakes.disk import Disk
from tests.fakes.ports import ListeningObserver, MemoryWorkshop
from tests.fakes.virtual_time import VirtualClock, run
from tests.unit.ui.samples import execution, outcome, plan, step

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator

    from assetforge.execution import ports

POSTER = Poster(
    width=64, height=48, seed="red", caption=Caption(title="hero", prompt="a bottle", details=())
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """A workshop, and hands that reach around it."""

    workshop: ports.Workshop
    wait: Callable[[Coroutine[object, object, object]], object]
    path: Callable[[str], str]
    read: Callable[[str], bytes]
    write: Callable[[str, bytes], object]


@pytest.fixture(params=["fake", "real"])
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shop]:
    if request.param == "fake":
        disk = Disk()
        yield Shop(
            workshop=MemoryWorkshop(disk), wait=run, path=str, read=disk.staged.__getitem__,
            write=disk.staged.__setitem__,
        )  # fmt: skip
    else:
        workshop = Workshop()
        yield Shop(
            workshop=workshop, wait=asyncio.run, path=lambda name: str(tmp_path / name),
            read=lambda path: Path(path).read_bytes(),
            write=lambda path, data: Path(path).write_bytes(data),
        )  # fmt: skip
        workshop.close()


class TestWorkshop:
    def test_a_drawing_becomes_bytes_of_its_kind_and_size(self, shop: Shop) -> None:
        path = shop.path("one")

        media = shop.wait(shop.workshop.render(POSTER, (), path))

        assert media == Media(type=PNG, width=64, height=48)
        assert shop.read(path)

    def test_the_same_drawing_is_the_same_bytes(self, shop: Shop) -> None:
        paths = [shop.path("one"), shop.path("two")]

        for path in paths:
            shop.wait(shop.workshop.render(POSTER, (), path))

        assert shop.read(paths[0]) == shop.read(paths[1])

    def test_a_picture_is_converted_in_its_size(self, shop: Shop) -> None:
        shop.wait(shop.workshop.render(POSTER, (), shop.path("one")))

        media = shop.wait(shop.workshop.convert(shop.path("one"), shop.path("two"), WEBP))

        assert media == Media(type=WEBP, width=64, height=48)
        assert shop.read(shop.path("two")) != shop.read(shop.path("one"))

    def test_what_is_no_picture_is_not_converted(self, shop: Shop) -> None:
        shop.write(shop.path("one"), b"nonsense")

        with pytest.raises(MakingError):
            shop.wait(shop.workshop.convert(shop.path("one"), shop.path("two"), WEBP))


@pytest.mark.parametrize(
    ("clock", "wait"), [(VirtualClock(), run), (SystemClock(), asyncio.run)], ids=["fake", "real"]
)
class TestClock:
    def test_sleeping_takes_its_time(
        self, clock: ports.Clock, wait: Callable[[Coroutine[object, object, object]], object]
    ) -> None:
        async def work() -> float:
            before = clock.now()
            await clock.sleep(0.02)
            return clock.now() - before

        passed = wait(work())

        assert isinstance(passed, float)
        assert passed >= 0.019  # a loop may wake a tick of its clock early

    def test_the_shorter_sleep_ends_first(
        self, clock: ports.Clock, wait: Callable[[Coroutine[object, object, object]], object]
    ) -> None:
        ended: list[float] = []

        async def sleeper(seconds: float) -> None:
            await clock.sleep(seconds)
            ended.append(seconds)

        async def work() -> None:
            async with asyncio.TaskGroup() as group:
                for seconds in (0.05, 0.0, 0.02):
                    group.create_task(sleeper(seconds))

        wait(work())

        assert ended == [0.0, 0.02, 0.05]


@pytest.mark.parametrize(
    "observer", [ListeningObserver(), Tally(lambda: 0.0)], ids=["fake", "real"]
)
class TestObserver:
    def test_everything_can_be_told_in_any_number(self, observer: ports.Observer) -> None:
        hero = step("hero")
        ended = execution(outcome(hero)).outcomes["hero"]
        story = (
            BuildStarted(plan=plan(hero)), StepStarted(step=hero), Draining(running=1),
            StepEnded(outcome=ended), StepEnded(outcome=ended),
        )  # fmt: skip

        for event in story:
            observer.notice(event)  # whatever it raised would be a bug
