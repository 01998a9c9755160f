"""What a port's method returned from outlives a loss of power: for the fakes, and for real.

Of a real adapter it is seen by the calls that it makes (`tests.fakes.power`), of a fake by what it
holds to be flushed.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.build_ports import BuildLockFile, BuildOutputs, BuildStore
from assetforge.adapters.call_spool import Spool
from assetforge.adapters.lock_file import LockFile
from assetforge.adapters.outputs import Outputs
from assetforge.adapters.store import FileStore
from assetforge.adapters.store_layout import Layout
from assetforge.core.media import PNG, Media
from assetforge.providers.instruction import Answer, Piece
from tests.fakes.disk import Disk, blob_of, picture
from tests.fakes.ports import MemoryLockFile, MemoryOutputs, MemoryStore
from tests.fakes.power import witnessing
from tests.fakes.virtual_time import run
from tests.unit.lock.samples import lock_of, made_of

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator

    from assetforge.execution import ports

SMALL = Media(type=PNG, width=64, height=48)
HERO = picture("hero")
MADE = made_of("hero", HERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Three ports over one disk, and what a loss of power would do to it."""

    store: ports.Store
    outputs: ports.Outputs
    lock_file: ports.LockFile
    wait: Callable[[Coroutine[object, object, object]], object]
    stage: Callable[[str], object]  # write a picture to a staged path
    at_risk: Callable[[], list[str]]  # what a loss of power could take back now
    forget_flushes: Callable[[], None]  # as if whoever wrote was killed just before them

    def keep(self) -> None:
        async def work() -> None:
            path = await self.store.stage()
            self.stage(path)
            await self.store.keep(Piece(path=path, media=SMALL))

        self.wait(work())


@pytest.fixture(params=["fake", "real"])
def bench(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Bench]:
    if request.param == "fake":
        yield fake_bench()
    else:
        with FileStore(str(tmp_path / "store")) as store:
            yield real_bench(store, tmp_path, monkeypatch)


def fake_bench() -> Bench:
    disk = Disk()

    def forget_flushes() -> None:
        disk.unsynced += [(disk.blobs, disk.blobs.clear), (disk.records, disk.records.clear)]

    return Bench(
        store=MemoryStore(disk), outputs=MemoryOutputs(disk), lock_file=MemoryLockFile(disk),
        wait=run, stage=lambda path: disk.staged.update({path: HERO}),
        at_risk=lambda: ["not flushed"] * len(disk.unsynced), forget_flushes=forget_flushes,
    )  # fmt: skip


def real_bench(store: FileStore, folder: Path, patch: pytest.MonkeyPatch) -> Bench:
    (folder / "outputs").mkdir()
    witness = witnessing(patch)
    layout = Layout(folder / "store")
    places = (layout.blob(blob_of(HERO).digest).parent, layout.record(MADE.key).parent)
    needed: list[Path] = []

    def at_risk() -> list[str]:
        stale = [str(place) for place in needed if not witness.has_flushed(place)]
        return [*witness.flaws(), *stale]

    def forget_flushes() -> None:
        witness.events.clear()
        needed.extend(place for place in places if place.exists())

    return Bench(
        store=BuildStore(store, str(folder / "outputs"), lambda _: None),
        outputs=BuildOutputs(Outputs(str(folder / "outputs"))),
        lock_file=BuildLockFile(LockFile(str(folder / "assets.lock"))), wait=asyncio.run,
        stage=lambda path: Path(path).write_bytes(HERO), at_risk=at_risk,
        forget_flushes=forget_flushes,
    )  # fmt: skip


def test_kept_bytes_stay(bench: Bench) -> None:
    bench.keep()

    assert bench.at_risk() == []


def test_a_record_stays(bench: Bench) -> None:
    bench.wait(bench.store.record(MADE))

    assert bench.at_risk() == []


def test_what_a_killed_writer_left_visible_stays_once_it_is_kept_again(bench: Bench) -> None:
    bench.keep()
    bench.wait(bench.store.record(MADE))
    bench.forget_flushes()
    assert bench.at_risk() != []

    bench.keep()
    bench.wait(bench.store.record(MADE))

    assert bench.at_risk() == []


def test_an_output_stays(bench: Bench) -> None:
    bench.keep()
    path = bench.wait(bench.store.fetch(blob_of(HERO), "none.png"))

    bench.wait(bench.outputs.place(str(path), "hero.png"))

    assert bench.at_risk() == []


def test_a_lock_stays(bench: Bench) -> None:
    bench.wait(bench.lock_file.save(lock_of("hero")))

    assert bench.at_risk() == []


def test_an_answer_that_came_once_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spool = Spool(tmp_path / "calls")
    spool.make()
    witness = witnessing(monkeypatch)

    spool.keep("a" * 26, Answer(status=200, body={"images": []}))

    assert witness.renamed == 1
    assert witness.flaws() == []
