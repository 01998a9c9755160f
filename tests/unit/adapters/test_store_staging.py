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
    dead, killed_at_birth = tmp_path / "0123456789abcdef", tmp_path / "fedcba9876543210"
    for folder in (dead, killed_at_birth):
        folder.mkdir()
    (dead / ".owner").touch()
    (dead / "file").write_bytes(b"half")

    swept = Staging(tmp_path).sweep()

    assert swept == 2
    assert list(tmp_path.iterdir()) == [place.parent]
    assert place.exists()


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("thesis", (".owner", "text")),  # no name of ours
        ("0123456789ABCDEF", (".owner", "text")),
        ("0123456789abcdef", ("text",)),  # nobody ever locked it
    ],
)
def test_a_sweep_takes_nothing_that_is_none_of_ours(
    tmp_path: Path, name: str, files: tuple[str, ...]
) -> None:
    (tmp_path / name).mkdir()
    for file in files:
        (tmp_path / name / file).write_text("precious")

    assert Staging(tmp_path).sweep() == 0

    assert {path.name for path in (tmp_path / name).iterdir()} == set(files)


def test_a_sweep_goes_through_no_link(tmp_path: Path) -> None:
    """A checkout may bring links along, in a draft's staging and in place of it."""
    outside, staging = tmp_path / "outside", tmp_path / "staging"
    victim = outside / "0123456789abcdef"
    victim.mkdir(parents=True)
    (victim / ".owner").touch()
    staging.mkdir()
    (staging / victim.name).symlink_to(victim)
    (tmp_path / "link").symlink_to(outside)

    assert Staging(staging).sweep() == 0
    with pytest.raises(StorageError, match="a link is in the way"):
        Staging(tmp_path / "link").sweep()

    assert (victim / ".owner").exists()


def test_a_linked_mark_of_an_owner_is_none(tmp_path: Path) -> None:
    folder = tmp_path / "staging" / "0123456789abcdef"
    folder.mkdir(parents=True)
    (tmp_path / "victim").touch()
    (folder / ".owner").symlink_to(tmp_path / "victim")

    assert Staging(tmp_path / "staging").sweep() == 0

    assert (folder / ".owner").is_symlink()


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
