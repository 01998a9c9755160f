"""Merging locks: each rule, told by one small case."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.digest import Digest, digest_bytes
from assetforge.core.errors import StaleError
from assetforge.lock.codec import encode_lock
from assetforge.lock.merge import Versions, Why, merge
from assetforge.lock.model import Blessing, Entry, Lock, Made
from tests.unit.lock.samples import entry_of

if TYPE_CHECKING:
    from assetforge.lock.merge_case import Took

ABSENT = ""


def take(word: str) -> Entry | None:
    """`1a` is take `a` of request `1`; `2a<1a` the same, blessed for 2; the empty one is none."""
    if word == ABSENT:
        return None
    now, _, origin = word.partition("<")
    found = entry_of("hero", (origin or now).encode())
    made = replace(found.made, key=key((origin or now)[0]))
    return replace(found, made=blessed(made, key(now[0])) if origin else made)


def blessed(made: Made, now: Digest) -> Made:
    origin = Blessing(
        reasons=("a typo",), key=made.key, key_schema=1, model=made.model, request=made.request,
        inputs=made.inputs,
    )  # fmt: skip
    return replace(made, key=now, blessing=origin)


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
        (("", "1a", ""), "ours", "one-changed"),
        (("1a", "1a", "1b"), "theirs", "one-changed"),
        (("1a", "1b", "1c"), None, "two-takes"),
        (("1a", "1a", "2a<1a"), "theirs", "one-changed"),
    ],
)
def test_without_a_manifest_a_change_counts_that_takes_the_place_of_no_other_request(
    sides: tuple[str, str, str], took: Took | None, why: Why
) -> None:
    (decision,) = merge(versions(*sides)).decisions

    assert took in {None, decision.took}
    assert (decision.why, decision.is_open) == (why, False)


@pytest.mark.parametrize(
    "sides",
    [
        ("1a", "1a", "2a"),  # the manifest may be settled on either
        ("1a", "2a", "1a"),
        ("1a", "2a", "3a"),
        ("1a", "1a", ""),
        ("1a", "", "1a"),
        ("1a", "2a", ""),  # it may be another asset by now, renamed by whoever removed it
        ("1a", "", "2a"),
        ("1a", "2b", "2a<1a"),  # one bought what the other blessed: each has what the other lacks
        ("1a", "2a<1a", "2b"),
        ("1a", "1b", "2a<1a"),
        ("1a", "2a<1a", "2c<3c"),
    ],
)
def test_without_a_manifest_nothing_is_dropped_that_may_be_asked_for(
    sides: tuple[str, str, str],
) -> None:
    found = versions(*sides)

    (decision,) = merge(found).decisions

    assert decision.is_open


@pytest.mark.parametrize(
    ("sides", "asked", "took"),
    [
        (("1a", "2a<1a", "2b"), "2", "theirs"),
        (("1a", "2b", "2a<1a"), "2", "ours"),
        (("2b", "2a<1a", "3c"), "2", "base"),
        (("1a", "2a<1a", "3b<2b"), "2", "theirs"),  # what it was bought for goes before a blessing
        (("1a", "2a<1a", "3a"), "1", "base"),
        (("", "2a<1a", "3b"), "1", "ours"),
        (("", "2a<1a", "3b"), "2", "ours"),
    ],
)
def test_what_was_made_for_a_request_never_gives_way_to_what_was_blessed_for_it(
    sides: tuple[str, str, str], asked: str, took: Took
) -> None:
    for first in ("ours", "theirs"):
        (decision,) = merge(versions(*sides), {"hero": key(asked)}, first).decisions

        assert (decision.took, decision.why) == (took, "asked-for")


def test_of_a_bought_and_a_blessed_one_the_bought_stays_though_neither_is_asked_for() -> None:
    for first in ("ours", "theirs"):
        merged = merge(versions("1a", "2a<1a", "2b"), {"hero": key("9")}, first)

        assert [(each.took, each.why) for each in merged.decisions] == [("theirs", "none-fits")]


def test_two_blessings_of_one_result_are_no_two_takes() -> None:
    ours, theirs = take("2a<1a"), take("2a<1a")
    assert ours is not None
    assert theirs is not None
    assert theirs.made.blessing is not None
    other = replace(theirs.made, blessing=replace(theirs.made.blessing, reasons=("a comma",)))
    found = Versions(
        base=lock_of_take("1a"), ours=Lock(entries={"hero": ours}),
        theirs=Lock(entries={"hero": replace(theirs, made=other)}),
    )  # fmt: skip

    whys = [merge(found, keys).decisions[0].why for keys in (None, {"hero": key("2")})]

    assert whys == ["not-known", "asked-for"]


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
        "hero": "one-changed", "logo": "not-known",
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
