"""Questions that commands ask of a ledger; those that a build asks are in the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.ledger_questions import find_attempt, list_attempts
from assetforge.execution.attempt import AttemptState, Budget, Change
from tests.unit.adapters.ledger_samples import NOON, attempt_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assetforge.adapters.ledger_book import Book


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with open_book(tmp_path / "ledger.sqlite3") as opened:
        opened.claim(attempt_of("late", intended_at=NOON + 5), Budget())
        opened.claim(attempt_of("ended", intended_at=NOON + 2, provider="letta"), Budget())
        opened.claim(attempt_of("early", intended_at=NOON + 1), Budget())
        opened.note(attempt_of("ended").intent, Change(state=AttemptState.VOID), date=NOON)
        yield opened


def names(book: Book, *, is_live: bool = False, provider: str | None = None) -> list[str]:
    found = book.ask(
        lambda connection: list_attempts(connection, is_live=is_live, provider=provider)
    )
    return [each.address for each in found]


def test_attempts_are_listed_oldest_first_all_or_some(book: Book) -> None:
    assert names(book) == ["early", "ended", "late"]
    assert names(book, is_live=True) == ["early", "late"]
    assert names(book, provider="letta") == ["ended"]
    assert names(book, is_live=True, provider="letta") == []


def test_an_attempt_is_found_by_the_whole_of_its_name_only(book: Book) -> None:
    intent = attempt_of("late").intent

    found = book.ask(lambda connection: find_attempt(connection, intent))

    assert found is not None
    assert found.address == "late"
    assert book.ask(lambda connection: find_attempt(connection, intent[:10])) is None
