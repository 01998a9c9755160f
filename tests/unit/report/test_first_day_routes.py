"""One route as the evidence shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.report.first_day_routes import RouteView, views_of
from tests.unit.report.first_days import TOKEN, evidence, order, page, record

if TYPE_CHECKING:
    from assetforge.core.values import Json
    from assetforge.report.witness import Seen

OWN = {"user": {"id": "me"}}
ENTRY: dict[str, Json] = {"id": "job-1", "webhookUrl": TOKEN}


def view(*seen: Seen) -> RouteView:
    (found,) = views_of(evidence(*seen))
    return found


def test_a_route_without_orders_is_no_subject() -> None:
    assert list(views_of(evidence(page(1, ENTRY)))) == []


def test_a_token_is_looked_for_in_the_answer_the_record_and_the_list() -> None:
    found = view(order(webhookUrl=TOKEN), record(), page(13, ENTRY))

    assert (found.in_answer, found.in_record, found.in_list) == (True, False, True)
    assert found.token == TOKEN


def test_what_was_not_seen_is_neither_yes_nor_no() -> None:
    found = view(order())

    assert (found.in_record, found.in_list, found.delay, found.strangers) == (None,) * 4


def test_the_delay_runs_from_the_answer_to_the_first_list_that_shows_the_job() -> None:
    before, none, first = page(9, ENTRY), page(11), page(13.5, ENTRY)

    assert view(order(10), before, none, first, page(20, ENTRY)).delay == pytest.approx(3.5)
    assert view(order(10), none).delay is None


def test_a_refused_order_leaves_its_status() -> None:
    found = view(order(status=400))

    assert (found.job, found.status, found.token) == (None, 400, TOKEN)


def test_a_refused_list_is_no_list() -> None:
    assert view(order(), page(11, ENTRY), page(12, status=400)).lists == 1


@pytest.mark.parametrize(
    ("dates", "is_newest_first"),
    [
        (("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z"), True),
        (("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"), False),
        (("2026-01-01T00:00:00Z",), None),
        (("yesterday", "today"), None),
    ],
)
def test_the_order_of_a_list_is_that_of_its_dates(
    dates: tuple[str, ...], is_newest_first: object
) -> None:
    entries = [{"id": "x", "createdAt": date} for date in dates]

    assert view(order(), page(11, *entries)).is_newest_first is is_newest_first


def test_an_edit_is_dated_by_its_picture() -> None:
    dates = ("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z")
    entries = [{"generatedImageCompletion": {"createdAt": date}} for date in dates]

    assert view(order(), page(11, *entries)).is_newest_first is True


def test_strangers_are_those_of_other_users() -> None:
    mine = order(user={"id": "me"})

    assert view(mine, page(11, OWN, {"userId": "you"}, {"id": "x"})).strangers == 1
    assert view(mine, page(11, OWN)).strangers == 0
    assert view(mine, page(11, ENTRY)).strangers is None
    assert view(order(), page(11, OWN)).strangers is None
