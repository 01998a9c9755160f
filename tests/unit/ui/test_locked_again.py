"""What is told of a rebuilt lock: how many of how many, from where, and what remains unknown."""

from __future__ import annotations

from typing import get_args

import pytest

from assetforge.report.relocked import Missing, Relocked, Unknown
from assetforge.ui.locked_again import relocked_document, show_relocked
from assetforge.ui.style import PLAIN

WHOLE = Relocked(found=("hero", "icon"), kept=("sea",), missing=())


def show(relocked: Relocked) -> str:
    return show_relocked(relocked, "assets.lock", style=PLAIN)


def test_it_is_told_how_many_of_how_many() -> None:
    assert show(WHOLE) == (
        "assets.lock names the result of 3 of 3 assets: 2 from the store, 1 as before. "
        "0 credits were spent.\n"
    )


@pytest.mark.parametrize("why", get_args(Unknown))
def test_what_remains_unknown_has_words(why: Unknown) -> None:
    missing = Missing(address="clip", why=why, has_older=True)

    told = show(Relocked(found=(), kept=(), missing=(missing,)))

    assert told.startswith("unknown clip: ")
    assert "; what was made before stays locked\n" in told
    assert "0 of 1 asset:" in told


@pytest.mark.parametrize(("salvaged", "words"), [(0, "0 whole entries"), (1, "1 whole entry of")])
def test_the_damaged_lock_is_named(salvaged: int, words: str) -> None:
    told = show(Relocked(found=(), kept=(), missing=(), aside=".assetforge/x", salvaged=salvaged))

    assert f"The damaged lock is in .assetforge/x; {words}" in told


def test_records_that_came_back_are_counted() -> None:
    told = show(Relocked(found=("hero",), kept=(), missing=(), recovered=1))

    assert "1 record of the store came back from the ledger.\n" in told


def test_programs_read_it_all() -> None:
    missing = Missing(address="clip", why="ordered", has_older=False)

    document = relocked_document(Relocked(found=("hero",), kept=("sea",), missing=(missing,)))

    assert document == {
        "format_version": "1.0", "document": "rebuild", "found": ["hero"], "kept": ["sea"],
        "missing": [{"address": "clip", "why": "ordered", "older_entry": False}],
        "recovered_records": 0, "old_lock": None, "salvaged": 0, "committed": 0,
        "absent": [], "credits": 0,
    }  # fmt: skip


@pytest.mark.parametrize(("entries", "words"), [(1, "1 entry"), (3, "3 entries")])
def test_what_the_last_commit_gave_a_lost_lock_is_told(entries: int, words: str) -> None:
    told = show(Relocked(found=(), kept=(), missing=(), committed=entries))

    assert f"was gone; the last commit has {words} of it, and those were taken over." in told


def test_what_only_the_last_commit_names_is_told_with_a_way_back() -> None:
    told = show(Relocked(found=(), kept=(), missing=(), absent=("hero",)))

    assert "gone hero: assets.lock of the last commit names its result" in told
    assert "Next: `git checkout HEAD -- assets.lock`" in told
