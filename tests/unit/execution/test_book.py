from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import StorageError
from assetforge.core.exits import Exit
from assetforge.execution.attempt import AttemptState, Budget, Change
from assetforge.execution.book import Book
from assetforge.execution.events import Rescued
from assetforge.execution.gate import Gate
from tests.fakes.desk import Bureau
from tests.fakes.disk import Disk
from tests.fakes.virtual_time import run
from tests.unit.execution.attempts import ATTEMPT

if TYPE_CHECKING:
    from assetforge.execution.attempt import Attempt
    from assetforge.execution.events import Event

SUBMITTED = Change(state=AttemptState.SUBMITTED, job="job-1", status=201)


@pytest.fixture
def bureau() -> Bureau:
    return Bureau(Disk())


def noted(
    bureau: Bureau, *, refuses: bool = False, is_rescued: bool = True
) -> tuple[Attempt, Book, Gate, list[Event]]:
    told: list[Event] = []
    gate = Gate()

    async def note() -> tuple[Attempt, Book]:
        desk = bureau.desk()
        desk = desk if is_rescued else replace(desk, rescue=None)
        await desk.ledger.claim(ATTEMPT, Budget())
        bureau.pages.refuses = int(refuses)
        book = Book(desk, gate, told.append)
        return await book.note(ATTEMPT, SUBMITTED), book

    attempt, book = run(note())
    return attempt, book, gate, told


def test_what_becomes_of_an_attempt_is_written(bureau: Bureau) -> None:
    attempt, book, gate, told = noted(bureau)

    assert (attempt.state, attempt.job, attempt.status) == ("submitted", "job-1", 201)
    assert bureau.pages.flushed[ATTEMPT.intent] == attempt
    assert (book.faults, gate.closed_by, told) == ([], None, [])


def test_what_the_ledger_refuses_is_rescued_and_known_all_the_same(bureau: Bureau) -> None:
    attempt, book, gate, told = noted(bureau, refuses=True)

    assert (attempt.state, attempt.job) == ("submitted", "job-1")
    assert bureau.rescue.saved == [(ATTEMPT, SUBMITTED)]
    assert gate.closed_by is Exit.STORAGE
    assert told == [Rescued(text="saved beside the project: job-1")]
    assert isinstance(book.faults[0], StorageError)
    assert "job job-1" in book.faults[0].cost


def test_without_a_rescue_everything_is_told(bureau: Bureau) -> None:
    *_, told = noted(bureau, refuses=True, is_rescued=False)

    assert isinstance(told[0], Rescued)
    assert "cloud job job-1 of `hero`" in told[0].text
    assert ATTEMPT.intent in told[0].text
