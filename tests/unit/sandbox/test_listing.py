from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assetforge.sandbox.listing import FILTERS, list_answer, read_page
from assetforge.sandbox.refusal import RefusalError
from tests.unit.sandbox.bench import rows

if TYPE_CHECKING:
    from assetforge.core.values import Json
    from assetforge.providers.settings import Dialect

ITEMS = list(range(25, 0, -1))  # newest first


def show(number: int) -> dict[str, Json]:
    return {"id": str(number), "status": "ready" if number % 2 else "failed", "isNsfw": number == 4}


def ids(route: str, dialect: Dialect, **query: str) -> list[int]:
    return [int(str(row["id"])) for row in rows(list_answer(route, ITEMS, show, query, dialect))]


def test_pages_are_cut_from_the_newest_on() -> None:
    assert ids("/videos", "current") == ITEMS[:10]
    assert ids("/videos", "current", page="3", limit="10") == ITEMS[20:]
    assert ids("/videos", "current", page="4", limit="10") == []
    assert ids("/videos", "current", sortOrder="ASC", limit="3") == [1, 2, 3]


def test_filters_narrow_a_list() -> None:
    assert ids("/videos", "current", status="failed", limit="3") == [24, 22, 20]
    assert ids("/videos", "current", isNsfw="true") == [4]
    assert ids("/images", "current", includeNsfw="true", limit="1") == [25]


def test_only_what_is_shown_is_written() -> None:
    written: list[int] = []

    def watched(number: int) -> dict[str, Json]:
        written.append(number)
        return show(number)

    list_answer("/videos", ITEMS, watched, {"page": "2", "limit": "3"}, "current")

    assert written == [22, 21, 20]


def test_current_lists_are_arrays_with_totals_in_the_headers() -> None:
    answer = list_answer("/image-edits", ITEMS, show, {"limit": "10", "page": "2"}, "current")

    totals = {name: value for name, value in answer.headers.items() if name.startswith("x-")}
    assert isinstance(json.loads(answer.body), list)
    assert totals == {
        "x-total-count": "25", "x-current-page": "2", "x-per-page": "10", "x-total-pages": "3",
    }  # fmt: skip


def test_older_lists_are_of_three_shapes() -> None:
    answers = {
        route: json.loads(list_answer(route, ITEMS[:2], show, {"limit": "1"}, "older").body)
        for route in ("/images", "/videos", "/models")
    }

    assert isinstance(answers["/images"], list)
    assert answers["/videos"]["pagination"] == {"page": 1, "limit": 1, "total": 2, "totalPages": 2}
    assert {name: answers["/models"][name] for name in ("page", "limit", "total")} == {
        "page": 1, "limit": 1, "total": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    "query",
    [
        {"limit": "51"}, {"limit": "0"}, {"limit": "ten"}, {"page": "-1"}, {"page": "1" * 30},
        {"page": "²"}, {"sortOrder": "desc"}, {"sortBy": "usages"}, {"cursor": "x"}, {"userId": ""},
    ],
)  # fmt: skip
def test_a_wrong_query_is_400(query: dict[str, str]) -> None:
    with pytest.raises(RefusalError) as refused:
        read_page("/image-edits", query)

    assert refused.value.status == 400


def test_every_list_can_be_sorted_by_creation() -> None:
    for route in FILTERS:
        assert not read_page(route, {"sortBy": "createdAt"}).is_ascending
