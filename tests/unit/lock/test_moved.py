from __future__ import annotations

from dataclasses import replace

import pytest

from assetforge.core.digest import digest_bytes
from assetforge.lock.codec import encode_lock
from assetforge.lock.model import InputRef
from assetforge.lock.moved import renamed, spent_lines
from tests.unit.lock.samples import entry_of, lock_of


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
