"""Damage: put aside, refused until it is settled, never made anew in silence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.ledger_damage import (
    aside_of,
    finish_move,
    marker_of,
    put_aside,
    refuse_damage,
    settle_damage,
)
from assetforge.core.errors import DamagedError

if TYPE_CHECKING:
    from collections.abc import Callable

PARTS = ("", "-wal", "-shm", "-journal")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    for part in PARTS:
        (tmp_path / f"ledger.sqlite3{part}").write_text(f"damaged{part}")
    return tmp_path / "ledger.sqlite3"


def test_all_parts_are_kept_under_another_name_and_nothing_is_bought(ledger: Path) -> None:
    refuse_damage(ledger)

    error = put_aside(ledger)

    aside = aside_of(ledger)
    assert aside.name.startswith("ledger.damaged-20")
    assert [Path(f"{aside}{part}").read_text() for part in PARTS] == [
        f"damaged{part}" for part in PARTS
    ]
    assert not ledger.exists()
    assert aside.name in error.what
    assert "jobs resume" in error.next_step
    with pytest.raises(DamagedError):
        refuse_damage(ledger)


@pytest.mark.parametrize("finish", [put_aside, finish_move, settle_damage])
def test_a_move_that_was_cut_off_is_finished(
    ledger: Path, finish: Callable[[Path], object]
) -> None:
    put_aside(ledger)
    aside = aside_of(ledger)
    Path(f"{aside}-wal").rename(f"{ledger}-wal")  # as if the power had gone in between
    said = marker_of(ledger).read_text()
    marker_of(ledger).write_text(said.replace("true", "false"))

    finish(ledger)

    assert not Path(f"{ledger}-wal").exists()
    assert Path(f"{aside}-wal").read_text() == "damaged-wal"


def test_a_new_ledger_stays_where_it_is_when_the_damage_is_settled(ledger: Path) -> None:
    put_aside(ledger)
    ledger.write_text("new")

    settle_damage(ledger)

    assert ledger.read_text() == "new"


def test_a_new_ledger_that_is_damaged_too_is_put_aside_as_well(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_aside(ledger)
    first = aside_of(ledger)
    monkeypatch.setattr("assetforge.adapters.ledger_damage.seconds_since_1970", lambda: 86_400.0)
    ledger.write_text("new and damaged")

    put_aside(ledger)

    assert aside_of(ledger) != first
    assert aside_of(ledger).read_text() == "new and damaged"
    assert first.read_text() == "damaged"


def test_settled_damage_refuses_nothing_and_settling_twice_does_nothing(ledger: Path) -> None:
    put_aside(ledger)

    settle_damage(ledger)
    settle_damage(ledger)

    refuse_damage(ledger)
    assert not marker_of(ledger).exists()


@pytest.mark.parametrize("said", ["", "{", "[]", '{"aside": 7}', '{"aside": "../../else"}'])
def test_a_marker_that_says_nothing_still_refuses_and_leads_nowhere_else(
    ledger: Path, said: str
) -> None:
    marker_of(ledger).write_text(said)

    with pytest.raises(DamagedError):
        refuse_damage(ledger)
    put_aside(ledger)

    assert aside_of(ledger).parent == ledger.parent
    assert aside_of(ledger).read_text() == "damaged"
