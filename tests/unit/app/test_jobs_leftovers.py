"""What killed runs left: closed where it is proved, removed where it is over, else left alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.call_spool import Spool
from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.rescue import save_rescue
from assetforge.adapters.store import FileStore
from assetforge.adapters.turns import FileTurns, end_turn
from assetforge.app.jobs_leftovers import close_brought, sweep_calls
from assetforge.app.jobs_resuming import resume_jobs
from assetforge.app.ledger import all_attempts
from assetforge.app.money_places import STATE_VARIABLE, money_places
from assetforge.execution.attempt import AttemptState, Budget, Change
from assetforge.providers.instruction import Answer
from tests.unit.adapters.ledger_samples import NOON, attempt_of, intent_of
from tests.unit.adapters.store_samples import keep
from tests.unit.app.projects import built
from tests.unit.lock.samples import made_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assetforge.app.project import Project
    from assetforge.lock.model import Made

S = AttemptState
ANSWER = Answer(status=200, body={"images": []})


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "state"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[FileStore]:
    with FileStore(str(tmp_path / "store")) as opened:
        yield opened


@pytest.fixture
def spool() -> Spool:
    spool = Spool(money_places().calls)
    spool.make()
    return spool


def write(address: str, *changes: Change) -> None:
    """Write an attempt, and what became of it."""
    with open_book(money_places().ledger) as book:
        book.claim(attempt_of(address), Budget())
        for change in changes:
            book.note(intent_of(address), change, date=NOON)


def record(store: FileStore, address: str = "hero", data: bytes = b"hero") -> Made:
    made = replace(made_of(address), result=keep(store, data))
    store.record(made)
    return made


def states() -> dict[str, str]:
    return {each.address: each.state for each in all_attempts()}


def test_an_order_whose_own_result_is_stored_is_closed(store: FileStore) -> None:
    made = record(store)
    write("hero", Change(state=S.SUBMITTED, job="job-1"))
    other = record(store, "logo", b"logo")
    write("logo", Change(state=S.READY, digest=other.result.digest))

    close_brought(store)

    assert states() == {"hero": "stored", "logo": "stored"}
    hero, _ = all_attempts()
    assert (hero.digest, hero.actual) == (made.result.digest, made.charged)


def test_an_order_that_is_not_proved_to_have_brought_the_stored_result_stays(
    store: FileStore,
) -> None:
    for address in ("sent", "other-job", "other-bytes", "unknown", "absent", "lost"):
        record(store, address, address.encode())
    write("sent")
    write("other-job", Change(state=S.SUBMITTED, job="job-2"))
    write("other-bytes", Change(state=S.READY, digest=made_of("x", b"x").result.digest))
    write("unknown", Change(state=S.UNKNOWN))
    write("not-there", Change(state=S.SUBMITTED, job="job-1"))
    before = states()

    close_brought(store)

    assert states() == before


def test_what_somebody_works_on_is_left_to_them(store: FileStore) -> None:
    record(store)
    write("hero", Change(state=S.SUBMITTED, job="job-1"))
    turn = FileTurns(money_places().turns).try_take(attempt_of("hero").key)
    assert turn is not None

    close_brought(store)

    assert states() == {"hero": "submitted"}
    end_turn(turn)
    close_brought(store)
    assert states() == {"hero": "stored"}


def test_where_nothing_was_ever_bought_nothing_is_made(store: FileStore, tmp_path: Path) -> None:
    close_brought(store)
    sweep_calls(None)

    assert not (tmp_path / "state").exists()


def test_what_lies_here_of_orders_that_ended_is_removed(spool: Spool) -> None:
    ends = (S.STORED, S.ABANDONED, S.VOID, S.FAILED)
    for state in ends:
        write(state, Change(state=state))
        spool.prepare(intent_of(state))
        spool.keep(intent_of(state), ANSWER)

    sweep_calls(None)

    assert list(spool.folder.iterdir()) == []


def test_what_lies_here_of_an_open_order_stays(spool: Spool) -> None:
    for state in (S.INTENT, S.UNKNOWN, S.READY):
        write(state, *([] if state is S.INTENT else [Change(state=state)]))
        spool.prepare(intent_of(state))
        spool.keep(intent_of(state), ANSWER)
    before = set(spool.folder.iterdir())

    sweep_calls(None)

    assert set(spool.folder.iterdir()) == before


def test_a_call_that_never_entered_the_ledger_goes_only_if_it_was_never_sent(spool: Spool) -> None:
    write("hero")
    spool.prepare(intent_of("unsent"))
    spool.prepare(intent_of("answered"))
    spool.keep(intent_of("answered"), ANSWER)

    sweep_calls(None)

    assert spool.intents() == {intent_of("answered")}


def test_what_belongs_to_a_lost_ledger_stays(spool: Spool) -> None:
    spool.prepare(intent_of("hero"))

    sweep_calls(None)

    assert spool.intents() == {intent_of("hero")}


def test_a_call_that_somebody_is_at_stays(spool: Spool) -> None:
    write("hero", Change(state=S.VOID))
    lock = spool.lock(intent_of("hero"))
    assert lock is not None

    sweep_calls(None)

    assert spool.intents() == {intent_of("hero")}
    lock.release()


def test_what_was_rescued_keeps_its_answer(spool: Spool, tmp_path: Path) -> None:
    write("hero", Change(state=S.ABANDONED))
    spool.prepare(intent_of("hero"))
    (tmp_path / "project").mkdir()
    save_rescue([tmp_path / "project"], attempt_of("hero"), Change(state=S.READY))

    sweep_calls(tmp_path / "project")

    assert spool.intents() == {intent_of("hero")}


def test_a_ledger_that_does_not_answer_stops_nothing(spool: Spool, store: FileStore) -> None:
    spool.prepare(intent_of("hero"))
    money_places().ledger.write_bytes(b"no ledger at all")

    close_brought(store)
    sweep_calls(None)

    assert spool.intents() == {intent_of("hero")}


def test_a_build_does_both_though_it_has_nothing_else_to_do(project: Project, spool: Spool) -> None:
    write("ended", Change(state=S.STORED))
    write("logo", Change(state=S.SUBMITTED, job="job-1"))
    with FileStore(project.store) as store:
        record(store, "logo", b"logo")
    for address in ("ended", "logo"):
        spool.prepare(intent_of(address))

    built(project)

    assert states() == {"ended": "stored", "logo": "stored"}
    assert spool.intents() == frozenset()


def test_resuming_removes_what_is_over(spool: Spool) -> None:
    write("ended", Change(state=S.STORED))
    spool.prepare(intent_of("ended"))

    resume_jobs((), None, lambda _: None)

    assert spool.intents() == frozenset()
