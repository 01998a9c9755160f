"""One route of a service as the evidence shows it: its order, its record, its list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from assetforge.core.values import is_array, is_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assetforge.report.witness import Evidence, Seen

_FEW = 2  # entries with a date; fewer have no order


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteView:
    """What was seen of one route. None is: not seen."""

    route: str
    job: str | None = None  # of the first order that was accepted
    status: int | None = None  # of the last answer to an order
    token: str | None = None  # that went with it
    in_answer: bool | None = None
    in_record: bool | None = None
    in_list: bool | None = None
    delay: float | None = None  # seconds from the answer until a list showed the job
    lists: int = 0  # that were read
    entries: int = 0  # of the last list
    is_newest_first: bool | None = None
    strangers: int | None = None  # entries of other users in the last list


def views_of(evidence: Evidence) -> Iterator[RouteView]:
    """Look at each route that an order went to."""
    for route in evidence.routes:
        orders = [each for each in evidence.seen if each.is_paid and each.call.path == route]
        if orders:
            yield _view(evidence, route, orders)


def _view(evidence: Evidence, route: str, orders: Sequence[Seen]) -> RouteView:
    taken = next((each for each in orders if _id(each) is not None), None)
    token = _token_sent(orders[0], evidence)
    if taken is None:
        return RouteView(route=route, status=orders[-1].answer.status, token=token)
    job, name = _id(taken), evidence.token_field
    token = _token_sent(taken, evidence)
    records = [
        _body(each)
        for each in evidence.seen
        if each.call.path == f"{route}/{job}" and each.call.method == "GET" and _body(each)
    ]
    lists = [
        each
        for each in evidence.seen
        if each.call.path == route
        and each.call.method == "GET"
        and each.answer.is_good
        and each.at >= taken.at
    ]
    shown = [(each, entry) for each in lists for entry in _entries(each) if entry.get("id") == job]
    entries = _entries(lists[-1]) if lists else []
    return RouteView(
        route=route, job=job, status=taken.answer.status, token=token,
        in_answer=_body(taken).get(name) == token,
        in_record=any(record.get(name) == token for record in records) if records else None,
        in_list=any(entry.get(name) == token for _, entry in shown) if shown else None,
        delay=shown[0][0].at - taken.at if shown else None, lists=len(lists),
        entries=len(entries), is_newest_first=_is_newest_first(entries),
        strangers=_strangers(entries, _user(_body(taken))),
    )  # fmt: skip


def _token_sent(order: Seen, evidence: Evidence) -> str | None:
    sent = (order.call.body or {}).get(evidence.token_field)
    return sent if isinstance(sent, str) else None


def _id(order: Seen) -> str | None:
    found = _body(order).get("id") if order.answer.is_good else None
    return found if isinstance(found, str) else None


def _body(seen: Seen) -> Mapping[str, object]:
    body: object = seen.answer.body
    return body if is_table(body) else {}


def _entries(seen: Seen) -> list[Mapping[str, object]]:
    body: object = seen.answer.body
    items = body.get("data") if is_table(body) else body
    return [item for item in items if is_table(item)] if is_array(items) else []


def _is_newest_first(entries: Sequence[Mapping[str, object]]) -> bool | None:
    dates = [date for date in map(_date, entries) if date is not None]
    if len(dates) < _FEW:
        return None
    return all(first >= second for first, second in pairwise(dates))


def _date(entry: Mapping[str, object]) -> float | None:
    made = entry.get("generatedImageCompletion")
    holders = [entry, made] if is_table(made) else [entry]
    texts = [holder.get("createdAt") for holder in holders]
    try:
        return next(
            datetime.fromisoformat(text).timestamp() for text in texts if isinstance(text, str)
        )
    except (ValueError, StopIteration):
        return None


def _user(entry: Mapping[str, object]) -> str | None:
    user = entry.get("user")
    found = user.get("id") if is_table(user) else entry.get("userId")
    return found if isinstance(found, str) else None


def _strangers(entries: Sequence[Mapping[str, object]], own: str | None) -> int | None:
    users = [user for user in map(_user, entries) if user is not None]
    if own is None or not users:
        return None
    return sum(user != own for user in users)
