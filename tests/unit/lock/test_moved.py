from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.digest import digest_bytes
from assetforge.lock.codec import encode_lock
from assetforge.lock.merge import Versions, merge
from assetforge.lock.model import InputRef, Lock
from assetforge.lock.moved import as_written, filled_up, renamed, spent_lines
from tests.unit.lock.samples import entry_of, lock_of

if TYPE_CHECKING:
    from assetforge.core.digest import Digest
    from assetforge.lock.model import Entry

HERO = {"banner": "hero"}  # the line of a rename onto a name that another asset had


def test_an_entry_stands_under_its_new_name_as_it_was() -> None:
    lock = lock_of("hero-old", "logo")

    now = renamed(lock, {"hero-old": "hero"})

    assert now.entries == {"hero": entry_of("hero-old"), "logo": entry_of("logo")}
    assert now.moved == {"hero": "hero-old"}


def test_all_cells_of_a_name_move_and_no_other_asset_does() -> None:
    now = renamed(lock_of("a@en", "a@de", "ab", "b@x"), {"a": "c"})

    assert sorted(now.entries) == ["ab", "b@x", "c@de", "c@en"]


def test_what_is_there_under_the_new_name_gives_way_and_is_not_forgotten() -> None:
    now = renamed(lock_of("hero-old", "hero"), {"hero-old": "hero"})

    assert now.entries == {"hero": entry_of("hero-old")}
    assert now.moved == {"hero": "hero-old"}
    assert now.displaced == {"hero": entry_of("hero")}
    assert renamed(now, {"hero-old": "hero"}) is now


def test_of_two_old_names_the_later_one_moves() -> None:
    now = renamed(lock_of("a", "b"), {"a": "b", "b": "c"})

    assert now.moved == {"c": "b"}
    assert now.entries == {"a": entry_of("a"), "c": entry_of("b")}


def test_inputs_are_called_what_they_are_called_now() -> None:
    lock = lock_of("hero")

    (ref,) = renamed(lock, {"logo": "brand"}).entries["hero"].made.inputs

    assert ref == InputRef(name="brand", by="content", digest=digest_bytes(b"logo"))


@pytest.mark.parametrize("moved", [{}, {"gone": "hero"}])
def test_where_nothing_is_renamed_the_lock_is_the_same_one(moved: dict[str, str]) -> None:
    lock = lock_of("hero")

    assert renamed(lock, moved) is lock


def test_once_more_changes_nothing_and_forgets_nothing() -> None:
    moved = {"a": "b"}
    once = renamed(lock_of("a"), moved)

    assert renamed(once, moved) is once


def test_what_a_build_writes_is_no_longer_of_another_name() -> None:
    lock = renamed(lock_of("a", "b"), {"a": "c", "b": "d"})

    assert lock.recording({"c": entry_of("a")}).moved == {"d": "b"}


def test_the_names_of_before_are_no_part_of_the_file() -> None:
    lock = renamed(lock_of("a"), {"a": "b"})

    assert encode_lock(lock) == encode_lock(replace(lock, moved={}))


def test_lines_about_names_that_the_lock_no_longer_has_are_listed() -> None:
    lock = lock_of("hero-old", "banner@de")
    lines = {"hero-old": "hero", "banner": "sign", "banner@de": "sign@fr", "gone": "hero"}

    assert spent_lines(lock, lines) == ("gone",)


def one(name: str) -> Entry:
    """Give an entry whose result is nobody else's."""
    return entry_of(name, name.encode())


def both(**others: Entry) -> Lock:
    """Give a lock as it was before the rename."""
    return Lock(entries={"hero": one("hero"), "banner": one("banner"), **others})


def done() -> Lock:
    """Give a lock as it is after a build of the renamed asset."""
    return Lock(entries={"hero": one("banner")})


def test_a_file_has_both_by_their_former_names_until_the_renamed_one_was_placed() -> None:
    lock = renamed(both(), HERO)

    noted = lock.recording({"logo": entry_of("logo")})

    assert encode_lock(noted) == encode_lock(both(logo=entry_of("logo")))
    assert renamed(as_written(noted), HERO) == noted


def test_what_is_only_said_of_the_renamed_one_lets_nothing_be_forgotten() -> None:
    noted = renamed(both(), HERO).recording({"hero": one("other")})

    assert as_written(noted).entries == {"hero": one("hero"), "banner": one("other")}


def test_once_the_renamed_one_was_placed_its_file_has_it_alone() -> None:
    placed = renamed(both(), HERO).placing({"hero": one("banner")})

    assert as_written(placed) == done()
    assert placed.moved == {}


def test_what_gave_way_to_an_asset_that_is_removed_as_well_is_still_there() -> None:
    lock = renamed(both(), HERO).without(frozenset({"hero"}))

    assert as_written(lock).entries == {"hero": one("hero")}


@pytest.mark.parametrize("keys", [{"hero": one("banner").made.key}, {"hero": None}])
@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        (both(), both(logo=one("logo")), both(), both()),
        (both(), both(), done(), done()),
        (Lock(entries={"hero": one("hero")}), both(), Lock(entries={"hero": one("hero")}), both()),
        (both(), both(), Lock(entries={"banner": one("banner")}), both()),
        (both(), both(hero=one("take")), both(), both(hero=one("take"))),
    ],
    ids=["nobody built", "one built", "one is older", "one pruned", "one took another"],
)
def test_a_merge_keeps_what_no_build_of_either_side_has_replaced(
    base: Lock, ours: Lock, theirs: Lock, expected: Lock, keys: dict[str, Digest | None]
) -> None:
    keys = {"logo": one("logo").made.key, **keys}
    base, ours, theirs = (renamed(each, HERO) for each in (base, ours, theirs))

    there = merge(Versions(base=base, ours=ours, theirs=theirs), keys).lock
    back = merge(Versions(base=base, ours=theirs, theirs=ours), keys).lock

    assert there == back
    assert as_written(there) == as_written(back)
    assert as_written(there.without(frozenset({"logo"}))) == expected


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (Lock(), both()),
        (Lock(entries={"hero": one("hero")}), both()),
        (Lock(entries={"banner": one("banner")}), both()),
        (both(), both()),
        (done(), done()),
    ],
    ids=["nothing", "the one that gives way", "the renamed one", "both", "it is built"],
)
def test_a_lock_in_part_is_filled_up_with_both(left: Lock, expected: Lock) -> None:
    filled = filled_up(renamed(left, HERO), renamed(both(), HERO))

    assert as_written(filled) == expected
    assert filled.entries == {"hero": one("banner")}
