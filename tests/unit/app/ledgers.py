"""A ledger in a folder of its own, with attempts in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.ledger_opening import open_book
from assetforge.app.money_places import STATE_VARIABLE, money_places
from assetforge.execution.attempt import AttemptState, Budget, Change
from tests.unit.adapters.ledger_samples import NOON

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from assetforge.execution.attempt import Attempt


def state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have commands look at a folder that is not there yet."""
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "state"))
    return tmp_path / "state"


def write_attempts(*attempts: Attempt) -> None:
    """Write attempts that came as far as they say."""
    with open_book(money_places().ledger) as book:
        for attempt in attempts:
            book.claim(attempt, Budget())
            if attempt.state is not AttemptState.INTENT:
                change = Change(state=attempt.state, job=attempt.job, actual=attempt.actual)
                book.note(attempt.intent, change, date=NOON)
