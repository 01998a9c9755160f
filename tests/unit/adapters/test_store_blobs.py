"""Bytes in the store: they come back whole, or as an error."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.store import FileStore
from assetforge.adapters.store_layout import Layout
from assetforge.core.digest import Digest
from assetforge.core.errors import DamagedError, StorageError
from tests.unit.adapters.store_samples import flip, keep
from tests.unit.lock.samples import PICTURE, blob_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def store(folder: Path) -> Iterator[FileStore]:
    with FileStore(str(folder)) as opened:
        yield opened


def test_what_is_kept_is_handed_out_with_its_bytes(store: FileStore) -> None:
    blob = keep(store, b"picture")

    assert blob == blob_of(b"picture")
    assert Path(store.fetch(blob)).read_bytes() == b"picture"
    assert store.has(blob.digest)


def test_kept_bytes_can_no_longer_be_written(store: FileStore) -> None:
    path = Path(store.fetch(keep(store, b"picture")))

    assert stat.S_IMODE(path.stat().st_mode) == 0o444


def test_keeping_the_same_bytes_twice_leaves_the_first_file(store: FileStore) -> None:
    first = Path(store.fetch(keep(store, b"picture"))).stat()

    second = Path(store.fetch(keep(store, b"picture"))).stat()

    assert (second.st_ino, second.st_mtime_ns) == (first.st_ino, first.st_mtime_ns)


def test_keeping_again_mends_damaged_bytes(store: FileStore) -> None:
    blob = keep(store, b"picture")
    flip(Path(store.fetch(blob)))

    again = keep(store, b"picture")

    assert Path(store.fetch(again)).read_bytes() == b"picture"


def test_a_staged_place_is_fresh_each_time_and_ends_as_asked(store: FileStore) -> None:
    places = [Path(store.stage(".png")) for _ in range(9)]

    assert len(set(places)) == 9
    assert all(place.suffix == ".png" and not place.exists() for place in places)


def test_a_staged_link_is_not_kept(store: FileStore, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    staged = Path(store.stage())
    staged.symlink_to(tmp_path / "secret")

    with pytest.raises(StorageError):
        store.keep(str(staged), PICTURE)

    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) != 0o444


def test_many_threads_may_keep_the_same_and_different_bytes(store: FileStore) -> None:
    contents = [bytes([number % 7]) * 1000 for number in range(70)]

    with ThreadPoolExecutor(8) as pool:
        blobs = list(pool.map(keep, [store] * len(contents), contents))

    assert [Path(store.fetch(blob)).read_bytes() for blob in blobs] == contents


def test_no_text_that_is_not_a_digest_becomes_a_path(store: FileStore) -> None:
    with pytest.raises(ValueError, match=r"\.\./"):
        store.has(Digest("sha256:../../etc/passwd"))


@pytest.mark.parametrize("read_only", [False, True])
def test_a_flipped_bit_is_noticed(folder: Path, *, read_only: bool) -> None:
    with FileStore(str(folder)) as writer:
        blob = keep(writer, b"picture")
    flip(Layout(folder).blob(blob.digest))

    with FileStore(str(folder), read_only=read_only) as store, pytest.raises(DamagedError):
        store.fetch(blob)

    assert Layout(folder).blob(blob.digest).exists() == read_only
    assert Layout(folder).quarantine.exists() != read_only


def test_missing_bytes_are_an_error(store: FileStore) -> None:
    with pytest.raises(DamagedError, match="its bytes are gone"):
        store.fetch(blob_of(b"never kept"))


def test_a_link_in_place_of_bytes_is_not_followed(store: FileStore, folder: Path) -> None:
    blob = keep(store, b"picture")
    place = Layout(folder).blob(blob.digest)
    place.rename(folder / "elsewhere")
    place.symlink_to(folder / "elsewhere")

    with pytest.raises(DamagedError):
        store.fetch(blob)


def test_a_wrong_size_in_a_lock_never_costs_good_bytes(store: FileStore) -> None:
    blob = keep(store, b"picture")

    with pytest.raises(DamagedError, match="7 bytes, but 8 were noted"):
        store.fetch(replace(blob, size=8))

    assert store.fetch(blob)


def test_damaged_bytes_are_healed_from_an_output_that_still_has_them(
    store: FileStore, tmp_path: Path
) -> None:
    blob = keep(store, b"picture")
    flip(Path(store.fetch(blob)))
    (tmp_path / "hero.png").write_bytes(b"picture")

    healed = store.heal(blob, str(tmp_path / "hero.png"))

    assert healed
    assert Path(store.fetch(blob)).read_bytes() == b"picture"


@pytest.mark.parametrize("candidate", ["edited.png", "absent.png", "folder", "link.png"])
def test_nothing_else_heals_them(store: FileStore, tmp_path: Path, candidate: str) -> None:
    (tmp_path / "edited.png").write_bytes(b"Picture")
    (tmp_path / "good.png").write_bytes(b"picture")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.png").symlink_to(tmp_path / "good.png")

    healed = store.heal(blob_of(b"picture"), str(tmp_path / candidate))

    assert not healed
    assert not store.has(blob_of(b"picture").digest)
    assert list(Path(store.stage()).parent.glob("[!.]*")) == []
