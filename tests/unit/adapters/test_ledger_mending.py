"""Mending: what can be read is kept, and nobody buys before the damage is settled."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.clock import SystemClock
from assetforge.adapters.ledger import SqliteLedger
from assetforge.adapters.ledger_damage import aside_of, put_aside, settle_damage
from assetforge.adapters.ledger_mending import mend_ledger, salvage
from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.ledger_questions import list_attempts
from assetforge.core.errors import DamagedError
from assetforge.execution.attempt import AttemptState, Change
from tests.unit.adapters.ledger_samples import NOON, attempt_of
from tests.unit.adapters.test_ledger_opening import fill, overwrite_a_page, overwrite_all

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 40


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "ledger.sqlite3"


def addresses(path: Path) -> list[str]:
    with mend_ledger(path) as book:
        return [each.address for each in book.ask(list_attempts)]


def test_all_that_is_on_whole_pages_is_kept(path: Path) -> None:
    fill(path, COUNT)
    overwrite_a_page(path)

    found = addresses(path)

    assert COUNT / 2 < len(found) < COUNT
    assert set(found) <= {f"a{number}" for number in range(COUNT)}


def test_nobody_else_may_open_it_before_the_damage_is_settled(path: Path) -> None:
    fill(path, COUNT)
    overwrite_a_page(path)
    found = addresses(path)

    with pytest.raises(DamagedError):
        open_book(path)
    settle_damage(path)

    with open_book(path) as book:
        assert [each.address for each in book.ask(list_attempts)] == found


def test_mending_twice_is_as_once_and_what_was_learnt_stays(path: Path) -> None:
    fill(path, 1)
    put_aside(path)
    with mend_ledger(path) as book:
        book.note(attempt_of("a0").intent, Change(state=AttemptState.VOID), date=NOON)

    with mend_ledger(path) as book:
        assert [each.state for each in book.ask(list_attempts)] == [AttemptState.VOID]


def test_a_file_with_nothing_to_read_gives_an_empty_ledger(path: Path) -> None:
    fill(path)
    overwrite_all(path)

    assert addresses(path) == []
    assert aside_of(path).exists()


def test_a_sound_ledger_stays_as_it_is(path: Path) -> None:
    fill(path, 2)

    assert addresses(path) == ["a0", "a1"]
    assert salvage(path.with_name("missing")) == ()


def test_a_run_that_settles_damage_uses_the_new_ledger(path: Path) -> None:
    fill(path, 2)
    put_aside(path)

    with SqliteLedger(path, SystemClock(), mend_ledger) as ledger:
        assert len(asyncio.run(ledger.attempts())) == 2
