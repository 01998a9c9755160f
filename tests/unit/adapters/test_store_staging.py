"""Staging: private to its process, and swept up once that is gone."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.store_staging import Staging
from assetforge.core.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path


def test_places_are_fresh_and_end_as_asked(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "staging")

    places = [staging.place(".png") for _ in range(9)]

    assert len(set(places)) == 9
    assert all(place.suffix == ".png" and not place.exists() for place in places)
    assert {place.parent for place in places} == set((tmp_path / "staging").iterdir())


def test_two_owners_never_share_a_folder(tmp_path: Path) -> None:
    first, second = Staging(tmp_path), Staging(tmp_path)

    assert first.place().parent != second.place().parent


def test_closing_takes_what_was_not_kept(tmp_path: Path) -> None:
    staging = Staging(tmp_path)
    staging.place().write_bytes(b"half")

    staging.close()

    assert list(tmp_path.iterdir()) == []
    assert staging.place().parent.is_dir()  # it may be used again


def test_a_sweep_takes_the_dead_and_leaves_the_living(tmp_path: Path) -> None:
    living = Staging(tmp_path)
    place = living.place()
    place.write_bytes(b"half")
    for name in ("dead", "killed-at-birth"):
        (tmp_path / name).mkdir()
    (tmp_path / "dead" / ".owner").touch()
    (tmp_path / "dead" / "file").write_bytes(b"half")

    swept = Staging(tmp_path).sweep()

    assert swept == 2
    assert list(tmp_path.iterdir()) == [place.parent]
    assert place.exists()


def test_there_is_nothing_to_sweep_where_nothing_is(tmp_path: Path) -> None:
    assert Staging(tmp_path / "absent").sweep() == 0


def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "staging").touch()

    with pytest.raises(StorageError, match="cannot make"):
        Staging(tmp_path / "staging").place()


def test_a_sweep_at_any_instant_leaves_a_new_owner_its_folder(tmp_path: Path) -> None:
    done = threading.Event()

    def sweep() -> None:
        while not done.is_set():
            Staging(tmp_path).sweep()

    sweepers = [threading.Thread(target=sweep) for _ in range(3)]
    for sweeper in sweepers:
        sweeper.start()
    owners = [Staging(tmp_path) for _ in range(100)]
    places = [owner.place() for owner in owners]
    done.set()
    for sweeper in sweepers:
        sweeper.join()

    lost = [place for place in places if not place.parent.is_dir()]
    for owner in owners:
        owner.close()
    assert lost == []
