"""Lost orders: what an attempt is recognised by in the lists of its service."""

from __future__ import annotations

import json
from math import inf
from typing import TYPE_CHECKING, Final, get_args

from assetforge.core.digest import canonical
from assetforge.core.values import is_array, is_table
from assetforge.execution.dossier import decode_dossier
from assetforge.providers.instruction import Call, Method
from assetforge.providers.service import Lost

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.values import Json
    from assetforge.execution.attempt import Attempt

TOLERANCE: Final = 5.0  # seconds: a service tells its time in whole ones
_METHODS: Final[tuple[Method, ...]] = get_args(Method)


def lost_order(attempt: Attempt, skew: float, now: float = inf) -> Lost:
    """Describe an attempt as the service would know it.

    `skew` is how many seconds the service's clock is ahead of ours, `now` what it says. They only
    ever move the moment back: what was made before is looked at in vain, what is overlooked might
    be paid for again.
    """
    ahead = 0 if is_timed(attempt) else min(skew, 0)
    return Lost(
        intent=attempt.intent, token=attempt.token, route=attempt.route, call=call_of(attempt),
        since=min(attempt.intended_at + ahead, now),
    )  # fmt: skip


def is_placed_in_time(attempt: Attempt, now: float) -> bool:
    """Say whether it is certain when an order was placed, so that its absence may prove something.

    A moment that nobody but our own clock told may be wrong by hours, and so is one that lies ahead
    of what the service's clock says now.
    """
    return is_timed(attempt) and attempt.intended_at <= now + TOLERANCE


def is_timed(attempt: Attempt) -> bool:
    """Say whether the moment of an order is by its service's own clock."""
    dossier = decode_dossier(attempt.made)
    return dossier is not None and dossier.is_timed


def call_text(call: Call) -> str:
    """Write a call as the ledger keeps it."""
    table: dict[str, Json] = {
        "method": call.method, "path": call.path, "query": dict(call.query), "body": call.body,
        "inline": {name: list(places) for name, places in call.inline.items()},
    }  # fmt: skip
    return canonical(table)


def call_of(attempt: Attempt) -> Call:
    """Read the call of an attempt; a row that cannot be read gives one that fits nothing."""
    try:
        table: object = json.loads(attempt.request)
    except (ValueError, RecursionError):
        table = None
    if not is_table(table):
        return Call(method="POST", path=attempt.route)
    path, body = table.get("path"), table.get("body")
    return Call(
        method=_method(table.get("method")), path=path if isinstance(path, str) else attempt.route,
        query=_texts(table.get("query")), body=_plain_table(body),
        inline={name: _places(value) for name, value in _items(table.get("inline"))},
    )  # fmt: skip


def _method(value: object) -> Method:
    for method in _METHODS:
        if method == value:
            return method
    return "POST"


def _items(value: object) -> list[tuple[str, object]]:
    return list(value.items()) if is_table(value) else []


def _texts(value: object) -> Mapping[str, str]:
    return {name: text for name, text in _items(value) if isinstance(text, str)}


def _places(value: object) -> tuple[int, ...]:
    return tuple(place for place in value if isinstance(place, int)) if is_array(value) else ()


def _plain_table(value: object) -> Mapping[str, Json] | None:
    return {name: _plain(member) for name, member in _items(value)} if is_table(value) else None


def _plain(value: object) -> Json:
    if is_table(value):
        return {name: _plain(member) for name, member in value.items()}
    if is_array(value):
        return [_plain(member) for member in value]
    return value if isinstance(value, bool | int | float | str) else None
