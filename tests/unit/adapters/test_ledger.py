"""The ledger of a run: one thread of its own; the contract has what it does."""

from __future__ import annotations

import asyncio
import os
import threading
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.clock import SystemClock
from assetforge.adapters.ledger import SqliteLedger
from assetforge.adapters.ledger_damage import settle_damage
from assetforge.core.errors import DamagedError
from assetforge.execution.attempt import Budget
from tests.unit.adapters.ledger_samples import attempt_of
from tests.unit.adapters.test_ledger_opening import overwrite_all

if TYPE_CHECKING:
    from pathlib import Path


def test_nothing_is_made_before_something_is_asked(tmp_path: Path) -> None:
    with SqliteLedger(tmp_path / "state" / "ledger.sqlite3", SystemClock()):
        pass

    assert list(tmp_path.iterdir()) == []


def test_loops_of_several_threads_may_use_one_ledger(tmp_path: Path) -> None:
    with SqliteLedger(tmp_path / "ledger.sqlite3", SystemClock()) as ledger:

        def work(name: str) -> None:
            asyncio.run(ledger.claim(attempt_of(name), Budget()))

        threads = [threading.Thread(target=work, args=(f"a{number}",)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert len(asyncio.run(ledger.attempts(is_live=True))) == 8
        assert asyncio.run(ledger.journal()) == "wal"


def test_closing_leaves_the_one_file(tmp_path: Path) -> None:
    with SqliteLedger(tmp_path / "ledger.sqlite3", SystemClock()) as ledger:
        asyncio.run(ledger.claim(attempt_of(), Budget()))

    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["ledger.init", "ledger.sqlite3"]


def test_after_damage_was_settled_a_new_ledger_begins(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    overwrite_all(path)
    with SqliteLedger(path, SystemClock()) as ledger:
        with pytest.raises(DamagedError):
            asyncio.run(ledger.claim(attempt_of(), Budget()))

        settle_damage(path)

        asyncio.run(ledger.claim(attempt_of(), Budget()))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only POSIX forks")
def test_a_forked_process_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with SqliteLedger(tmp_path / "ledger.sqlite3", SystemClock()) as ledger:
        monkeypatch.setattr(os, "getpid", lambda: -1)

        with pytest.raises(RuntimeError, match="forked"):
            asyncio.run(ledger.live(attempt_of().key))

        monkeypatch.undo()
