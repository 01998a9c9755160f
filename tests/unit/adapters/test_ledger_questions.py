"""Questions that commands ask of a ledger; those that a build asks are in the contract."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.ledger_questions import (
    find_attempt,
    find_live,
    list_attempts,
    list_open,
    list_open_of,
)
from assetforge.adapters.ledger_schema import IS_LIVE
from assetforge.core.digest import digest_bytes
from assetforge.execution.attempt import LIVE, AttemptState, Budget, Change
from tests.unit.adapters.ledger_samples import NOON, attempt_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
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


def test_live_in_the_schema_is_what_live_is_elsewhere() -> None:
    states = {state for state in AttemptState if f"'{state.value}'" in IS_LIVE}

    assert states == LIVE


KEY = digest_bytes(b"a key")


@pytest.mark.parametrize(
    "question",
    [
        partial(find_live, key=KEY),
        list_open,
        partial(list_open_of, key=KEY),
    ],
    ids=["find_live", "list_open", "list_open_of"],
)
def test_what_a_plan_asks_looks_at_no_attempt_that_has_ended(
    book: Book, question: Callable[[sqlite3.Connection], object]
) -> None:
    asked: list[str] = []

    def traced(connection: sqlite3.Connection) -> list[str]:
        connection.set_trace_callback(asked.append)
        question(connection)
        connection.set_trace_callback(None)
        (statement,) = asked
        plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
        return [str(step[-1]) for step in plan]

    assert "SCAN attempts" not in book.ask(traced)
