from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.ledger_plans import (
    BegunPlan,
    begin_plan,
    brought_since,
    credits_used,
    find_plan,
    finish_plan,
    untold_since,
)
from assetforge.adapters.ledger_reading import read_ledger
from assetforge.execution.attempt import PLACED, AttemptState, Budget, Change
from tests.unit.adapters.ledger_samples import NOON, attempt_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from assetforge.adapters.ledger_book import Book
    from assetforge.execution.attempt import Attempt

NONCE = "0" * 32
HERO = ("letzai", "hero")
BEACH = ("letzai", "beach")
PROJECT = "0123456789ab"  # of the samples


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with open_book(tmp_path / "ledger.sqlite3") as opened:
        yield opened


def found(book: Book) -> BegunPlan | None:
    return book.ask(lambda connection: find_plan(connection, NONCE))


def test_a_plan_that_was_never_begun_is_not_found(book: Book) -> None:
    assert found(book) is None


def test_a_plan_that_is_begun_twice_keeps_its_first_beginning(book: Book) -> None:
    begin = partial(begin_plan, nonce=NONCE, project="a" * 12, date=NOON)
    book.change(begin)
    bought(book, attempt_of("hero"))
    book.change(begin)

    assert found(book) == BegunPlan(attempts_before=0, done_at=None)


def test_a_plan_that_is_done_stays_done(book: Book) -> None:
    book.change(lambda connection: begin_plan(connection, NONCE, "a" * 12, NOON))
    book.change(lambda connection: finish_plan(connection, NONCE, NOON + 60))
    book.change(lambda connection: begin_plan(connection, NONCE, "a" * 12, NOON + 90))

    assert found(book) == BegunPlan(attempts_before=0, done_at=NOON + 60)


def bought(book: Book, attempt: Attempt, change: Change | None = None) -> None:
    book.claim(attempt, Budget())
    if change is not None:
        book.note(attempt.intent, change, date=NOON)


def again(address: str) -> Attempt:
    """Make a second attempt for an asset."""
    return replace(attempt_of(f"{address}-again"), address=address)


def used(book: Book, *addresses: str, after: int = 0) -> Mapping[tuple[str, str], Decimal | None]:
    return book.ask(lambda ledger: credits_used(ledger, PROJECT, addresses, after))


@pytest.mark.parametrize(
    ("change", "credits_"),
    [
        (Change(state=AttemptState.SUBMITTED, job="1"), {HERO: 40}),
        (Change(state=AttemptState.STORED, actual=Decimal("7.5")), {HERO: Decimal("7.5")}),
        (Change(state=AttemptState.FAILED), {HERO: 40}),
        (Change(state=AttemptState.ABANDONED), {HERO: 40}),
        (Change(state=AttemptState.VOID), {}),
        (Change(state=AttemptState.UNKNOWN), {}),
        (None, {}),
    ],
)
def test_what_was_charged_counts_and_what_is_still_looked_for_does_not(
    change: Change | None, credits_: Mapping[tuple[str, str], Decimal], book: Book
) -> None:
    bought(book, attempt_of("hero"), change)

    assert used(book, "hero") == credits_


def test_what_was_bought_is_added_up_for_each_asset_and_provider(book: Book) -> None:
    done = Change(state=AttemptState.STORED)
    bought(book, attempt_of("hero"), done)
    bought(book, attempt_of("beach"), done)
    bought(book, again("hero"), Change(state=AttemptState.FAILED))
    bought(book, replace(attempt_of("film"), address="hero", provider="letta"), done)

    assert used(book, "hero", "beach") == {HERO: 80, BEACH: 40, ("letta", "hero"): 40}


def test_an_unknown_price_makes_the_sum_unknown_and_never_0(book: Book) -> None:
    done = Change(state=AttemptState.STORED)
    bought(book, attempt_of("hero", reserved=None), done)
    bought(book, again("hero"), done)
    bought(book, attempt_of("beach"), done)

    assert used(book, "hero", "beach") == {HERO: None, BEACH: 40}


@pytest.mark.parametrize(
    ("change", "is_untold"),
    [
        (Change(state=AttemptState.FAILED), True),
        (Change(state=AttemptState.FAILED, actual=Decimal(0)), False),
        (Change(state=AttemptState.STORED, actual=Decimal(40)), False),
        (Change(state=AttemptState.VOID), False),
        (Change(state=AttemptState.UNKNOWN), False),
        (None, False),
    ],
)
def test_what_a_service_took_and_never_told_is_known_though_0_was_expected(
    change: Change | None, book: Book, *, is_untold: bool
) -> None:
    bought(book, attempt_of("hero", reserved=Decimal(0)), change)

    untold = book.ask(lambda ledger: untold_since(ledger, PROJECT, 0))

    assert untold == ({HERO} if is_untold else set())
    assert book.ask(lambda ledger: untold_since(ledger, PROJECT, 1)) == set()


def test_only_what_came_after_the_beginning_counts(book: Book) -> None:
    done = Change(state=AttemptState.STORED)
    bought(book, attempt_of("hero"), done)
    book.change(lambda ledger: begin_plan(ledger, NONCE, PROJECT, NOON))
    begun = found(book)
    assert begun is not None
    bought(book, attempt_of("beach", intended_at=NOON - 60), done)  # a service's clock is behind
    bought(book, attempt_of("other", project="b" * 12), done)

    assert begun.attempts_before == 1
    assert used(book, "hero", "beach", "other", after=1) == {BEACH: 40}


def test_what_was_brought_is_listed_until_a_lock_was_seen_to_name_it(book: Book) -> None:
    bought(book, attempt_of("hero"), Change(state=AttemptState.STORED))
    bought(book, attempt_of("beach"), Change(state=AttemptState.STORED, reason=PLACED))
    bought(book, attempt_of("film"), Change(state=AttemptState.FAILED))

    assert book.ask(lambda ledger: brought_since(ledger, PROJECT, 0)) == {"hero"}
    assert book.ask(lambda ledger: brought_since(ledger, PROJECT, 3)) == frozenset()


def test_a_ledger_of_an_earlier_version_knows_of_no_plan_and_learns_of_them(
    tmp_path: Path,
) -> None:
    place = tmp_path / "ledger.sqlite3"
    open_book(place).close()
    with closing(sqlite3.connect(place)) as earlier:
        earlier.execute("DROP TABLE plans")

    assert read_ledger(place, lambda ledger: find_plan(ledger, NONCE)) is None
    with open_book(place) as book:
        book.change(lambda ledger: begin_plan(ledger, NONCE, PROJECT, NOON))
        assert found(book) is not None
