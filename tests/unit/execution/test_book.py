from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import StorageError
from assetforge.core.exits import Exit
from assetforge.execution.attempt import AttemptState, Budget, Change
from assetforge.execution.book import Book
from assetforge.execution.events import JobAccepted, Noticed, Rescued
from assetforge.execution.gate import Gate
from assetforge.providers.instruction import Job
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
    assert (book.faults, gate.closed_by) == ([], None)
    assert told == [JobAccepted(address="hero", job=Job(id="job-1", route=ATTEMPT.route))]


def test_a_job_is_told_once_the_ledger_has_it_on_the_disk(bureau: Bureau) -> None:
    pages: list[tuple[str, str | None]] = []

    def told(event: Event) -> None:
        assert isinstance(event, JobAccepted)
        pages.extend((row.state, row.job) for row in bureau.pages.flushed.values())

    async def note() -> None:
        desk = bureau.desk()
        await desk.ledger.claim(ATTEMPT, Budget())
        await Book(desk, Gate(), told).note(ATTEMPT, SUBMITTED)

    run(note())

    assert pages == [("submitted", "job-1")]


@pytest.mark.parametrize(
    "change",
    [
        Change(state=AttemptState.READY),  # its result came along, so there is no job
        Change(state=AttemptState.UNKNOWN, reason="lost"),
        Change(state=AttemptState.VOID, reason="refused"),
    ],
)
def test_where_no_job_was_accepted_none_is_told(bureau: Bureau, change: Change) -> None:
    told: list[Event] = []

    async def note() -> None:
        desk = bureau.desk()
        await desk.ledger.claim(ATTEMPT, Budget())
        await Book(desk, Gate(), told.append).note(ATTEMPT, change)

    run(note())

    assert told == []


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


def test_what_was_refused_is_written_together_with_what_follows(bureau: Bureau) -> None:
    stored = Change(state=AttemptState.STORED, digest=ATTEMPT.key)

    attempt, book, _, _ = noted(bureau, refuses=True)
    now = run(book.note(attempt, stored))

    assert (now.state, now.job, now.status) == (AttemptState.STORED, "job-1", 201)
    assert bureau.pages.flushed[ATTEMPT.intent] == now


def test_what_is_refused_twice_is_rescued_whole(bureau: Bureau) -> None:
    attempt, book, _, _ = noted(bureau, refuses=True)
    bureau.pages.refuses = 1

    run(book.note(attempt, Change(state=AttemptState.FAILED, reason="no")))

    failed = Change(state=AttemptState.FAILED, job="job-1", status=201, reason="no")
    assert bureau.rescue.saved[1][1] == failed


@pytest.mark.parametrize(
    ("change", "rescued"), [(SUBMITTED, 1), (Change(state=AttemptState.STORED), 0)]
)
def test_what_somebody_gave_up_meanwhile_is_told_and_goes_on(
    bureau: Bureau, change: Change, rescued: int
) -> None:
    told: list[Event] = []

    async def note() -> tuple[Attempt, Book]:
        desk = bureau.desk()
        await desk.ledger.claim(ATTEMPT, Budget())
        await desk.ledger.note(ATTEMPT.intent, Change(state=AttemptState.ABANDONED))
        book = Book(desk, Gate(), told.append)
        return await book.note(ATTEMPT, change), book

    attempt, book = run(note())

    assert attempt.state is change.state
    assert book.faults == []
    assert isinstance(told[0], Noticed)
    assert "given up by somebody" in told[0].text
    assert len(bureau.rescue.saved) == rescued
