from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.providers.instruction import Answer
from assetforge.providers.letzai.lists import Page, list_call, read_page
from tests.unit.providers.letzai.talking import answer

if TYPE_CHECKING:
    from assetforge.core.values import Json

ITEMS: list[Json] = [{"id": "a"}, {"id": "b"}]
READ = ({"id": "a"}, {"id": "b"})


@pytest.mark.parametrize(
    ("body", "headers", "page"),
    [
        (ITEMS, {}, Page(items=READ, count=2)),
        (
            ITEMS, {"x-total-count": "7", "x-total-pages": "4", "x-per-page": "2"},
            Page(items=READ, count=2, total=7, pages=4),
        ),
        (
            {"data": ITEMS, "pagination": {"page": 1, "limit": 2, "total": 7, "totalPages": 4}}, {},
            Page(items=READ, count=2, total=7, pages=4),
        ),
        (
            {"data": ITEMS, "page": 1, "limit": 2, "total": 7}, {},
            Page(items=READ, count=2, total=7),
        ),
        ({"items": ITEMS}, {}, Page(items=READ, count=2)),
        ({"results": ITEMS, "total": "x"}, {}, Page(items=READ, count=2)),
        ([1, None, "x", {}, {"id": "a"}], {}, Page(items=({"id": "a"},), count=5)),
        (ITEMS, {"x-total-count": "-1", "x-per-page": "0"}, Page(items=READ, count=2)),
        ({"data": ITEMS, "total": True, "limit": 10**99}, {}, Page(items=READ, count=2)),
        ([], {}, Page(items=(), count=0)),
    ],
)  # fmt: skip
def test_a_page_is_read_in_every_shape(body: Json, headers: dict[str, str], page: Page) -> None:
    assert read_page(Answer(status=200, body=body, headers=headers)) == page


@pytest.mark.parametrize("body", [None, {}, "[]", 7, {"data": {"id": "a"}}, {"id": "a"}])
def test_what_is_no_list_is_no_page(body: Json) -> None:
    assert read_page(answer(body)) is None


@pytest.mark.parametrize(
    ("total", "pages", "number", "read", "is_last"),
    [
        (None, None, 1, 2, False),
        (2, None, 1, 2, True),
        (3, None, 1, 2, False),
        (60, None, 2, 40, False),
        (60, None, 3, 60, True),
        (None, 3, 2, 40, False),
        (None, 3, 3, 60, True),
        (60, 2, 2, 40, False),
        (60, 4, 3, 60, False),
    ],
)
def test_where_a_list_ends(
    total: int | None, pages: int | None, number: int, read: int, is_last: bool
) -> None:
    page = Page(items=READ, count=2, total=total, pages=pages)

    assert page.is_last(number, read) is is_last


def test_an_empty_page_is_the_last_whatever_it_says() -> None:
    assert Page(items=(), count=0, total=99, pages=9).is_last(1, 0)


def test_a_page_is_asked_for_newest_first_with_the_most_that_every_list_allows() -> None:
    call = list_call("/videos", 3)

    assert (call.method, call.path, call.body) == ("GET", "/videos", None)
    assert call.query == {"page": "3", "limit": "50", "sortBy": "createdAt", "sortOrder": "DESC"}


def test_among_pictures_also_those_that_are_not_safe_for_work_are_listed() -> None:
    assert list_call("/images", 1, {"username": "anna"}).query.items() >= {
        ("includeNsfw", "true"), ("username", "anna"),
    }  # fmt: skip
