"""Lists: asking for a page of a collection, and reading it in whichever shape it comes.

    [ … ]                                               totals in X-Total-Count, X-Total-Pages
    {data: [ … ], pagination: {page, limit, total, totalPages}}
    {data: [ … ], page, limit, total}                   also `items` or `results` for `data`

Sources: OpenAPI, 2025-11-21, for the first; seeds 000 to 002 for the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.providers.instruction import Call
from assetforge.providers.letzai.reading import table
from assetforge.providers.letzai.routes import IMAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetforge.core.values import Json, Table
    from assetforge.providers.instruction import Answer

PAGE_SIZE: Final = 50  # the most that every list allows
_ITEMS: Final = ("data", "items", "results")
_MOST: Final = 10**9  # of any total; more is nonsense


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a list, and what the answer says of the whole list."""

    items: tuple[Table, ...]
    count: int  # of entries, whatever they are
    total: int | None = None  # of entries
    pages: int | None = None

    def is_last(self, number: int, read: int) -> bool:
        """Say whether no page follows, once `read` entries of `number` pages were read.

        A short page alone does not prove it: a service may have smaller pages than were asked for.
        """
        if self.count == 0:
            return True
        if self.pages is None and self.total is None:
            return False
        is_last_page = self.pages is None or number >= self.pages
        return is_last_page and (self.total is None or read >= self.total)


def list_call(
    route: str, page: int = 1, filters: Mapping[str, str] | None = None, size: int = PAGE_SIZE
) -> Call:
    """Ask for a page, newest first; among pictures also for those that are not safe for work."""
    query = {"page": str(page), "limit": str(size), "sortBy": "createdAt", "sortOrder": "DESC"}
    if route == IMAGES:
        query["includeNsfw"] = "true"
    return Call(method="GET", path=route, query={**query, **(filters or {})})


def read_page(answer: Answer) -> Page | None:
    """Read a page; None where the answer holds no list."""
    items = _items(answer.body)
    if items is None:
        return None
    body, headers = table(answer.body), answer.headers
    said = {**body, **table(body.get("pagination"))}
    return Page(
        items=tuple(item for item in map(table, items) if item),
        count=len(items),
        total=_count(said.get("total"), headers.get("x-total-count")),
        pages=_count(said.get("totalPages"), headers.get("x-total-pages")),
    )


def _items(body: Json) -> Sequence[Json] | None:
    if isinstance(body, list | tuple):
        return body
    found = (table(body).get(name) for name in _ITEMS)
    return next((value for value in found if isinstance(value, list | tuple)), None)


def _count(said: Json, header: str | None) -> int | None:
    for value in (header, said):
        if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
            return int(value.strip()[:10])
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST:
            return value
    return None
