"""Merging locks: each rule, told by one small case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assetforge.core.digest import Digest, digest_bytes
from assetforge.core.errors import StaleError
from assetforge.lock.codec import encode_lock
from assetforge.lock.merge import Took, Versions, Why, merge
from assetforge.lock.model import Entry, Lock
from tests.unit.lock.samples import entry_of

ABSENT = ""


def take(word: str) -> Entry | None:
    """`1a` is take `a` of request `1`; the empty word is no entry."""
    if word == ABSENT:
        return None
    found = entry_of("hero", word.encode())
    return replace(found, made=replace(found.made, key=key(word[0])))


def key(request: str) -> Digest:
    return digest_bytes(f"request {request}".encode())


def lock_of_take(word: str) -> Lock:
    entry = take(word)
    return Lock() if entry is None else Lock(entries={"hero": entry})


def versions(base: str, ours: str, theirs: str) -> Versions:
    return Versions(base=lock_of_take(base), ours=lock_of_take(ours), theirs=lock_of_take(theirs))


@pytest.mark.parametrize(
    ("sides", "asked", "took", "why"),
    [
        (("1a", "2a", "1a"), "2", "ours", "one-changed"),
        (("1a", "1a", "2a"), "2", "theirs", "one-changed"),
        (("1a", "1a", "2a"), "3", "theirs", "one-changed"),
        (("1a", "1a", "2a"), "1", "ours", "asked-for"),
        (("1a", "1a", "1b"), "1", "theirs", "one-changed"),
        (("1a", "2a", "3a"), "2", "ours", "asked-for"),
        (("1a", "2a", "3a"), "3", "theirs", "asked-for"),
        (("1a", "2a", "3a"), "1", "base", "asked-for"),
        (("", "1a", "2a"), "2", "theirs", "asked-for"),
        (("1a", "", "2a"), "2", "theirs", "asked-for"),
        (("1a", "", "2a"), "3", "theirs", "still-there"),
        (("1a", "2a", ""), "3", "ours", "still-there"),
        (("1a", "1a", ""), "1", "ours", "asked-for"),
        (("", "1a", ""), "2", "ours", "one-changed"),
        (("", "", "1a"), "1", "theirs", "one-changed"),
    ],
)
def test_the_rules_where_it_is_known_what_the_manifest_asks_for(
    sides: tuple[str, str, str], asked: str, took: Took, why: Why
) -> None:
    merged = merge(versions(*sides), {"hero": key(asked)})

    (decision,) = merged.decisions
    assert (decision.took, decision.why, decision.is_removed) == (took, why, False)
    word = dict(zip(("base", "ours", "theirs"), sides, strict=True))[took]
    assert merged.lock == lock_of_take(word)


@pytest.mark.parametrize(
    ("sides", "why"),
    [
        (("1a", "", "1a"), "not-there"),
        (("1a", "2a", ""), "not-there"),
        (("1a", "", "2a"), "not-there"),
    ],
)
def test_what_one_side_removed_and_the_manifest_no_longer_has_is_gone(
    sides: tuple[str, str, str], why: Why
) -> None:
    merged = merge(versions(*sides), {})

    (decision,) = merged.decisions
    assert (decision.why, decision.is_removed) == (why, True)
    assert merged.lock == Lock()


def test_what_a_branch_added_stays_though_the_manifest_lacks_it() -> None:
    assert merge(versions("", "1a", ""), {}).lock == lock_of_take("1a")


@pytest.mark.parametrize(
    ("sides", "took", "why"),
    [
        (("1a", "1a", "2a"), "theirs", "one-changed"),
        (("1a", "1a", ""), "theirs", "one-changed"),
        (("1a", "2a", ""), "ours", "changed"),
        (("1a", "", "2a"), "theirs", "changed"),
    ],
)
def test_without_a_manifest_the_change_counts(
    sides: tuple[str, str, str], took: Took, why: Why
) -> None:
    (decision,) = merge(versions(*sides)).decisions

    assert (decision.took, decision.why, decision.is_open) == (took, why, False)


def test_two_requests_without_a_manifest_are_left_open() -> None:
    (decision,) = merge(versions("1a", "2a", "3a")).decisions

    assert decision.is_open
    assert decision.is_conflict


def test_two_takes_of_one_request_come_from_one_side_in_every_asset() -> None:
    words = ("hero", "beach", "night", "clip")
    ours = Lock(entries={word: entry_of(word, b"ours " + word.encode()) for word in words})
    theirs = Lock(entries={word: entry_of(word, b"theirs " + word.encode()) for word in words})

    merged = merge(Versions(base=Lock(), ours=ours, theirs=theirs))
    turned = merge(Versions(base=Lock(), ours=theirs, theirs=ours))

    assert merged.lock in (ours, theirs)
    assert turned.lock == merged.lock
    assert {each.why for each in merged.decisions} == {"two-takes"}


def test_two_takes_that_something_is_made_from_are_left_open_without_a_manifest() -> None:
    ours = Lock(entries={"logo": entry_of("logo", b"ours"), "hero": entry_of("hero")})
    theirs = Lock(entries={"logo": entry_of("logo", b"theirs"), "hero": entry_of("hero")})
    found = Versions(base=Lock(), ours=ours, theirs=theirs)

    assert [(each.address, each.is_open) for each in merge(found).decisions] == [("logo", True)]
    assert [each.why for each in merge(found, {}).decisions] == ["two-takes"]


def test_what_one_side_removed_and_the_other_made_something_from_stays_without_a_manifest() -> None:
    base = Lock(entries={"logo": entry_of("logo")})  # `entry_of` makes everything from `logo`
    ours = base.recording({"hero": entry_of("hero")})
    found = Versions(base=base, ours=ours, theirs=Lock())

    merged = merge(found)

    assert merged.lock == ours
    assert {each.address: each.why for each in merged.decisions} == {
        "hero": "one-changed", "logo": "used",
    }  # fmt: skip
    assert merge(found, {}).lock.entries.keys() == {"hero"}


def test_where_nothing_else_decides_the_side_may_be_named() -> None:
    found = versions("1a", "2a", "3a")

    assert merge(found, {"hero": key("4")}, "ours").lock == found.ours
    assert merge(found, {"hero": key("4")}, "theirs").lock == found.theirs
    assert merge(found, {"hero": None}, "theirs").decisions[0].why == "none-fits"


def test_the_changes_of_both_sides_to_different_assets_are_all_in_the_merge() -> None:
    base = Lock(entries={"hero": entry_of("hero"), "clip": entry_of("clip")})
    ours = base.recording({"hero": entry_of("hero", b"new"), "ours": entry_of("ours")})
    theirs = base.recording({"clip": entry_of("clip", b"new"), "theirs": entry_of("theirs")})

    merged = merge(Versions(base=base, ours=ours, theirs=theirs))

    assert merged.lock.entries == {
        "clip": entry_of("clip", b"new"), "hero": entry_of("hero", b"new"),
        "ours": entry_of("ours"), "theirs": entry_of("theirs"),
    }  # fmt: skip
    assert merged.conflicts == ()


def test_what_a_newer_version_wrote_is_not_written_over() -> None:
    newer = Versions(base=Lock(), ours=Lock(), theirs=Lock(revision=99))

    with pytest.raises(StaleError):
        merge(newer)


def test_the_merge_needs_the_revision_of_whichever_side_needs_more() -> None:
    entry = entry_of("hero")
    placed = replace(entry, made=replace(entry.made, place="this machine"))
    sides = Versions(base=Lock(), ours=Lock(), theirs=Lock(entries={"hero": placed}, revision=1))

    assert b"revision = 1" in encode_lock(merge(sides).lock)
