"""Lists: filters, order and pages, in the shape of the dialect (LetzAI reference, section 11).

current   [ … ], totals in X-Total-Count, X-Current-Page, X-Per-Page, X-Total-Pages
older     {data, pagination} for edits, upscales and films; {data, page, limit, total} for models
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeVar

from assetforge.sandbox.refusal import RefusalError, json_answer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assetforge.core.values import Json, Table
    from assetforge.providers.settings import Dialect
    from assetforge.sandbox.message import HttpAnswer

T = TypeVar("T")
_MOST: Final = 50  # items on a page
_PAGED: Final = frozenset({"page", "limit", "sortBy", "sortOrder"})
FILTERS: Final[Mapping[str, frozenset[str]]] = {
    "/images": frozenset({
        "userId", "username", "privacy", "status", "systemVersion", "isHot", "includeNsfw",
        "onlyFollowing", "modelIds",
    }),
    "/image-edits": frozenset({"status"}),
    "/upscale": frozenset({"userId", "username", "imageId", "status", "onlyFollowing"}),
    "/upscales": frozenset({"userId", "username", "imageId", "status", "onlyFollowing"}),
    "/videos": frozenset({
        "userId", "username", "organizationId", "originalImageCompletionId", "prompt", "status",
        "width", "height", "resolution", "isNsfw", "isHot", "isUnsafe", "hidePrompt",
    }),
    "/video-edits": frozenset({"status"}),
    "/user-assets": frozenset(),
    "/user-images": frozenset(),
    "/models": frozenset({
        "search", "name", "userId", "username", "class", "type", "description", "privacy",
        "systemVersion", "status", "isActive",
    }),
}  # fmt: skip
_DEFAULT_LIMITS: Final = {"/image-edits": 20, "/models": 20}
_SORTED_BY: Final[Mapping[str, frozenset[str]]] = {
    "/images": frozenset({"createdAt", "likes", "regenerations"}),
    "/image-edits": frozenset({"createdAt", "status"}),
    "/models": frozenset({"createdAt", "usages"}),
}  # fmt: skip
_BARE: Final = frozenset({"/images"})  # lists that are arrays in the older dialect too


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Which part of a list is wanted, and in which order."""

    number: int
    limit: int
    is_ascending: bool


def read_page(route: str, query: Mapping[str, str]) -> Page:
    """Read and check a query.

    Raises:
        RefusalError: 400, an unknown filter or a number out of range.
    """
    for name in query:
        if name not in _PAGED | FILTERS[route]:
            raise RefusalError(400, f"property {name[:64]} should not exist")
    order = query.get("sortOrder", "DESC")
    if order not in {"ASC", "DESC"}:
        raise RefusalError(400, "sortOrder must be ASC or DESC")
    if query.get("sortBy", "createdAt") not in _SORTED_BY.get(route, frozenset({"createdAt"})):
        raise RefusalError(400, "sortBy must be one of the sortable attributes")
    return Page(
        number=_whole(query, "page", 1, 1_000_000),
        limit=_whole(query, "limit", _DEFAULT_LIMITS.get(route, 10), _MOST),
        is_ascending=order == "ASC",
    )


def list_answer(
    route: str, items: Sequence[T], show: Callable[[T], Table], query: Mapping[str, str],
    dialect: Dialect,
) -> HttpAnswer:  # fmt: skip
    """Answer with a page of items that come newest first; only those on it are written.

    Raises:
        RefusalError: 400, the query is wrong.
    """
    page = read_page(route, query)
    wishes = [(name, wish) for name, wish in query.items() if name in FILTERS[route] - _SWITCHES]
    found: Sequence[T] = items
    if wishes:
        found = [item for item in items if _fulfils(show(item), wishes)]
    if page.is_ascending:
        found = found[::-1]
    start = (page.number - 1) * page.limit
    shown = [show(item) for item in found[start : start + page.limit]]
    return _shaped(route, shown, len(found), page, dialect)


def _fulfils(record: Table, wishes: Sequence[tuple[str, str]]) -> bool:
    return all(_has(record.get(name), wish, name) for name, wish in wishes)


def _has(value: object, wish: str, name: str) -> bool:
    if isinstance(value, bool):
        return str(value).lower() == wish.lower()
    return wish.lower() in str(value).lower() if name in _SEARCHED else str(value) == wish


# What belongs to the feed of a web page, and whose jobs are listed, which is decided before.
_SWITCHES: Final = frozenset(
    {"includeNsfw", "isHot", "onlyFollowing", "modelIds", "userId", "username"}
)
_SEARCHED: Final = frozenset({"prompt", "description", "search"})


def _whole(query: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = query.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 8 and 1 <= int(text) <= most):  # noqa: PLR2004 - as many digits as any page has
        raise RefusalError(400, f"{name} must be an integer number from 1 to {most}")
    return int(text)


def _shaped(
    route: str, items: Sequence[Table], total: int, page: Page, dialect: Dialect
) -> HttpAnswer:
    pages = -(-total // page.limit)
    data: list[Json] = list(items)
    if dialect == "older" and route not in _BARE:
        told: dict[str, Json] = {"page": page.number, "limit": page.limit, "total": total}
        if route == "/models":
            return json_answer({"data": data, **told})
        return json_answer({"data": data, "pagination": {**told, "totalPages": pages}})
    answer = json_answer(data)
    totals = {
        "x-total-count": str(total), "x-current-page": str(page.number),
        "x-per-page": str(page.limit), "x-total-pages": str(pages),
    }  # fmt: skip
    return replace(answer, headers={**answer.headers, **totals})
