"""An attempt as a row of the ledger, and a row as an attempt."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING, Final

from assetforge.adapters.ledger_schema import COLUMNS
from assetforge.core.digest import Digest, is_digest
from assetforge.core.errors import DamagedError
from assetforge.execution.attempt import Attempt, AttemptState

if TYPE_CHECKING:
    from collections.abc import Mapping

_THOUSAND: Final = 1000
_MOST: Final = 10**15  # thousandths: what sums of a million attempts still hold as SQLite integers


def row_of(attempt: Attempt) -> dict[str, object]:
    """Write an attempt as columns."""
    row: dict[str, object] = {name: getattr(attempt, name) for name in COLUMNS}
    echoes = attempt.echoes
    return row | {
        "state": attempt.state.value,
        "reserved": thousandths(attempt.reserved),
        "actual": thousandths(attempt.actual),
        "echoes": None if echoes is None else int(echoes),
    }


def attempt_of(row: Mapping[str, object]) -> Attempt:
    """Read an attempt from its columns.

    Raises:
        DamagedError: they hold what was never written.
    """
    try:
        return _attempt(row)
    except (ValueError, TypeError) as error:
        raise _unreadable(row) from error


def thousandths(credits_: Decimal | None) -> int | None:
    """Write credits as whole thousandths; what is finer is rounded up, never away.

    Raises:
        ValueError: no amount that anybody could pay.
    """
    if credits_ is None:
        return None
    if not is_payable(credits_):
        message = f"{credits_} is no amount of credits"
        raise ValueError(message)
    return int((credits_ * _THOUSAND).to_integral_value(ROUND_CEILING))


def whole_credits(amount: int) -> Decimal:
    """Read thousandths as credits."""
    return Decimal(amount) / _THOUSAND


def is_payable(credits_: Decimal) -> bool:
    """Say whether an amount from outside is one: no NaN, not negative, not astronomical."""
    return credits_.is_finite() and 0 <= credits_ <= _MOST // _THOUSAND


def _attempt(row: Mapping[str, object]) -> Attempt:
    return Attempt(
        intent=_text(row["intent"]),
        key=_digest(row["key"]),
        project=_text(row["project"]),
        address=_text(row["address"]),
        run=_text(row["run"]),
        provider=_text(row["provider"]),
        account=_text(row["account"]),
        kind=_text(row["kind"]),
        model=_optional_text(row["model"]),
        route=_text(row["route"]),
        request=_text(row["request"]),
        token=_optional_text(row["token"]),
        reserved=_credits(row["reserved"]),
        state=AttemptState(_text(row["state"])),
        job=_optional_text(row["job"]),
        actual=_credits(row["actual"]),
        status=_optional_whole(row["status"]),
        reason=_text(row["reason"]),
        result_url=_optional_text(row["result_url"]),
        echoes=_optional_truth(row["echoes"]),
        digest=None if row["digest"] is None else _digest(row["digest"]),
        intended_at=_number(row["intended_at"]),
        submitted_at=_optional_number(row["submitted_at"]),
        ended_at=_optional_number(row["ended_at"]),
        process=_text(row["process"]),
        made=_text(row["made"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _optional_text(value: object) -> str | None:
    return None if value is None else _text(value)


def _digest(value: object) -> Digest:
    if not is_digest(value):
        raise ValueError(value)
    return Digest(_text(value))


def _optional_whole(value: object) -> int | None:
    if value is None or isinstance(value, int):
        return value
    raise TypeError(value)


def _optional_truth(value: object) -> bool | None:
    return None if value is None else bool(_optional_whole(value))


def _credits(value: object) -> Decimal | None:
    amount = _optional_whole(value)
    return None if amount is None else whole_credits(amount)


def _number(value: object) -> float:
    if isinstance(value, int | float):
        return float(value)
    raise TypeError(value)


def _optional_number(value: object) -> float | None:
    return None if value is None else _number(value)


def _unreadable(row: Mapping[str, object]) -> DamagedError:
    return DamagedError(
        f"the ledger's row of the attempt {str(row['intent'])[:32]!r} cannot be read",
        cost="Nothing was sent. What that attempt cost is not known.",
        next_step="Look at the account at the provider, then report this: no version wrote it so.",
    )
