"""Attempts for tests, complete in every field that a test does not care for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypedDict

from assetforge.core.digest import digest_bytes
from assetforge.execution.attempt import Attempt

if TYPE_CHECKING:
    from typing import Unpack

    from assetforge.core.digest import Digest
    from assetforge.execution.attempt import AttemptState

NOON: Final = 1_789_992_000.0  # 2026-09-21, 12:00 UTC


class Fields(TypedDict, total=False):
    """What a test may say of an attempt."""

    intent: str
    key: Digest
    project: str
    run: str
    provider: str
    account: str
    kind: str
    model: str | None
    route: str
    token: str | None
    reserved: Decimal | None
    state: AttemptState
    job: str | None
    actual: Decimal | None
    reason: str
    result_url: str | None
    intended_at: float
    submitted_at: float | None
    made: str


def attempt_of(address: str = "hero", **said: Unpack[Fields]) -> Attempt:
    """Make an attempt; its intent and key follow from its address."""
    plain = Attempt(
        intent=intent_of(address), key=digest_bytes(address.encode()), project="0123456789ab",
        address=address, run="run-1", provider="letzai", account="d3f90000", kind="image",
        model="flux2", route="/images", request='{"prompt":"A lamp"}',
        token=f"https://{intent_of(address)}.0123456789ab.assetforge.invalid/",
        reserved=Decimal(40), intended_at=NOON, process="host 1 boot", made="{}",
    )  # fmt: skip
    return replace(plain, **said)


def intent_of(address: str) -> str:
    """Make an intent that belongs to an address."""
    digits = digest_bytes(address.encode()).removeprefix("sha256:")[:26]
    return digits.translate(str.maketrans("0189", "qrst"))
