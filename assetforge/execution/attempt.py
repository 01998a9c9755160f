"""One attempt to buy something, as the ledger keeps it.

             ┌──────── proved not sent, or refused ─────────┐
    INTENT ──┴─▶ SUBMITTED ─▶ READY ─▶ STORED                VOID        nothing was charged
      │              ▲  └ failed, refused by moderation ─▶ FAILED        charged, unless proved not
      └─ unclear ─▶ UNKNOWN ─ found in a list ─┘
                       ├─ absent for the whole settle window ─▶ VOID
                       └─ nobody can tell: stays; a person says retry or drop ─▶ ABANDONED

INTENT, UNKNOWN, SUBMITTED and READY are live: one key has one live attempt at most. Each change is
on the disk before the next thing is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from assetforge.core.digest import Digest


class AttemptState(StrEnum):
    """How far an attempt came."""

    INTENT = "intent"
    UNKNOWN = "unknown"
    SUBMITTED = "submitted"
    READY = "ready"
    STORED = "stored"
    FAILED = "failed"
    VOID = "void"
    ABANDONED = "abandoned"


PLACED: Final = "its result is in the lock"  # the reason of a STORED attempt that replaced one
LIVE: Final = frozenset(
    {AttemptState.INTENT, AttemptState.UNKNOWN, AttemptState.SUBMITTED, AttemptState.READY}
)
_S = AttemptState
NEXT: Final[Mapping[AttemptState, frozenset[AttemptState]]] = {
    _S.INTENT: frozenset(
        {_S.UNKNOWN, _S.SUBMITTED, _S.READY, _S.VOID, _S.ABANDONED, _S.FAILED, _S.STORED}
    ),
    _S.UNKNOWN: frozenset({_S.SUBMITTED, _S.READY, _S.VOID, _S.ABANDONED, _S.FAILED, _S.STORED}),
    _S.SUBMITTED: frozenset({_S.READY, _S.STORED, _S.FAILED, _S.ABANDONED}),
    _S.READY: frozenset({_S.STORED, _S.FAILED, _S.ABANDONED}),
    _S.STORED: frozenset(),
    _S.FAILED: frozenset(),
    _S.VOID: frozenset(),
    _S.ABANDONED: frozenset(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """A row of the ledger. Credits are those of its provider; times are seconds since 1970."""

    intent: str  # 128 bits of chance, base32 in lower case
    key: Digest
    project: str  # 12 hexadecimal digits
    address: str
    run: str
    provider: str
    account: str  # 8 hexadecimal digits of the digest of what pays; see `Terms`
    kind: str
    model: str | None
    route: str
    request: str  # canonical JSON of the call that is sent, without the token and inlined bytes
    token: str | None
    reserved: Decimal | None  # None: the price is unknown
    state: AttemptState = AttemptState.INTENT
    job: str | None = None
    actual: Decimal | None = None  # None: the provider did not say
    status: int | None = None  # of the last HTTP answer
    reason: str = ""
    result_url: str | None = None  # kept only while it is needed
    echoes: bool | None = None  # whether the job's record shows the token
    digest: Digest | None = None
    intended_at: float = 0
    submitted_at: float | None = None
    ended_at: float | None = None
    process: str = ""  # host, process and boot that wrote it
    made: str = ""  # all that a `Made` needs but its result, so that no manifest is needed for it

    @property
    def is_live(self) -> bool:
        """Whether it may still cost or bring something."""
        return self.state in LIVE

    @property
    def is_accepted(self) -> bool:
        """Whether the service is known to have taken the order."""
        return self.state in {AttemptState.SUBMITTED, AttemptState.READY}

    @property
    def may_have_cost(self) -> bool:
        """Whether its credits count: everything but what is proved not to have been charged."""
        return self.state is not AttemptState.VOID


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What becomes of an attempt. What is None stays as it is."""

    state: AttemptState
    route: str | None = None
    job: str | None = None
    status: int | None = None
    reason: str | None = None
    result_url: str | None = None
    actual: Decimal | None = None
    echoes: bool | None = None
    digest: Digest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How many credits of one provider may be reserved. None: no such limit."""

    run: Decimal | None = None
    day: Decimal | None = None  # since midnight UTC, over all projects of this user
    asset: Decimal | None = None  # one attempt
