"""What a plan is told of orders that were placed before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import pytest

from assetforge.adapters.ledger_reading import read_ledger
from assetforge.app.orders import OpenOrders
from assetforge.core.digest import digest_bytes
from assetforge.core.errors import DamagedError
from assetforge.execution.attempt import AttemptState
from assetforge.execution.dossier import encode_dossier
from assetforge.plan.facts import Ordered
from tests.unit.adapters.ledger_samples import attempt_of
from tests.unit.app.ledgers import state_folder, write_attempts
from tests.unit.execution.attempts import DOSSIER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from sqlite3 import Connection

T = TypeVar("T")

SUBMITTED = replace(attempt_of("a"), state=AttemptState.SUBMITTED, job="7f")


@pytest.mark.parametrize(
    ("state", "job", "is_certain"),
    [
        (AttemptState.INTENT, None, False),
        (AttemptState.UNKNOWN, None, False),
        (AttemptState.SUBMITTED, "7f", True),
        (AttemptState.READY, None, True),
    ],
)
def test_an_order_under_way_is_certain_once_it_was_accepted(
    state: AttemptState, job: str | None, *, is_certain: bool, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    state_folder(tmp_path, monkeypatch)
    live = replace(attempt_of("a"), state=state, job=job)
    write_attempts(live)

    assert OpenOrders().find(live.key) == Ordered(
        provider=live.provider, job=job, is_certain=is_certain, intent=live.intent,
        address=live.address,
    )  # fmt: skip


def test_what_was_never_ordered_is_not_found_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = state_folder(tmp_path, monkeypatch)

    assert OpenOrders().find(digest_bytes(b"other")) is None
    assert not folder.exists()


def test_what_has_ended_is_no_order_under_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state_folder(tmp_path, monkeypatch)
    ended = replace(attempt_of("a"), state=AttemptState.VOID)
    write_attempts(ended)

    assert OpenOrders().find(ended.key) is None


def test_a_ledger_that_cannot_be_read_is_not_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = state_folder(tmp_path, monkeypatch)
    write_attempts(SUBMITTED)
    ledger = folder / "ledger.sqlite3"
    ledger.write_bytes(b"no database at all, and long enough for a header" * 40)

    with pytest.raises(DamagedError):
        OpenOrders().find(SUBMITTED.key)


def test_the_ledger_is_read_once_for_all_keys_and_again_when_it_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state_folder(tmp_path, monkeypatch)
    write_attempts(SUBMITTED)
    reads: list[Path] = []
    orders = OpenOrders()
    monkeypatch.setattr("assetforge.app.orders.read_ledger", counting(reads))

    assert orders.find(SUBMITTED.key) is not None
    assert orders.find(digest_bytes(b"other")) is None
    assert len(reads) == 1

    more = attempt_of("b")
    write_attempts(more)
    assert orders.find(more.key) is not None
    assert len(reads) == 2


def test_what_replaced_a_result_is_told_to_its_own_project_until_a_lock_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state_folder(tmp_path, monkeypatch)
    old, new = digest_bytes(b"old"), digest_bytes(b"new")
    made = encode_dossier(replace(DOSSIER, replaces=old))
    brought = replace(SUBMITTED, state=AttemptState.STORED, digest=new, made=made)
    write_attempts(brought)

    found = OpenOrders(brought.project).find(brought.key)

    assert found is not None
    assert (found.replaces, found.brought) == (old, new)
    assert OpenOrders("f" * 12).find(brought.key) is None


def counting(reads: list[Path]) -> Callable[[Path, Callable[[Connection], T]], T]:
    def read(path: Path, question: Callable[[Connection], T]) -> T:
        reads.append(path)
        return read_ledger(path, question)

    return read
