"""The way back of what was rescued: once, in order, and never over what the ledger knows better."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.ledger_questions import list_attempts
from assetforge.adapters.rescue import save_rescue
from assetforge.adapters.rescue_return import find_rescues, take_in
from assetforge.core.digest import digest_bytes
from assetforge.execution.attempt import AttemptState, Budget, Change
from tests.unit.adapters.ledger_samples import NOON, attempt_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assetforge.adapters.ledger_book import Book

S = AttemptState
PAID = Change(state=S.SUBMITTED, job="job-1")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with open_book(tmp_path / "ledger.sqlite3") as opened:
        opened.claim(attempt_of(), Budget())
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rescued").mkdir()
    return tmp_path / "rescued"


def only(book: Book) -> tuple[AttemptState, str | None]:
    (attempt,) = book.ask(list_attempts)
    return attempt.state, attempt.job


def returned(book: Book, folder: Path) -> int:
    """Take in what there is; count what was left."""
    return len(take_in(book, find_rescues([folder]), date=NOON))


def test_what_was_rescued_is_written_in_the_order_of_its_states(book: Book, folder: Path) -> None:
    for change in (Change(state=S.STORED), PAID, Change(state=S.READY)):
        save_rescue([folder], attempt_of(), change)

    assert returned(book, folder) == 0
    assert only(book) == (S.STORED, "job-1")
    assert list(folder.iterdir()) == []


def test_it_is_the_same_twice_and_after_a_crash_in_between(book: Book, folder: Path) -> None:
    for _ in range(3):
        save_rescue([folder], attempt_of(), PAID)

        assert returned(book, folder) == 0
        assert only(book) == (S.SUBMITTED, "job-1")
        assert list(folder.iterdir()) == []


def test_a_ledger_that_knows_more_stays_as_it_is(book: Book, folder: Path) -> None:
    save_rescue([folder], attempt_of(), PAID)
    for state in (S.SUBMITTED, S.READY):
        book.note(attempt_of().intent, Change(state=state, job="job-1"), date=NOON)

    assert returned(book, folder) == 0
    assert only(book) == (S.READY, "job-1")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "noted",
    [Change(state=S.VOID), Change(state=S.ABANDONED), Change(state=S.SUBMITTED, job="job-2")],
)
def test_what_the_ledger_contradicts_is_left_for_a_person(
    book: Book, folder: Path, noted: Change
) -> None:
    save_rescue([folder], attempt_of(), PAID)
    book.note(attempt_of().intent, noted, date=NOON)

    assert returned(book, folder) == 1
    assert only(book) == (noted.state, noted.job)
    assert len(list(folder.iterdir())) == 1


def test_a_file_buys_and_invents_nothing(book: Book, folder: Path) -> None:
    """A project's folder may come from anybody: an attempt that was never claimed is none."""
    save_rescue([folder], attempt_of("forged"), PAID)
    save_rescue([folder], attempt_of(key=digest_bytes(b"another")), PAID)

    assert returned(book, folder) == 2
    assert only(book) == (S.INTENT, None)


def test_other_files_are_passed_over(book: Book, folder: Path, tmp_path: Path) -> None:
    (folder / "rescue-torn.json").write_text("{")
    (folder / "rescue-folder.json").mkdir()
    (folder / "notes.txt").write_text("mine")
    (tmp_path / "link").symlink_to(folder)
    save_rescue([folder], attempt_of(), PAID)

    assert len(find_rescues([folder, tmp_path / "none", tmp_path / "link"])) == 1
    assert returned(book, folder) == 0
