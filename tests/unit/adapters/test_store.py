"""The store: what is kept comes back whole, or is an error; never something else, never nothing."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import assetforge
from assetforge.adapters.store import FileStore
from assetforge.adapters.store_layout import Layout
from assetforge.core.digest import Digest, digest_bytes
from assetforge.core.errors import BusyError, DamagedError, StorageError
from tests.unit.lock.samples import PICTURE, blob_of, made_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.core.media import Blob
    from assetforge.lock.model import Lock


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def store(folder: Path) -> Iterator[FileStore]:
    with FileStore(str(folder)) as opened:
        yield opened


def keep(store: FileStore, data: bytes) -> Blob:
    staged = Path(store.stage(".png"))
    staged.write_bytes(data)
    return store.keep(str(staged), PICTURE)


def tree(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file and folder with its times, so that the slightest touch shows."""
    found = {str(path): path.lstat() for path in [folder, *folder.rglob("*")] if path.exists()}
    return {name: (state.st_mtime_ns, state.st_ctime_ns) for name, state in found.items()}


class TestKeeping:
    def test_what_is_kept_is_handed_out_with_its_bytes(self, store: FileStore) -> None:
        blob = keep(store, b"picture")

        assert blob == blob_of(b"picture")
        assert Path(store.fetch(blob)).read_bytes() == b"picture"
        assert store.has(blob.digest)

    def test_kept_bytes_can_no_longer_be_written(self, store: FileStore) -> None:
        path = Path(store.fetch(keep(store, b"picture")))

        assert stat.S_IMODE(path.stat().st_mode) == 0o444

    def test_keeping_the_same_bytes_twice_leaves_the_first_file(self, store: FileStore) -> None:
        first = Path(store.fetch(keep(store, b"picture"))).stat()

        second = Path(store.fetch(keep(store, b"picture"))).stat()

        assert (second.st_ino, second.st_mtime_ns) == (first.st_ino, first.st_mtime_ns)

    def test_keeping_again_mends_damaged_bytes(self, store: FileStore) -> None:
        blob = keep(store, b"picture")
        flip(Path(store.fetch(blob)))

        again = keep(store, b"picture")

        assert Path(store.fetch(again)).read_bytes() == b"picture"

    def test_a_staged_place_is_fresh_each_time_and_ends_as_asked(self, store: FileStore) -> None:
        places = [Path(store.stage(".png")) for _ in range(9)]

        assert len(set(places)) == 9
        assert all(place.suffix == ".png" and not place.exists() for place in places)

    def test_a_staged_link_is_not_kept(self, store: FileStore, tmp_path: Path) -> None:
        (tmp_path / "secret").write_bytes(b"secret")
        staged = Path(store.stage())
        staged.symlink_to(tmp_path / "secret")

        with pytest.raises(StorageError):
            store.keep(str(staged), PICTURE)

        assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) != 0o444

    def test_many_threads_may_keep_the_same_and_different_bytes(self, store: FileStore) -> None:
        contents = [bytes([number % 7]) * 1000 for number in range(70)]

        with ThreadPoolExecutor(8) as pool:
            blobs = list(pool.map(keep, [store] * len(contents), contents))

        assert [Path(store.fetch(blob)).read_bytes() for blob in blobs] == contents

    def test_no_text_that_is_not_a_digest_becomes_a_path(self, store: FileStore) -> None:
        with pytest.raises(ValueError, match=r"\.\./"):
            store.has(Digest("sha256:../../etc/passwd"))


class TestDamage:
    @pytest.mark.parametrize("read_only", [False, True])
    def test_a_flipped_bit_is_noticed(self, folder: Path, *, read_only: bool) -> None:
        with FileStore(str(folder)) as writer:
            blob = keep(writer, b"picture")
        flip(Layout(folder).blob(blob.digest))

        with FileStore(str(folder), read_only=read_only) as store, pytest.raises(DamagedError):
            store.fetch(blob)

        assert Layout(folder).blob(blob.digest).exists() == read_only
        assert Layout(folder).quarantine.exists() != read_only

    def test_missing_bytes_are_an_error(self, store: FileStore) -> None:
        with pytest.raises(DamagedError, match="its bytes are gone"):
            store.fetch(blob_of(b"never kept"))

    def test_a_link_in_place_of_bytes_is_not_followed(self, store: FileStore, folder: Path) -> None:
        blob = keep(store, b"picture")
        place = Layout(folder).blob(blob.digest)
        place.rename(folder / "elsewhere")
        place.symlink_to(folder / "elsewhere")

        with pytest.raises(DamagedError):
            store.fetch(blob)

    def test_a_wrong_size_in_a_lock_never_costs_good_bytes(self, store: FileStore) -> None:
        blob = keep(store, b"picture")

        with pytest.raises(DamagedError, match="7 bytes, but 8 were noted"):
            store.fetch(replace(blob, size=8))

        assert store.fetch(blob)

    def test_damaged_bytes_are_healed_from_an_output_that_still_has_them(
        self, store: FileStore, tmp_path: Path
    ) -> None:
        blob = keep(store, b"picture")
        flip(Path(store.fetch(blob)))
        (tmp_path / "hero.png").write_bytes(b"picture")

        healed = store.heal(blob, str(tmp_path / "hero.png"))

        assert healed
        assert Path(store.fetch(blob)).read_bytes() == b"picture"

    @pytest.mark.parametrize("candidate", ["edited.png", "absent.png", "folder", "link.png"])
    def test_nothing_else_heals_them(
        self, store: FileStore, tmp_path: Path, candidate: str
    ) -> None:
        (tmp_path / "edited.png").write_bytes(b"Picture")
        (tmp_path / "good.png").write_bytes(b"picture")
        (tmp_path / "folder").mkdir()
        (tmp_path / "link.png").symlink_to(tmp_path / "good.png")

        healed = store.heal(blob_of(b"picture"), str(tmp_path / candidate))

        assert not healed
        assert not store.has(blob_of(b"picture").digest)
        assert list(Path(store.stage()).parent.glob("[!.]*")) == []


class TestRecords:
    def test_a_record_is_found_by_its_key(self, store: FileStore) -> None:
        made = made_of("hero")

        store.record(made)

        assert store.find(made.key) == made

    def test_a_key_that_was_never_noted_is_a_miss(self, store: FileStore) -> None:
        assert store.find(digest_bytes(b"never")) is None

    def test_the_last_record_of_a_key_counts(self, store: FileStore) -> None:
        store.record(made_of("hero", b"first"))
        store.record(made_of("hero", b"second"))

        assert store.find(made_of("hero").key) == made_of("hero", b"second")

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (b"560", b"561"),
            (b'"version":1', b'"version":2'),
            (b'"version":1}', b""),
            (b'{"check"', b"\x00" * 40 + b'{"check"'),
        ],
    )
    def test_a_damaged_record_stays_an_error_and_never_becomes_a_miss(
        self, store: FileStore, folder: Path, old: bytes, new: bytes
    ) -> None:
        made = made_of("hero")
        store.record(made)
        place = Layout(folder).record(made.key)
        place.write_bytes(place.read_bytes().replace(old, new))

        for _ in range(2):
            with pytest.raises(DamagedError):
                store.find(made.key)
        with pytest.raises(DamagedError):
            list(store.entries())

        store.record(made)
        assert store.find(made.key) == made

    def test_a_record_of_another_key_is_refused(self, store: FileStore, folder: Path) -> None:
        store.record(made_of("hero"))
        other = digest_bytes(b"other")
        place = Layout(folder).record(other)
        place.parent.mkdir(parents=True)
        Layout(folder).record(made_of("hero").key).rename(place)

        with pytest.raises(DamagedError, match="another key"):
            store.find(other)

    def test_a_record_that_cannot_be_opened_is_an_error(
        self, store: FileStore, folder: Path
    ) -> None:
        Layout(folder).record(made_of("hero").key).mkdir(parents=True)

        with pytest.raises(StorageError, match="something of another kind is in the way"):
            store.find(made_of("hero").key)

    @pytest.mark.parametrize("read_only", [False, True])
    def test_entries_are_read_with_and_without_the_index(
        self, folder: Path, *, read_only: bool
    ) -> None:
        mades = [made_of(f"asset-{number}") for number in range(9)]
        with FileStore(str(folder)) as writer:
            for made in mades:
                writer.record(made)
            list(writer.entries())

        with FileStore(str(folder), read_only=read_only) as store:
            found = [held.made for held in store.entries()]

        assert sorted(made.key for made in mades) == [made.key for made in found]
        assert {made.key: made for made in found} == {made.key: made for made in mades}

    def test_entries_follow_a_record_that_the_index_knows_as_it_was(self, store: FileStore) -> None:
        store.record(made_of("hero", b"first"))
        list(store.entries())
        store.record(made_of("hero", b"second"))

        assert [held.made for held in store.entries()] == [made_of("hero", b"second")]


class TestReadOnly:
    def test_reading_touches_nothing(self, folder: Path) -> None:
        with FileStore(str(folder)) as writer:
            blob = keep(writer, b"picture")
            writer.record(made_of("hero"))
        flip(Layout(folder).blob(blob.digest))
        before = tree(folder)

        with FileStore(str(folder), read_only=True) as store:
            assert store.find(made_of("hero").key)
            assert store.has(blob.digest)
            assert len(list(store.entries())) == 1
            with pytest.raises(DamagedError):
                store.fetch(blob)

        assert tree(folder) == before

    def test_reading_a_store_that_is_not_there_makes_none(self, folder: Path) -> None:
        with FileStore(str(folder), read_only=True) as store:
            assert store.find(made_of("hero").key) is None
            assert not store.has(digest_bytes(b"x"))
            assert list(store.entries()) == []
            assert store.find_waste(since=0, read_lock=never_asked) == ()

        assert not folder.exists()

    def test_writing_is_a_bug(self, folder: Path) -> None:
        with FileStore(str(folder), read_only=True) as store:
            with pytest.raises(RuntimeError, match="This is a bug"):
                store.stage()
            with pytest.raises(RuntimeError, match="This is a bug"):
                store.record(made_of("hero"))

        assert not folder.exists()


class TestProcesses:
    def test_a_clean_up_and_a_build_keep_out_of_each_others_way(self, folder: Path) -> None:
        with FileStore(str(folder)) as builder, FileStore(str(folder), patience=0) as cleaner:
            builder.stage()

            with pytest.raises(BusyError, match="a build uses the store"):
                cleaner.remove((), since=0, read_lock=never_asked)
            FileStore(str(folder), patience=0).stage()  # another build does not mind

    def test_a_living_process_keeps_its_staged_files_through_a_sweep(self, folder: Path) -> None:
        with FileStore(str(folder)) as first, FileStore(str(folder)) as second:
            staged = Path(first.stage())
            staged.write_bytes(b"half")

            assert second.sweep_staging() == 0
            assert staged.exists()

    def test_kill_at_any_instant_leaves_whole_things_only(self, folder: Path) -> None:
        layout = Layout(folder)

        for pause in (0.0, 0.003, 0.01, 0.02, 0.04, 0.08):
            two = [start_writer(folder), start_writer(folder)]
            for process in two:
                assert process.stdout is not None
                assert process.stdout.readline() == b"ready\n"
            time.sleep(pause)
            for process in two:
                process.kill()
                process.communicate()

        with FileStore(str(folder)) as store:
            held = list(store.entries())
            assert all(Path(store.fetch(one.made.result)).exists() for one in held)
            assert len(held) > 6
            assert store.sweep_staging() == 12
            assert list(layout.staging.iterdir()) == []
        blobs = [path for path in layout.blobs.rglob("*") if path.is_file()]
        assert all(digest_bytes(path.read_bytes()).endswith(path.name) for path in blobs)


WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from assetforge.adapters.store import FileStore
from tests.unit.lock.samples import PICTURE, made_of

store = FileStore(sys.argv[1])
print("ready", flush=True)
for number in range(100_000):
    staged = Path(store.stage())
    staged.write_bytes(str(number % 500).encode() * 9000)
    blob = store.keep(str(staged), PICTURE)
    store.record(replace(made_of(f"asset-{number % 500}"), result=blob))
"""


def start_writer(folder: Path) -> subprocess.Popen[bytes]:
    project = str(Path(assetforge.__path__[0]).parent)
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)],
        env={**os.environ, "PYTHONPATH": project},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def flip(path: Path) -> None:
    """Flip one bit, as a bad disk does; the mode does not stop a disk."""
    data = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(bytes([data[0] ^ 1]) + data[1:])


def never_asked(path: Path) -> Lock:
    raise AssertionError(path)
