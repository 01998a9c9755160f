"""What a buyer may rely on where turns are concerned."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.turns import FileTurns
from assetforge.core.digest import digest_bytes
from tests.fakes.turns import Machine, MemoryTurns
from tests.fakes.virtual_time import run

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from assetforge.execution.desk import Turns

HERO, BEACH = digest_bytes(b"hero"), digest_bytes(b"beach")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """The turns of two processes, and a way to let time pass."""

    first: Turns
    second: Turns
    wait: Callable[[Coroutine[object, object, None]], None]


@pytest.fixture(params=["fake", "real"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Bench:
    if request.param == "fake":
        machine = Machine()
        return Bench(first=MemoryTurns(machine), second=MemoryTurns(machine), wait=run)
    folder = tmp_path / "state" / "turns"
    return Bench(first=FileTurns(folder), second=FileTurns(folder), wait=asyncio.run)


class TestTurns:
    @pytest.mark.parametrize("is_same", [True, False], ids=["one process", "two processes"])
    def test_one_holds_a_key_and_the_other_waits(self, bench: Bench, *, is_same: bool) -> None:
        told: list[str] = []
        other = bench.first if is_same else bench.second

        async def hold(turns: Turns, name: str) -> None:
            async with turns.hold(HERO):
                told.append(f"{name} in")
                await asyncio.sleep(0.05)
                told.append(f"{name} out")

        async def both() -> None:
            async with asyncio.TaskGroup() as group:
                group.create_task(hold(bench.first, "a"))
                group.create_task(hold(other, "b"))

        bench.wait(both())

        assert told in (["a in", "a out", "b in", "b out"], ["b in", "b out", "a in", "a out"])

    def test_two_keys_do_not_wait_for_each_other(self, bench: Bench) -> None:
        async def both() -> None:
            async with bench.first.hold(HERO), bench.second.hold(BEACH):
                pass

        bench.wait(both())

    def test_a_turn_is_free_after_a_failure_inside(self, bench: Bench) -> None:
        async def fail_and_go_on() -> None:
            with pytest.raises(RuntimeError):
                async with bench.first.hold(HERO):
                    raise RuntimeError
            async with bench.second.hold(HERO):
                pass

        bench.wait(fail_and_go_on())

    def test_who_waits_can_be_called_off_and_holds_nothing(self, bench: Bench) -> None:
        async def wait_in_vain() -> None:
            async with bench.first.hold(HERO):
                with pytest.raises(TimeoutError):
                    async with asyncio.timeout(0.05), bench.second.hold(HERO):
                        pass
            async with bench.first.hold(HERO):
                pass

        bench.wait(wait_in_vain())

    def test_many_take_turns_and_never_two_at_once(self, bench: Bench) -> None:
        inside, most = 0, 0

        async def visit(turns: Turns) -> None:
            nonlocal inside, most
            async with turns.hold(HERO):
                inside += 1
                most = max(most, inside)
                await asyncio.sleep(0)
                inside -= 1

        async def all_of_them() -> None:
            async with asyncio.TaskGroup() as group:
                for number in range(5):
                    group.create_task(visit(bench.second if number % 2 else bench.first))

        bench.wait(all_of_them())

        assert most == 1
