"""The rescue file: what was saved comes back, and nothing else gets in."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.rescue_file import decode_rescue, encode_rescue, is_job_id
from assetforge.core.digest import digest_bytes
from assetforge.execution.attempt import AttemptState, Change
from tests.unit.adapters.ledger_samples import attempt_of

if TYPE_CHECKING:
    from assetforge.core.values import Json

FULL = Change(
    state=AttemptState.STORED, route="/v1/images/generations", job="j-1_A", status=201,
    reason="made", result_url="https://example.com/", actual=Decimal("12.345"), echoes=False,
    digest=digest_bytes(b"d"),
)  # fmt: skip


@pytest.mark.parametrize("change", [FULL, Change(state=AttemptState.UNKNOWN)])
def test_what_was_saved_comes_back(change: Change) -> None:
    attempt = attempt_of(reserved=Decimal("0.001"))

    assert decode_rescue(encode_rescue(attempt, change)) == (attempt, change)


def test_an_unknown_price_stays_unknown() -> None:
    attempt, _ = decode_rescue(encode_rescue(attempt_of(reserved=None), FULL))

    assert attempt.reserved is None


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b'{"version": 2}', b"[" * 10**6])
def test_what_is_no_rescue_file_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no rescue file"):
        decode_rescue(data)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("job", "../../me"),
        ("job", ""),
        ("job", "a b"),
        ("job", 7),
        ("route", "images"),
        ("route", "/../users"),
        ("route", "//evil.example"),
        ("state", "paid"),
        ("digest", "abc"),
        ("actual", "many"),
    ],
)
def test_no_hostile_value_gets_in(name: str, value: Json) -> None:
    body = json.loads(encode_rescue(attempt_of(), FULL))
    body["change"][name] = value

    with pytest.raises(ValueError, match="no rescue file"):
        decode_rescue(json.dumps(body).encode())


@pytest.mark.parametrize("actual", ["NaN", "-1", "Infinity", "1e99"])
def test_a_charge_that_is_none_was_not_said(actual: str) -> None:
    body = json.loads(encode_rescue(attempt_of(), FULL))
    body["change"]["actual"] = actual

    assert decode_rescue(json.dumps(body).encode())[1].actual is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3f2b8f9e-0000-4000-8000-000000000001", True),
        ("job_1", True),
        ("a" * 128, True),
        ("a" * 129, False),
        ("", False),
        ("-rf", False),
        ("../x", False),
        ("a/b", False),
        ("a?b", False),
        ("ü", False),
        ("a\n", False),
    ],
)
def test_an_id_of_a_job_may_enter_a_path(text: str, *, expected: bool) -> None:
    assert is_job_id(text) is expected


@pytest.mark.parametrize("part", ["attempt", "change"])
@pytest.mark.parametrize("name", ["intended_at", "submitted_at", "reserved", "actual", "status"])
def test_numbers_of_any_size_do_no_harm(part: str, name: str) -> None:
    body = json.loads(encode_rescue(attempt_of(), FULL))
    body[part][name] = 10**400

    refused = ""
    try:
        _, change = decode_rescue(json.dumps(body).encode())
    except ValueError as error:
        change, refused = FULL, str(error)

    assert not refused or "no rescue file" in refused
    assert change.status in {None, FULL.status}
    assert change.actual in {None, FULL.actual}
