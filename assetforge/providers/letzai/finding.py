"""Finding: orders whose answer was lost, looked for in the list of their route.

    Ask list … ─▶ Listing ─┬─ our token is shown ─────────────────────────▶ that job, proved
                           ├─ no tokens are shown ─ likeness ─┬─ as many ─▶ those jobs
                           │                                  └─ else ────▶ unclear
                           └─ tokens are shown, not ours ─┬─ a likeness without one ▶ unclear
                                                          └─ else ──────▶ absent: says nothing

Our token is shown where the name of the order, 128 bits of chance, stands anywhere in a job's
webhook. By its look a job is brought to an order only if it belongs to no other, carries nobody
else's webhook, is known to be this account's, and there are exactly as many such jobs as lost
orders that look the same. A list may show other people's jobs: they prove nothing. Neither does a
job without a token prove anything, where others show theirs: the service may just have begun to
show them, or have stopped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.providers.instruction import Job
from assetforge.providers.letzai.likeness import Likeness, likeness
from assetforge.providers.letzai.listing import created_at, listed
from assetforge.providers.letzai.reading import table, text
from assetforge.providers.letzai.routes import TOKEN_FIELD
from assetforge.providers.service import Sighting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assetforge.core.capabilities import Capabilities
    from assetforge.core.values import Table
    from assetforge.providers.conversation import Talk
    from assetforge.providers.letzai.listing import Listing
    from assetforge.providers.service import Claimed, Lost

_TOKEN: Final = re.compile(r"https://[a-z0-9]+\.([0-9a-f]{12})\.assetforge\.invalid(?:/[0-9a-f]*)?")


def found_lost(
    lost: Sequence[Lost], claimed: Claimed, capabilities: Capabilities
) -> Talk[Sighting]:
    """Look for lost orders of one route in its list."""
    if not lost:
        return Sighting(is_whole=True)

    def is_own(item: Table) -> bool:
        return item.get("id") in claimed.ids or _intent(item, lost) is not None

    listing = yield from listed(lost[0].route, min(order.since for order in lost), is_own)
    return sighted(lost, claimed, listing, capabilities)


def sighted(
    lost: Sequence[Lost], claimed: Claimed, listing: Listing, capabilities: Capabilities
) -> Sighting:
    """Say what a listing shows of lost orders."""
    view = _view(lost, claimed, listing)
    proved = _by_token(lost, listing)
    rest = [
        order
        for order in lost
        if order.intent not in proved and (order.token is None or not view.echoes)
    ]
    alike = _by_likeness(rest, view, frozenset(job.id for job in proved.values()), capabilities)
    looked_at = proved.keys() | {order.intent for order in rest}
    silent = [order for order in lost if order.intent not in looked_at]
    return Sighting(
        jobs={**proved, **alike.jobs},
        unclear=alike.unclear | _unclear(silent, view, capabilities),
        is_whole=listing.is_whole,
        shows_own=view.shows_own or bool(proved) or alike.shows_own,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """What of a listing may belong to nobody yet."""

    free: dict[str, Table]
    echoes: bool  # whether records show our tokens
    shows_own: bool
    doubtful: frozenset[str]  # of the free ones: those that may be other people's


def _view(lost: Sequence[Lost], claimed: Claimed, listing: Listing) -> _View:
    projects = {_project(order.token) for order in lost} - {None}
    ours = {
        id_: item
        for id_, item in listing.items.items()
        if _intent(item, lost) is not None or _project(text(item.get(TOKEN_FIELD))) in projects
    }
    known = {id_: listing.items[id_] for id_ in claimed.ids & listing.items.keys()}
    own = {**ours, **known}
    users = {_user(item) for item in (*own.values(), claimed.own)} - {None}
    free = {
        id_: item
        for id_, item in listing.items.items()
        if id_ not in claimed.ids
        and text(item.get(TOKEN_FIELD)) is None
        and (not users or _user(item) in {None, *users})
    }
    is_sure = bool(users) or bool(own)
    return _View(
        free=free, echoes=_echoes(claimed, ours, known), shows_own=bool(own),
        doubtful=frozenset(
            id_ for id_, item in free.items() if not is_sure or _user(item) not in {None, *users}
        ),
    )  # fmt: skip


def _echoes(claimed: Claimed, ours: Mapping[str, Table], known: Mapping[str, Table]) -> bool:
    """Say whether the list shows tokens; it may show fewer fields than a job's own record does."""
    if ours or any(text(item.get(TOKEN_FIELD)) for item in known.values()):
        return True
    return claimed.echoes is True and not known


def _project(token: str | None) -> str | None:
    match = _TOKEN.fullmatch(token or "")
    return match[1] if match else None


def _user(item: Table) -> str | None:
    return text(table(item.get("user")).get("id")) or text(item.get("userId"))


def _by_token(lost: Sequence[Lost], listing: Listing) -> dict[str, Job]:
    found: dict[str, Job] = {}
    for id_, item in listing.items.items():
        intent = _intent(item, lost)
        if intent is not None:
            found.setdefault(intent, Job(id=id_, route=lost[0].route))
    return found


def _intent(item: Table, lost: Sequence[Lost]) -> str | None:
    """Find the order whose name a job's webhook holds, in whatever form that is shown."""
    shown = (text(item.get(TOKEN_FIELD)) or "").lower()
    named = (order.intent for order in lost if order.token is not None and order.intent in shown)
    return next(named, None) if shown else None


def _unclear(lost: Sequence[Lost], view: _View, capabilities: Capabilities) -> frozenset[str]:
    """Name the orders that a job without a token may be, unless it is proved to be another's.

    When the service shows tokens, and of which jobs, is its own affair.
    """
    return frozenset(
        order.intent
        for order in lost
        if any(
            likeness(order, item, capabilities) is not Likeness.OTHER for item in view.free.values()
        )
    )


def _by_likeness(
    lost: Sequence[Lost], view: _View, taken: frozenset[str], capabilities: Capabilities
) -> Sighting:
    groups = [_Group(orders=orders, same=set(), alike=set()) for orders in _grouped(lost)]
    for id_, item in view.free.items():
        for group in groups if id_ not in taken else ():
            kind = likeness(group.first, item, capabilities)
            if kind is Likeness.SAME and id_ not in view.doubtful:
                group.same.add(id_)
            elif kind is not Likeness.OTHER:
                group.alike.add(id_)
    jobs: dict[str, Job] = {}
    unclear: set[str] = set()
    for group in groups:
        others = [other for other in groups if other is not group]
        jobs |= group.assigned(view.free, others)
        unclear |= group.unclear(others)
    seen = any(group.same for group in groups)
    return Sighting(jobs=jobs, unclear=frozenset(unclear), shows_own=seen)


def _grouped(lost: Sequence[Lost]) -> Iterator[list[Lost]]:
    """Bring together the orders that nothing but their token tells apart."""
    left = list(lost)
    while left:
        same = [order for order in left if order.call == left[0].call]
        yield same
        left = [order for order in left if order not in same]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Lost orders that look the same, and the jobs that look like them."""

    orders: list[Lost]
    same: set[str]
    alike: set[str]

    @property
    def first(self) -> Lost:
        return min(self.orders, key=lambda order: order.since)

    def assigned(self, items: dict[str, Table], others: Sequence[_Group]) -> dict[str, Job]:
        if not self._is_clear(others):
            return {}
        orders = sorted(self.orders, key=lambda order: order.since)
        ids = sorted(self.same, key=lambda id_: (created_at(items[id_]) or 0, id_))
        return {
            order.intent: Job(id=id_, route=order.route)
            for order, id_ in zip(orders, ids, strict=True)
        }

    def unclear(self, others: Sequence[_Group]) -> set[str]:
        if self._is_clear(others):
            return set()
        taken: set[str] = set()
        for other in others:
            taken |= other.same
        is_open = bool(self.same or self.alike - taken)
        return {order.intent for order in self.orders} if is_open else set()

    def _is_clear(self, others: Sequence[_Group]) -> bool:
        is_shared = any(self.same & other.same for other in others)
        return len(self.same) == len(self.orders) and not is_shared
