from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.app.ledger import all_attempts
from assetforge.core.errors import DamagedError
from tests.unit.adapters.ledger_samples import attempt_of
from tests.unit.adapters.test_ledger_opening import overwrite_all
from tests.unit.app.ledgers import state_folder, write_attempts

if TYPE_CHECKING:
    from pathlib import Path


def test_every_attempt_is_listed_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = state_folder(tmp_path, monkeypatch)
    assert (all_attempts(), state.exists()) == ((), False)

    write_attempts(attempt_of("a"), attempt_of("b"))

    assert [each.address for each in all_attempts()] == ["a", "b"]


def test_damage_is_no_empty_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = state_folder(tmp_path, monkeypatch)
    state.mkdir()
    overwrite_all(state / "ledger.sqlite3")

    with pytest.raises(DamagedError):
        all_attempts()
