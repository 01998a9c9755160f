"""The store as a whole: reading touches nothing, and no two processes spoil each other's work."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

import assetforge
from assetforge.adapters.store import FileStore
from assetforge.adapters.store_blobs import Blobs
from assetforge.adapters.store_layout import FOLDERS, Layout
from assetforge.adapters.store_records import Records
from assetforge.core.digest import digest_bytes
from assetforge.core.errors import BusyError, DamagedError, StorageError
from assetforge.lock.model import Entry, Lock, Made
from tests.unit.adapters.store_samples import flip, keep, never_asked
from tests.unit.lock.samples import made_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


def tree(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file and folder with its times, so that the slightest touch shows."""
    found = {str(path): path.lstat() for path in [folder, *folder.rglob("*")] if path.exists()}
    return {name: (state.st_mtime_ns, state.st_ctime_ns) for name, state in found.items()}


def test_reading_touches_nothing(folder: Path) -> None:
    with FileStore(str(folder)) as writer:
        blob = keep(writer, b"picture")
        writer.record(made_of("hero"))
    flip(Layout(folder).blob(blob.digest))
    before = tree(folder)

    with FileStore(str(folder), read_only=True) as store:
        assert store.find(made_of("hero").key)
        assert store.has(blob.digest)
        assert len(store.list_records().held) == 1
        with pytest.raises(DamagedError):
            store.fetch(blob)

    assert tree(folder) == before


def test_reading_a_store_that_is_not_there_makes_none(folder: Path) -> None:
    with FileStore(str(folder), read_only=True) as store:
        assert store.find(made_of("hero").key) is None
        assert not store.has(digest_bytes(b"x"))
        assert store.list_records().held == ()
        assert store.find_waste(since=0, read_lock=never_asked).waste == ()

    assert not folder.exists()


def test_writing_is_a_bug(folder: Path) -> None:
    with FileStore(str(folder), read_only=True) as store:
        with pytest.raises(RuntimeError, match="This is a bug"):
            store.stage()
        with pytest.raises(RuntimeError, match="This is a bug"):
            store.record(made_of("hero"))

    assert not folder.exists()


def test_a_clean_up_and_a_build_keep_out_of_each_others_way(folder: Path) -> None:
    with FileStore(str(folder)) as builder, FileStore(str(folder), patience=0) as cleaner:
        builder.stage()

        with pytest.raises(BusyError, match="a build uses the store"):
            cleaner.remove((), since=0, read_lock=never_asked)
        FileStore(str(folder), patience=0).stage()  # another build does not mind


def test_a_living_process_keeps_its_staged_files_through_a_sweep(folder: Path) -> None:
    with FileStore(str(folder)) as first, FileStore(str(folder)) as second:
        staged = Path(first.stage())
        staged.write_bytes(b"half")

        assert second.sweep_staging() == 0
        assert staged.exists()


def test_kill_at_any_instant_leaves_whole_things_only(folder: Path) -> None:
    layout = Layout(folder)

    for pause in (0.0, 0.003, 0.01, 0.02, 0.04, 0.3):
        two = [start_writer(folder), start_writer(folder)]
        for process in two:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
        time.sleep(pause)
        for process in two:
            process.kill()
            process.communicate()

    with FileStore(str(folder)) as store:
        held = store.list_records().held
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
store.stage()
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


def test_a_build_mends_the_damaged_records_of_its_lock(folder: Path) -> None:
    with FileStore(str(folder)) as store:
        made = replace(made_of("hero"), result=keep(store, b"picture"))
        store.record(made)
        Layout(folder).record(made.key).write_bytes(b"{")
        lock = Lock(entries={"hero": Entry(made=made, output="hero.png")})

        store.remember("assets.lock", lock, now=0)

        assert store.find(made.key) == made


@pytest.mark.parametrize("name", FOLDERS)
def test_no_folder_of_a_store_may_be_a_link(folder: Path, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder / "v1").mkdir(parents=True)
    (folder / "v1" / name).symlink_to(outside)

    with FileStore(str(folder)) as store, pytest.raises(StorageError, match="a link is in the way"):
        store.stage()

    assert not list(outside.iterdir())


@pytest.mark.parametrize("kind", ["blobs", "records"])
def test_no_shelf_of_a_store_may_be_a_link(folder: Path, tmp_path: Path, kind: str) -> None:
    made = made_of("hero", b"picture")
    place = {
        "blobs": Layout(folder).blob(made.result.digest),
        "records": Layout(folder).record(made.key),
    }
    (tmp_path / "outside").mkdir()
    victim = tmp_path / "outside" / place[kind].name
    victim.write_bytes(b"precious")
    place[kind].parent.parent.mkdir(parents=True)
    place[kind].parent.symlink_to(tmp_path / "outside")

    with FileStore(str(folder)) as store, pytest.raises(StorageError, match="a link is in the way"):
        written(store, made)
    with pytest.raises(StorageError, match="a link is in the way"):
        removed(Layout(folder), made)

    assert victim.read_bytes() == b"precious"


def written(store: FileStore, made: Made) -> None:
    keep(store, b"picture")
    store.record(made)


def removed(layout: Layout, made: Made) -> None:
    Blobs(layout, may_move=True).remove(made.result.digest)
    Records(layout).remove(made.key)
