"""The rescue file: a change that the ledger refused, as JSON, with the attempt it belongs to.

{"version": 1, "attempt": {"intent": …, "key": …, …}, "change": {"state": "submitted", "job": …, …}}

Amounts of the attempt are thousandths of a credit, as in the ledger; the charge is a decimal text.
A file may lie where others can write, so nothing in it is believed that has not its form.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from assetforge.adapters.known_keys import without_keys
from assetforge.adapters.ledger_row import attempt_of, is_payable, row_of
from assetforge.core.digest import Digest, is_digest
from assetforge.core.errors import DamagedError
from assetforge.core.values import is_table
from assetforge.execution.attempt import AttemptState, Change

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.execution.attempt import Attempt

VERSION: Final = 1
_JOB: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,127}")
_ROUTE: Final = re.compile(r"(/[A-Za-z0-9][A-Za-z0-9_-]{0,63}){1,8}")
_MOST_STATUS: Final = 1000
_MOST: Final = 4096  # characters of a text


def is_job_id(text: str) -> bool:
    """Say whether a text may be the id of a job: it may enter the path of a request."""
    return _JOB.fullmatch(text) is not None


def encode_rescue(attempt: Attempt, change: Change) -> bytes:
    """Write a rescue file."""
    said = asdict(change) | {
        "state": change.state.value,
        "actual": None if change.actual is None else str(change.actual),
    }
    body = {"version": VERSION, "attempt": row_of(attempt), "change": said}
    return without_keys(json.dumps(body, indent=1)).encode() + b"\n"


def decode_rescue(data: bytes) -> tuple[Attempt, Change]:
    """Read a rescue file.

    Raises:
        ValueError: it is none.
    """
    try:
        return _decoded(json.loads(data))
    except (
        KeyError,
        ValueError,
        TypeError,
        ArithmeticError,
        RecursionError,
        DamagedError,
    ) as error:
        message = "this is no rescue file, or one that was changed"
        raise ValueError(message) from error


def _decoded(body: object) -> tuple[Attempt, Change]:
    if not is_table(body) or body.get("version") != VERSION:
        raise ValueError(body)
    attempt, change = body["attempt"], body["change"]
    if not is_table(attempt) or not is_table(change):
        raise TypeError(body)
    return attempt_of(attempt), _change(change)


def _change(said: Mapping[str, object]) -> Change:
    digest, status, echoes = said.get("digest"), said.get("status"), said.get("echoes")
    if digest is not None and not is_digest(digest):
        raise ValueError(digest)
    return Change(
        state=AttemptState(str(said.get("state"))),
        route=_matching(_ROUTE, said.get("route")),
        job=_matching(_JOB, said.get("job")),
        status=status if type(status) is int and 0 <= status < _MOST_STATUS else None,
        reason=_text(said.get("reason")),
        result_url=_text(said.get("result_url")),
        actual=_amount(said.get("actual")),
        echoes=echoes if isinstance(echoes, bool) else None,
        digest=None if digest is None else Digest(str(digest)),
    )


def _matching(form: re.Pattern[str], value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or form.fullmatch(value) is None:
        raise ValueError(value)
    return value


def _text(value: object) -> str | None:
    return value[:_MOST] if isinstance(value, str) else None


def _amount(value: object) -> Decimal | None:
    try:
        amount = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation as error:
        raise ValueError(value) from error
    return amount if amount is not None and is_payable(amount) else None
