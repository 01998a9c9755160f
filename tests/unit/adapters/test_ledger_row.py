"""Rows: every field comes back as it was, amounts are exact, and damage shows."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal

import pytest

from assetforge.adapters.ledger_row import (
    attempt_of,
    is_payable,
    row_of,
    thousandths,
    whole_credits,
)
from assetforge.adapters.ledger_schema import COLUMNS
from assetforge.core.digest import digest_bytes
from assetforge.core.errors import DamagedError
from assetforge.execution.attempt import Attempt, AttemptState
from tests.unit.adapters import ledger_samples


def test_each_field_of_an_attempt_has_a_column() -> None:
    assert sorted(COLUMNS) == sorted(field.name for field in fields(Attempt))


@pytest.mark.parametrize(
    "attempt",
    [
        ledger_samples.attempt_of(),
        ledger_samples.attempt_of(model=None, token=None, reserved=None),
        Attempt(
            intent="i" * 26, key=digest_bytes(b"k"), project="0" * 12, address="héro@é",
            run="r", provider="letta", account="0" * 8, kind="edit", model="m", route="/v1",
            request="{}", token=None, reserved=Decimal("0.001"), state=AttemptState.FAILED,
            job="j", actual=Decimal("12345.678"), status=500, reason="\x1b[31m",
            result_url="u", echoes=False, digest=digest_bytes(b"d"), intended_at=1.5,
            submitted_at=2.5, ended_at=3.5, process="p", made='{"a":1}',
        ),
    ],
    ids=["plain", "with gaps", "full"],
)  # fmt: skip
def test_an_attempt_comes_back_as_it_was(attempt: Attempt) -> None:
    assert attempt_of(row_of(attempt)) == attempt


@pytest.mark.parametrize(
    ("amount", "stored"),
    [
        (None, None),
        (Decimal(0), 0),
        (Decimal("0.001"), 1),
        (Decimal("12.345"), 12345),
        (Decimal("12.3450"), 12345),
        (Decimal("12.3451"), 12346),
        (Decimal("1E-30"), 1),
        (Decimal("1E+6"), 1_000_000_000),
    ],
)
def test_amounts_are_exact_to_the_thousandth_and_rounded_up_beyond(
    amount: Decimal | None, stored: int | None
) -> None:
    assert thousandths(amount) == stored


@pytest.mark.parametrize("amount", ["NaN", "sNaN", "Infinity", "-0.001", "1E+13"])
def test_no_amount_that_nobody_could_pay_is_stored(amount: str) -> None:
    assert not is_payable(Decimal(amount))
    with pytest.raises(ValueError, match="no amount"):
        thousandths(Decimal(amount))


def test_thousandths_read_back_are_the_amount() -> None:
    assert whole_credits(12345) == Decimal("12.345")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("state", "paid"),
        ("state", None),
        ("key", "sha256:short"),
        ("digest", "../../etc"),
        ("reserved", "40"),
        ("actual", 1.5),
        ("intended_at", None),
        ("submitted_at", "noon"),
        ("address", b"hero"),
        ("job", 7),
    ],
)
def test_what_was_never_written_is_damage(column: str, value: object) -> None:
    row = row_of(ledger_samples.attempt_of()) | {column: value}

    with pytest.raises(DamagedError):
        attempt_of(row)
