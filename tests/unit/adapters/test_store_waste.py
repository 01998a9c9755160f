"""What may go from a store: never what a lock counts on, and always with its price."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from assetforge.adapters.store import FileStore
from assetforge.adapters.store_layout import Layout
from assetforge.adapters.store_waste import worth_of
from assetforge.core.credits import FREE, UNKNOWN, Credits
from assetforge.core.digest import digest_bytes
from assetforge.core.errors import DamagedError, InvalidError, RefusedError
from assetforge.lock.model import Lock, Made
from tests.unit.lock.samples import PICTURE, entry_of, lock_of, made_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.adapters.store_waste import Waste

DAY: Final = 24 * 60 * 60
LATER: Final = 10.0**10  # long after every file here was written


class Project:
    """A store, and a lock that it knows."""

    def __init__(self, folder: Path) -> None:
        self.store = FileStore(str(folder / "store"), patience=0)
        self.layout = Layout(folder / "store")
        self.path = folder / "assets.lock"
        self.path.touch()
        self.locks = {self.path: Lock()}

    def build(self, *names: str, now: float = 0) -> None:
        for name in names:
            staged = Path(self.store.stage())
            staged.write_bytes(name.encode())
            blob = self.store.keep(str(staged), PICTURE)
            self.store.record(replace(made_of(name), result=blob))
        entries = {name: entry_of(name, name.encode()) for name in names}
        self.locks[self.path] = Lock(entries=entries)
        self.store.remember(str(self.path), self.locks[self.path], now=now)

    def read(self, path: Path) -> Lock:
        return self.locks[path]

    def waste(self, since: float = LATER) -> tuple[Waste, ...]:
        return self.store.find_waste(since=since, read_lock=self.read).waste

    def remove(self, waste: tuple[Waste, ...]) -> None:
        self.store.remove(waste, since=LATER, read_lock=self.read)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = Project(tmp_path)
    yield made
    made.store.close()


def keys_of(waste: tuple[Waste, ...]) -> list[str]:
    return sorted(one.made.key for one in waste if one.made)


def test_what_the_lock_refers_to_is_no_waste(project: Project) -> None:
    project.build("hero", "logo")

    assert project.waste() == ()


def test_what_left_the_lock_is_waste_with_its_price(project: Project) -> None:
    project.build("hero", "logo")
    project.build("logo")

    (waste,) = project.waste()

    assert waste.made == made_of("hero", b"hero")
    assert waste.worth == Credits.exactly(540)
    assert waste.frees == 4


def test_a_lock_that_changed_since_its_last_build_counts_as_it_is_now(project: Project) -> None:
    project.build("hero", "banner")
    project.locks[project.path] = Lock(entries={"hero": entry_of("hero", b"hero")})

    assert keys_of(project.waste()) == [made_of("banner").key]


def test_what_a_lock_held_at_a_build_since_then_is_no_waste(project: Project) -> None:
    project.build("hero", "logo", now=50 * DAY)
    project.build("logo", now=100 * DAY)

    assert project.waste(since=50 * DAY) == ()


def test_a_lock_forgets_what_it_last_held_more_than_90_days_ago(project: Project) -> None:
    project.build("hero", now=9 * DAY)
    before = next(project.layout.roots.iterdir()).read_text()
    project.build("logo", now=100 * DAY)

    after = next(project.layout.roots.iterdir()).read_text()

    assert made_of("hero").key in before
    assert made_of("hero").key not in after


def test_what_was_written_since_then_is_no_waste(project: Project) -> None:
    project.build("hero")
    project.locks[project.path] = Lock()

    assert project.waste(since=DAY) == ()


def test_a_lock_that_is_gone_counts_no_more(project: Project) -> None:
    project.build("hero")
    project.path.unlink()

    assert keys_of(project.waste()) == [made_of("hero").key]


def test_a_lock_that_cannot_be_read_counts_as_it_was(project: Project) -> None:
    project.build("hero")

    def refuse(_: Path) -> Lock:
        raise InvalidError([], {})

    assert project.store.find_waste(since=LATER, read_lock=refuse).waste == ()


def test_a_root_that_cannot_be_read_stops_the_clean_up(project: Project) -> None:
    project.build("hero")
    next(project.layout.roots.iterdir()).write_bytes(b"{")

    with pytest.raises(DamagedError, match="cannot be read"):
        project.waste()


def test_bytes_without_a_record_are_waste_of_unknown_worth(project: Project) -> None:
    project.build("hero")
    project.layout.record(made_of("hero").key).unlink()
    project.locks[project.path] = Lock()

    (waste,) = project.waste()

    assert waste.made is None
    assert waste.worth == UNKNOWN
    assert waste.frees == 4


def test_what_cannot_be_judged_stays_and_the_rest_may_go(project: Project) -> None:
    project.build("hero", "logo", "banner")
    project.locks[project.path] = Lock()
    project.layout.record(made_of("hero").key).write_bytes(b"{")
    project.layout.record(made_of("logo").key).unlink()

    judged = project.store.find_waste(since=LATER, read_lock=project.read)
    project.remove(judged.waste)

    assert keys_of(judged.waste) == [made_of("banner").key]
    assert [each.key for each in judged.torn] == [made_of("hero").key]
    assert project.store.has(digest_bytes(b"hero"))
    assert project.store.has(digest_bytes(b"logo"))
    assert not project.store.has(digest_bytes(b"banner"))


def test_bytes_that_an_input_names_are_no_waste(project: Project) -> None:
    project.build("logo")  # its bytes are `logo`, which is what a hero has for its input
    project.locks[project.path] = lock_of("hero")

    assert project.waste() == ()


def test_bytes_stay_as_long_as_one_record_of_them_does(project: Project) -> None:
    project.build("hero")
    twin = replace(made_of("hero", b"hero"), key=digest_bytes(b"twin"))
    project.store.record(twin)
    project.locks[project.path] = Lock()

    first, second = project.waste()
    project.remove((first, second))

    assert sorted([first.frees or 0, second.frees or 0]) == [0, 4]
    assert not project.store.has(twin.result.digest)


def test_bytes_of_a_kept_record_stay_though_the_lock_knows_others(project: Project) -> None:
    project.build("hero", "banner")
    retake = replace(made_of("hero"), result=made_of("banner", b"banner").result)
    project.store.record(retake)  # the lock still says what the first take was
    project.locks[project.path] = Lock(entries={"hero": entry_of("hero", b"hero")})

    (waste,) = project.waste()
    project.remove((waste,))

    assert waste.frees is None
    assert project.store.has(retake.result.digest)


def test_removing_takes_records_and_bytes(project: Project) -> None:
    project.build("hero", "logo")
    project.build("logo")

    project.remove(project.waste())

    assert [held.made.key for held in project.store.list_records().held] == [made_of("logo").key]
    assert not project.store.has(digest_bytes(b"hero"))
    assert project.store.has(digest_bytes(b"logo"))
    assert project.waste() == ()


def test_removing_what_is_needed_by_now_is_refused_and_removes_nothing(project: Project) -> None:
    project.build("hero", "logo")
    project.locks[project.path] = Lock()
    waste = project.waste()
    project.locks[project.path] = Lock(entries={"hero": entry_of("hero", b"hero")})

    with pytest.raises(RefusedError, match="refers to"):
        project.remove(waste)

    assert len(project.store.list_records().held) == 2


def test_after_a_refusal_builds_may_go_on(project: Project) -> None:
    project.build("hero")
    project.locks[project.path] = Lock()
    waste = project.waste()
    project.locks[project.path] = lock_of("hero")
    with suppress(RefusedError):
        project.remove(waste)

    project.build("logo")

    assert project.store.has(digest_bytes(b"logo"))


@pytest.mark.parametrize(
    ("made", "worth"),
    [
        (made_of("hero"), Credits.exactly(540)),
        (replace(made_of("hero"), charged=None), Credits.exactly(560)),
        (replace(made_of("hero"), charged=Decimal(0)), FREE),
        (replace(made_of("hero"), charged=None, estimated=UNKNOWN), UNKNOWN),
        (replace(made_of("hero"), charged=None, estimated=None), FREE),
    ],
)
def test_worth_is_what_was_charged_else_the_estimate(made: Made, worth: Credits) -> None:
    assert worth_of(made) == worth
