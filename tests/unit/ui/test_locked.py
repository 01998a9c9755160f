"""What is told of a merge: each decision that needs a word, and that it cost nothing."""

from __future__ import annotations

from typing import get_args

import pytest

from assetforge.lock.merge import Decision, Merged, Why
from assetforge.lock.model import Lock
from assetforge.ui.locked import merged_document, show_driven, show_merged
from assetforge.ui.style import PLAIN

NAMES = ("assets.toml", "assets.lock")
FITS = Decision(address="hero", took="theirs", why="asked-for", is_conflict=True)
QUIET = Decision(address="icon", took="ours", why="one-changed", is_conflict=False)
OPEN = Decision(address="beach", took="ours", why="not-known", is_conflict=True)
GONE = Decision(address="clip", took="theirs", why="not-there", is_conflict=False, is_removed=True)
BASE = Decision(address="sea", took="base", why="asked-for", is_conflict=True)


def merged(*decisions: Decision) -> Merged:
    return Merged(lock=Lock(), decisions=decisions)


def test_each_conflict_has_a_line_and_the_rest_is_counted() -> None:
    told = show_merged(merged(FITS, QUIET, GONE, BASE), (), names=NAMES, style=PLAIN)

    assert told == (
        "hero: took theirs, it is what assets.toml asks for now\n"
        "clip: removed, assets.toml no longer has the asset\n"
        "sea: took the one from before both, it is what assets.toml asks for now\n"
        "1 asset changed on one side only: taken from there.\n"
        "Resolved: assets.lock holds 0 assets. 0 credits were spent.\n"
    )


def test_what_git_mixed_is_named() -> None:
    told = show_merged(merged(), ("hero",), names=NAMES, style=PLAIN)

    assert told.startswith("note hero: git mixed lines of both sides in its entry")


@pytest.mark.parametrize("why", get_args(Why))
def test_every_reason_has_words(why: Why) -> None:
    decision = Decision(address="hero", took="ours", why=why, is_conflict=True)

    told = show_merged(merged(decision), (), names=NAMES, style=PLAIN)

    assert told.startswith(f"hero: {'left open' if decision.is_open else 'took ours'}, ")
    assert "{" not in told


def test_an_address_of_a_stranger_does_nothing_to_the_terminal() -> None:
    decision = Decision(address="he\x1b[2Jro", took="ours", why="asked-for", is_conflict=True)

    assert "\x1b" not in show_merged(merged(decision), (), names=NAMES, style=PLAIN)


def test_the_driver_is_silent_where_nothing_needs_a_word() -> None:
    assert show_driven(merged(QUIET), "shop/assets.lock", style=PLAIN) == ""


def test_the_driver_says_what_it_left_open_and_how_to_go_on() -> None:
    told = show_driven(merged(FITS, OPEN), "shop/assets.lock", style=PLAIN)

    assert told.splitlines()[0].startswith("shop/assets.lock: hero: took theirs, ")
    assert "1 asset left open" in told
    assert "`assetforge lock --resolve`" in told


def test_programs_read_every_decision() -> None:
    document = merged_document(merged(FITS, QUIET), ("hero",))

    assert document["document"] == "resolve"
    assert (document["resolved"], document["assets"], document["credits"]) == (True, 0, 0)
    assert document["mixed"] == ["hero"]
    assert document["decisions"] == [
        {
            "address": "hero", "took": "theirs", "why": "asked-for", "conflict": True,
            "removed": False,
        },
        {
            "address": "icon", "took": "ours", "why": "one-changed", "conflict": False,
            "removed": False,
        },
    ]  # fmt: skip


def test_programs_read_that_there_was_nothing_to_resolve() -> None:
    document = merged_document(None, ())

    assert (document["resolved"], document["assets"], document["decisions"]) == (False, None, [])


def test_what_was_built_since_the_merge_began_is_told() -> None:
    told = show_merged(merged(), (), ("hero",), names=("assets.toml", "assets.lock"), style=PLAIN)

    assert "hero: kept what was built since the merge began\n" in told
    assert merged_document(merged(), (), ("hero",))["since"] == ["hero"]
