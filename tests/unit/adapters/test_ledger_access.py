"""One at a time at the file itself; disks that lock badly are in `test_ledger_opening.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters import ledger_access
from assetforge.adapters.ledger_access import alone
from assetforge.core.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path


def test_the_second_is_told_after_a_while_and_the_next_gets_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_access, "_PATIENCE", 0.05)
    ledger = tmp_path / "ledger.sqlite3"

    with alone(ledger), pytest.raises(StorageError, match="has been opening"), alone(ledger):
        pass

    with alone(ledger):
        pass
