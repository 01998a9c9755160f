"""What a build may rely on in any store."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.build_ports import BuildStore
from assetforge.adapters.store import FileStore
from assetforge.adapters.store_layout import Layout
from assetforge.core.errors import DamagedError
from assetforge.core.media import PNG, Blob, Media
from assetforge.providers.instruction import Piece
from tests.fakes.disk import Disk, blob_of, picture
from tests.fakes.ports import MemoryStore
from tests.fakes.virtual_time import run
from tests.unit.lock.samples import made_of

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator

    from assetforge.core.digest import Digest
    from assetforge.execution.ports import Store
    from assetforge.lock.model import Made

SMALL = Media(type=PNG, width=64, height=48)
HERO, BEACH = picture("hero"), picture("beach")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A store, and hands that reach around it."""

    store: Store
    wait: Callable[[Coroutine[object, object, object]], object]
    write: Callable[[str, bytes], object]  # to a staged path
    read: Callable[[str], bytes]
    put_output: Callable[[str, bytes], object]
    damage: Callable[[Blob], object]
    find: Callable[[Digest], Made | None]

    def keep(self, data: bytes) -> Blob:
        async def work() -> Blob:
            path = await self.store.stage()
            self.write(path, data)
            return await self.store.keep(Piece(path=path, media=SMALL))

        blob = self.wait(work())
        assert isinstance(blob, Blob)
        return blob

    def fetch(self, blob: Blob, healer: str = "assets/none.png") -> bytes:
        path = self.wait(self.store.fetch(blob, healer))
        assert isinstance(path, str)
        return self.read(path)


@pytest.fixture(params=["fake", "real"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    if request.param == "fake":
        yield fake_bench()
    else:
        with FileStore(str(tmp_path / "store")) as store:
            yield real_bench(store, tmp_path)


def fake_bench() -> Bench:
    disk = Disk()
    return Bench(
        store=MemoryStore(disk), wait=run, write=disk.staged.__setitem__, read=disk.read,
        put_output=disk.outputs.__setitem__, find=disk.records.get,
        damage=lambda blob: disk.blobs.update({blob.digest: b"damaged"}),
    )  # fmt: skip


def real_bench(store: FileStore, folder: Path) -> Bench:
    layout, outputs = Layout(folder / "store"), folder / "outputs"

    def damage(blob: Blob) -> None:
        place = layout.blob(blob.digest)
        place.chmod(0o644)
        place.write_bytes(b"damaged")

    def put_output(path: str, data: bytes) -> None:
        (outputs / path).parent.mkdir(parents=True, exist_ok=True)
        (outputs / path).write_bytes(data)

    return Bench(
        store=BuildStore(store, str(outputs), lambda _: None), wait=asyncio.run, damage=damage,
        write=lambda path, data: Path(path).write_bytes(data), put_output=put_output,
        read=lambda path: Path(path).read_bytes(), find=store.find,
    )  # fmt: skip


class TestStore:
    def test_what_is_kept_is_handed_out_just_so(self, bench: Bench) -> None:
        blob = bench.keep(HERO)

        assert blob == blob_of(HERO)
        assert bench.fetch(blob) == HERO

    def test_equal_bytes_are_one_blob(self, bench: Bench) -> None:
        assert bench.keep(HERO) == bench.keep(HERO)
        assert bench.fetch(blob_of(HERO)) == HERO

    def test_every_staged_place_is_another(self, bench: Bench) -> None:
        places = {bench.wait(bench.store.stage()) for _ in range(3)}

        assert len(places) == 3

    def test_bytes_that_were_never_kept_are_damage_and_no_miss(self, bench: Bench) -> None:
        with pytest.raises(DamagedError):
            bench.fetch(blob_of(HERO))

    def test_damaged_bytes_are_never_handed_out(self, bench: Bench) -> None:
        blob = bench.keep(HERO)
        bench.damage(blob)

        for _ in range(2):
            with pytest.raises(DamagedError):
                bench.fetch(blob)

    def test_an_output_with_the_right_bytes_heals(self, bench: Bench) -> None:
        blob = bench.keep(HERO)
        bench.damage(blob)
        bench.put_output("assets/hero.png", HERO)

        assert bench.fetch(blob, "assets/hero.png") == HERO
        assert bench.fetch(blob) == HERO

    def test_an_output_heals_what_was_never_kept_here(self, bench: Bench) -> None:
        bench.put_output("assets/hero.png", HERO)

        assert bench.fetch(blob_of(HERO), "assets/hero.png") == HERO

    def test_an_output_with_other_bytes_heals_nothing(self, bench: Bench) -> None:
        blob = bench.keep(HERO)
        bench.damage(blob)
        bench.put_output("assets/hero.png", BEACH)

        with pytest.raises(DamagedError):
            bench.fetch(blob, "assets/hero.png")

    def test_another_size_than_noted_is_damage(self, bench: Bench) -> None:
        blob = bench.keep(HERO)

        with pytest.raises(DamagedError):
            bench.fetch(Blob(digest=blob.digest, size=blob.size + 1, media=blob.media))

    def test_the_last_record_of_a_key_counts(self, bench: Bench) -> None:
        first, second = made_of("hero", HERO), made_of("hero", BEACH)
        assert first.key == second.key

        bench.wait(bench.store.record(first))
        assert bench.find(first.key) == first
        bench.wait(bench.store.record(second))
        assert bench.find(first.key) == second
