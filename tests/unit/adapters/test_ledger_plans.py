from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.ledger_plans import BegunPlan, begin_plan, find_plan, finish_plan
from tests.unit.adapters.ledger_samples import NOON

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assetforge.adapters.ledger_book import Book

NONCE = "0" * 32


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with open_book(tmp_path / "ledger.sqlite3") as opened:
        yield opened


def found(book: Book) -> BegunPlan | None:
    return book.ask(lambda connection: find_plan(connection, NONCE))


def test_a_plan_that_was_never_begun_is_not_found(book: Book) -> None:
    assert found(book) is None


def test_a_plan_that_is_begun_twice_keeps_its_first_date(book: Book) -> None:
    for date in (NOON, NOON + 5):
        book.change(partial(begin_plan, nonce=NONCE, project="a" * 12, date=date))

    assert found(book) == BegunPlan(begun_at=NOON, done_at=None)


def test_a_plan_that_is_done_stays_done(book: Book) -> None:
    book.change(lambda connection: begin_plan(connection, NONCE, "a" * 12, NOON))
    book.change(lambda connection: finish_plan(connection, NONCE, NOON + 60))
    book.change(lambda connection: begin_plan(connection, NONCE, "a" * 12, NOON + 90))

    assert found(book) == BegunPlan(begun_at=NOON, done_at=NOON + 60)
