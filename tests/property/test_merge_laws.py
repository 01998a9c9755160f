"""The laws of merging locks: symmetric, idempotent, nothing lost and nothing invented."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import tomli
from hypothesis import given
from hypothesis import strategies as st

from assetforge.core.digest import digest_bytes
from assetforge.lock.codec import decode_lock, encode_lock
from assetforge.lock.conflict import take_apart, whole_side
from assetforge.lock.conflict_text import conflict_text
from assetforge.lock.merge import Versions, merge
from assetforge.lock.model import Blessing, Entry, Lock
from tests.unit.lock.samples import entry_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.digest import Digest

# Few of each, so that sides agree, differ in their takes and differ in their requests.
names = st.sampled_from(("hero", "beach", "banner@de-9x16"))
requests = st.sampled_from(("first", "second", "shared"))
takes = st.sampled_from((b"one", b"two"))


def entry(name: str, request: str, take: bytes, blessed: str | None = None) -> Entry:
    """Make what was made for a request, and was blessed for another, if any."""
    found = entry_of(name, take)
    made = replace(found.made, key=key(name, request))
    if blessed is None or blessed == request:
        return replace(found, made=made)
    origin = Blessing(
        reasons=("a typo",), key=made.key, key_schema=1, model=made.model, request=made.request,
        inputs=made.inputs,
    )  # fmt: skip
    return replace(found, made=replace(made, key=key(name, blessed), blessing=origin))


def key(name: str, request: str) -> Digest:
    """Name a request; the shared one is the same for every asset, as after a rename."""
    return digest_bytes(request.encode() if request == "shared" else f"{name} {request}".encode())


@st.composite
def locks(draw: st.DrawFn) -> Lock:
    chosen = draw(st.lists(names, unique=True))
    blessed = st.none() | requests
    return Lock(entries={
        name: entry(name, draw(requests), draw(takes), draw(blessed)) for name in chosen
    })  # fmt: skip


@st.composite
def asked(draw: st.DrawFn) -> Mapping[str, Digest | None] | None:
    """What a manifest asks for, where it is known at all."""
    if draw(st.booleans()):
        return None
    chosen = draw(st.lists(names, unique=True))
    words = {name: draw(st.none() | requests) for name in chosen}
    return {name: None if word is None else key(name, word) for name, word in words.items()}


entries_of_hero = st.builds(entry, st.just("hero"), requests, takes, st.none() | requests)
versions = st.builds(Versions, base=locks(), ours=locks(), theirs=locks())


@given(versions, asked())
def test_it_makes_no_difference_which_side_is_ours(
    found: Versions, keys: Mapping[str, Digest | None] | None
) -> None:
    swapped = Versions(base=found.base, ours=found.theirs, theirs=found.ours)

    assert encode_lock(merge(found, keys).lock) == encode_lock(merge(swapped, keys).lock)


@given(locks(), locks(), asked())
def test_two_equal_sides_are_the_merge(
    base: Lock, side: Lock, keys: Mapping[str, Digest | None] | None
) -> None:
    merged = merge(Versions(base=base, ours=side, theirs=side), keys)

    assert merged.lock.entries == side.entries
    assert merged.decisions == ()


@given(versions, asked())
def test_merging_the_merge_with_a_side_again_changes_nothing(
    found: Versions, keys: Mapping[str, Digest | None] | None
) -> None:
    lock = merge(found, keys).lock

    again = merge(Versions(base=lock, ours=lock, theirs=lock), keys).lock

    assert again == lock


@given(versions, asked())
def test_what_both_sides_have_is_never_dropped(
    found: Versions, keys: Mapping[str, Digest | None] | None
) -> None:
    lock = merge(found, keys).lock

    assert found.ours.entries.keys() & found.theirs.entries.keys() <= lock.entries.keys()


@given(versions, asked())
def test_every_entry_is_one_that_a_version_has(
    found: Versions, keys: Mapping[str, Digest | None] | None
) -> None:
    lock = merge(found, keys).lock

    for name, kept in lock.entries.items():
        known = [each.entries for each in (found.base, found.ours, found.theirs)]
        by_name = [entries.get(name) for entries in known]
        by_key = [each for entries in known for each in entries.values()]
        is_asked_for = keys is not None and keys.get(name) == kept.made.as_ordered.key
        assert kept in (by_key if is_asked_for else by_name)


@given(versions, asked())
def test_what_is_asked_for_is_kept_by_whatever_name_a_version_has_it(
    found: Versions, keys: Mapping[str, Digest | None] | None
) -> None:
    merged = merge(found, keys)

    known = {each.made.as_ordered.key for lock in (found.base, found.ours, found.theirs)
             for each in lock.entries.values()}  # fmt: skip
    wanted = {name: key for name, key in (keys or {}).items() if key in known}
    if merged.decisions:
        kept = {each.made.as_ordered.key for each in merged.lock.entries.values()}
        blessed = {name: each.made.key for name, each in merged.lock.entries.items()}
        assert {key for name, key in wanted.items() if blessed.get(name) != key} <= kept


@given(versions, asked())
def test_what_the_manifest_asks_for_is_taken_where_a_side_that_differs_has_it(
    found: Versions, keys: Mapping[str, Digest | None] | None
) -> None:
    merged = merge(found, keys)

    for decision in merged.decisions:
        wanted = None if keys is None else keys.get(decision.address)
        sides = [each.entries.get(decision.address) for each in (found.ours, found.theirs)]
        if wanted is not None and any(wanted in claims(side) for side in sides):
            assert wanted in claims(merged.lock.entries[decision.address])


def claims(entry: Entry | None) -> set[Digest]:
    """List the requests that a result counts for."""
    return set() if entry is None else {entry.made.key, entry.made.as_ordered.key}


@given(st.lists(entries_of_hero | st.none(), min_size=3, max_size=3), requests)
def test_of_versions_that_fit_a_bought_result_never_gives_way_to_a_blessing(
    every: list[Entry | None], request: str
) -> None:
    base, ours, theirs = (Lock(entries={"hero": each} if each else {}) for each in every)
    wanted = key("hero", request)

    merged = merge(Versions(base=base, ours=ours, theirs=theirs), {"hero": wanted})

    if merged.decisions and wanted in {each.made.as_ordered.key for each in every if each}:
        assert merged.lock.entries["hero"].made.as_ordered.key == wanted


@given(versions)
def test_without_a_manifest_nothing_that_may_be_asked_for_is_dropped_unsaid(
    found: Versions,
) -> None:
    merged = merge(found)
    left = {each.address for each in merged.decisions if each.is_open}

    for side in (found.ours, found.theirs):
        for name, had in side.entries.items():
            assert name in left or claims(had) <= claims(merged.lock.entries.get(name))


@given(versions, asked())
def test_what_is_left_open_is_settled_as_if_the_manifest_had_been_there_at_once(
    found: Versions, keys: Mapping[str, Digest | None] | None
) -> None:
    text = conflict_text(merge(found), found).decode()
    sides = take_apart(whole_side(text))
    base = found.base if sides.base is None else read(sides.base.text)
    later = Versions(base=base, ours=read(sides.ours.text), theirs=read(sides.theirs.text))

    settled = merge(later, keys).lock.entries

    for name, wanted in (keys or {}).items():
        had = [each.entries.get(name) for each in (found.ours, found.theirs)]
        if any(wanted in claims(each) for each in had):
            assert wanted in claims(settled.get(name))


def read(text: str) -> Lock:
    return decode_lock(tomli.loads(text), "assets.lock")


@given(versions)
def test_an_entry_of_the_manifest_is_never_removed(found: Versions) -> None:
    every = {name: None for lock in (found.ours, found.theirs) for name in lock.entries}

    assert merge(found, every).lock.entries.keys() == every.keys()


@given(versions, asked())
def test_a_merge_is_read_back_byte_for_byte(
    found: Versions, keys: Mapping[str, Digest | None] | None
) -> None:
    text = encode_lock(merge(found, keys).lock)

    assert encode_lock(decode_lock(tomli.loads(text.decode()), "assets.lock")) == text


@given(versions)
def test_what_is_left_open_stands_whole_in_the_text_of_each_side(found: Versions) -> None:
    merged = merge(found)
    left = {each.address for each in merged.decisions if each.is_open}

    sides = take_apart(whole_side(conflict_text(merged, found).decode()))

    for side, lock in ((sides.ours, found.ours), (sides.theirs, found.theirs)):
        found_there = decode_lock(tomli.loads(side.text), "assets.lock")
        own = {name: entry for name, entry in lock.entries.items() if name in left}
        decided = {name: each for name, each in merged.lock.entries.items() if name not in left}
        assert found_there.entries == {**decided, **own}
