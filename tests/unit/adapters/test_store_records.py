"""Records in the store: what was noted is found, and what is damaged never looks like a miss."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.store import FileStore
from assetforge.adapters.store_layout import Layout
from assetforge.core.digest import digest_bytes
from assetforge.core.errors import DamagedError, StorageError
from tests.unit.adapters.store_samples import keep
from tests.unit.lock.samples import made_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def store(folder: Path) -> Iterator[FileStore]:
    with FileStore(str(folder)) as opened:
        yield opened


def test_a_record_is_found_by_its_key(store: FileStore) -> None:
    made = made_of("hero")

    store.record(made)

    assert store.find(made.key) == made


def test_a_key_that_was_never_noted_is_a_miss(store: FileStore) -> None:
    assert store.find(digest_bytes(b"never")) is None


def test_the_last_record_of_a_key_counts(store: FileStore) -> None:
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
    store: FileStore, folder: Path, old: bytes, new: bytes
) -> None:
    made = made_of("hero")
    store.record(made)
    place = Layout(folder).record(made.key)
    place.write_bytes(place.read_bytes().replace(old, new))

    for _ in range(2):
        with pytest.raises(DamagedError):
            store.find(made.key)
    listing = store.list_records()
    assert (listing.held, [each.key for each in listing.torn]) == ((), [made.key])
    assert store.is_torn(made.key)

    store.record(made)
    assert store.find(made.key) == made


def test_a_record_of_another_key_is_refused(store: FileStore, folder: Path) -> None:
    store.record(made_of("hero"))
    other = digest_bytes(b"other")
    place = Layout(folder).record(other)
    place.parent.mkdir(parents=True)
    Layout(folder).record(made_of("hero").key).rename(place)

    with pytest.raises(DamagedError, match="another key"):
        store.find(other)


def test_a_record_that_cannot_be_opened_is_an_error(store: FileStore, folder: Path) -> None:
    Layout(folder).record(made_of("hero").key).mkdir(parents=True)

    with pytest.raises(StorageError, match="something of another kind is in the way"):
        store.find(made_of("hero").key)


@pytest.mark.parametrize("read_only", [False, True])
def test_entries_are_read_with_and_without_the_index(folder: Path, *, read_only: bool) -> None:
    mades = [made_of(f"asset-{number}") for number in range(9)]
    with FileStore(str(folder)) as writer:
        for made in mades:
            writer.record(made)
        writer.list_records()

    with FileStore(str(folder), read_only=read_only) as store:
        found = [held.made for held in store.list_records().held]

    assert sorted(made.key for made in mades) == [made.key for made in found]
    assert {made.key: made for made in found} == {made.key: made for made in mades}


def test_entries_follow_a_record_that_the_index_knows_as_it_was(store: FileStore) -> None:
    store.record(made_of("hero", b"first"))
    store.list_records()
    store.record(made_of("hero", b"second"))

    assert [held.made for held in store.list_records().held] == [made_of("hero", b"second")]


def test_a_damaged_record_is_mended_where_its_bytes_are(store: FileStore, folder: Path) -> None:
    made = replace(made_of("hero"), result=keep(store, b"picture"))
    store.record(made)
    tear(Layout(folder).record(made.key))

    assert store.mend(made)
    assert store.find(made.key) == made


def test_nothing_else_is_mended(store: FileStore, folder: Path) -> None:
    noted = replace(made_of("hero"), result=keep(store, b"picture"))
    store.record(noted)
    never_noted = replace(made_of("logo"), result=noted.result)
    without_bytes = made_of("film")
    store.record(without_bytes)
    tear(Layout(folder).record(without_bytes.key))

    retake = replace(noted, job_id="another")

    assert [store.mend(made) for made in (retake, never_noted, without_bytes)] == [False] * 3
    assert store.find(noted.key) == noted
    assert store.find(never_noted.key) is None
    assert store.is_torn(without_bytes.key)


def test_a_torn_record_hides_no_other(store: FileStore, folder: Path) -> None:
    mades = [made_of(f"asset-{number}") for number in range(5)]
    for made in mades:
        store.record(made)
    torn = Layout(folder).record(mades[2].key)
    tear(torn)

    listing = store.list_records()

    assert {held.made.key for held in listing.held} == {made.key for made in mades} - {mades[2].key}
    assert [each.path for each in listing.torn] == [str(torn)]


def tear(place: Path) -> None:
    place.write_bytes(place.read_bytes()[:99])
