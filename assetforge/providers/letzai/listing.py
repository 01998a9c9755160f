"""A listing: everything that a route's list shows back to a moment, newest first.

    page 1 ─▶ page 2 ─▶ …      until a page reaches back past the moment, or the list ends

Pages move while jobs arrive: what was seen is seen once. It is whole only if nothing can have been
missed: sorted as asked, not shorter than a page before, read to the moment or to a proved end. The
list of pictures is a feed that can show other people's (OpenAPI, 2025-11-21): where one page is not
enough and shows a job of our own, the rest is asked for by its user's name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from assetforge.providers.conversation import Talk, ask
from assetforge.providers.instruction import Ask
from assetforge.providers.letzai.lists import list_call, read_page
from assetforge.providers.letzai.reading import array, moment, table, text
from assetforge.providers.letzai.routes import IMAGES, as_uuid

if TYPE_CHECKING:
    from assetforge.core.values import Table
    from assetforge.providers.letzai.lists import Page

ALLOWANCE: Final = 300.0  # seconds that two clocks may be apart
_MOST_PAGES: Final = 40  # 2,000 jobs
_UNSORTED: Final = 1.0  # seconds by which a later item may be newer: times are rounded
_REFUSALS: Final = frozenset({400, 403, 404, 405, 422})  # a list that is not to be had

Owning: TypeAlias = Callable[["Table"], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What was listed, by job id, newest first."""

    items: dict[str, Table]
    is_whole: bool


def listed(route: str, since: float, is_own: Owning) -> Talk[Listing]:
    """Read a route's list back to `since`; `is_own` knows jobs that are certainly ours."""
    reader = _Reader(route=route, cut=since - ALLOWANCE, is_own=is_own)
    for _ in range(_MOST_PAGES):
        call = list_call(route, reader.number, reader.filters)
        answer = yield from ask(Ask(call=call, takes=_REFUSALS))
        page = read_page(answer) if answer.is_good else None
        if page is None:
            break
        reader.take(page)
        if reader.is_over:
            return Listing(items=reader.items, is_whole=reader.is_sound)
    return Listing(items=reader.items, is_whole=False)


def created_at(item: Table) -> float | None:
    """Find when a job was made; an edit says it only of its picture or its first choice."""
    choices = array(item.get("imageCompletionChoices"))[:1]
    places = (item, table(item.get("generatedImageCompletion")), *map(table, choices))
    return next((at for at in (moment(place.get("createdAt")) for place in places) if at), None)


@dataclass(slots=True, kw_only=True)
class _Reader:
    """How far a list is read; alone here, since a list is read one answer after another."""

    route: str
    cut: float
    is_own: Owning
    number: int = 1
    filters: dict[str, str] = field(default_factory=dict["str", "str"])
    items: dict[str, Table] = field(default_factory=dict["str", "Table"])
    is_sound: bool = True
    is_over: bool = False
    _read: int = 0  # entries
    _total: int | None = None
    _newest: float | None = None  # that the next item may be

    def take(self, page: Page) -> None:
        self._check(page)
        for item in page.items:
            id_ = as_uuid(item.get("id"))
            if id_ is not None:
                self.items.setdefault(id_, item)
        self._read += page.count
        self.is_over = self._reaches_back(page) or page.is_last(self.number, self._read)
        name = None if self.is_over else self._own_name(page)
        if name is None:
            self.number += 1
            return
        self.filters["username"] = name
        self.number, self.is_sound, self._total, self._newest = 1, True, None, None
        self._read = 0

    def _check(self, page: Page) -> None:
        """Note whether something may have slipped from one page to another."""
        if self._total is not None and page.total is not None and page.total < self._total:
            self.is_sound = False
        self._total = page.total if page.total is not None else self._total
        for at in (at for at in map(created_at, page.items) if at is not None):
            if self._newest is not None and at > self._newest + _UNSORTED:
                self.is_sound = False
            self._newest = at

    def _reaches_back(self, page: Page) -> bool:
        times = [at for at in map(created_at, page.items) if at is not None]
        return bool(times) and times[-1] < self.cut

    def _own_name(self, page: Page) -> str | None:
        if self.route != IMAGES or self.filters:
            return None
        names = (
            text(table(item.get("user")).get("username"))
            for item in page.items
            if self.is_own(item)
        )
        return next((name for name in names if name is not None), None)
