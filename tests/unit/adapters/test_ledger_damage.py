"""Damage: put aside, refused until it is settled, never made anew in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from assetforge.adapters.ledger_damage import (
    aside_of,
    marker_of,
    put_aside,
    refuse_damage,
    settle_damage,
)
from assetforge.core.errors import DamagedError

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


def test_a_move_that_was_cut_off_is_finished(ledger: Path) -> None:
    put_aside(ledger)
    aside = aside_of(ledger)
    Path(f"{aside}-wal").rename(f"{ledger}-wal")  # as if the power had gone in between

    settle_damage(ledger)

    assert not Path(f"{ledger}-wal").exists()
    assert Path(f"{aside}-wal").read_text() == "damaged-wal"


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
