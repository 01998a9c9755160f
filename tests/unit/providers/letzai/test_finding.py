from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.providers.instruction import Ask, Job
from assetforge.providers.letzai.finding import found_lost
from assetforge.providers.service import Claimed, Sighting
from tests.unit.providers.letzai.listings import (
    IMAGE,
    NOW,
    UPSCALE,
    item,
    lost,
    shown,
    token,
)
from tests.unit.providers.letzai.talking import CAPABILITIES, answer, play, uuid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.core.values import Json, Table
    from assetforge.providers.service import Lost

A, B = lost("aaaa"), lost("bbbb")
LARGE = lost("cccc", body={**IMAGE, "width": 2000, "height": 2000})
OURS, THEIRS = token("aaaa"), token("zzzz", "ffffffffffff")
ANNA, STRANGER = {"id": uuid(80)}, {"id": uuid(81), "username": "stranger"}


def find(
    orders: Sequence[Lost], items: Sequence[Json], ids: Sequence[int] = (),
    echoes: bool | None = None, own: Table | None = None,
) -> Sighting:  # fmt: skip
    claimed = Claimed(ids=frozenset(map(uuid, ids)), echoes=echoes, own=own or {})
    talk = found_lost(orders, claimed, CAPABILITIES)
    return play(talk, [answer(list(items), x_total_pages="1")])[1]


def job(number: int, route: str = "/images") -> Job:
    return Job(id=uuid(number), route=route)


def test_our_token_is_proof_whatever_else_the_record_says() -> None:
    sighting = find([A, B], [item(1, NOW - 9_999, webhookUrl=OURS, prompt="other")], echoes=True)

    assert sighting == Sighting(jobs={"aaaa": job(1)}, is_whole=True, shows_own=True)


def test_a_users_own_webhook_is_proof_too() -> None:
    own = "https://hooks.example/letzai?intent=aaaa"
    order = lost("aaaa")
    with_own = type(order)(
        intent="aaaa", token=own, route=order.route, call=order.call, since=order.since
    )

    assert find([with_own], [item(1, webhookUrl=own)]).jobs == {"aaaa": job(1)}


@pytest.mark.parametrize(
    "webhook",
    [
        "https://AAAA.0123456789ab.assetforge.invalid",
        "https://aaaa.0123456789ab.assetforge.invalid/0123456789abcdef",
        "https://hooks.example/?intent=aaaa&more=1",
        "https://Hooks.example:443/letzai/aaaa",
    ],
)
def test_a_token_is_known_by_the_name_in_it_however_the_service_writes_it(webhook: str) -> None:
    assert find([A], [item(1, webhookUrl=webhook)]).jobs == {"aaaa": job(1)}


def test_a_lost_order_without_a_trace_is_absent() -> None:
    assert find([A], []) == Sighting(is_whole=True)


def test_where_tokens_are_shown_a_job_with_another_token_is_not_ours() -> None:
    items = [shown(1, webhookUrl=token("yyyy")), shown(2, webhookUrl=token("zzzz"))]

    assert find([A], items) == Sighting(is_whole=True, shows_own=True)


def test_where_tokens_are_not_shown_the_look_of_an_order_finds_it() -> None:
    for echoes in (None, False):
        sighting = find([A], [shown(1), shown(2)], [2], echoes)
        assert sighting == Sighting(jobs={"aaaa": job(1)}, is_whole=True, shows_own=True)


def test_where_jobs_show_tokens_and_no_own_job_is_listed_looks_do_not_count() -> None:
    sighting = find([A], [shown(1)], [], echoes=True)

    assert sighting == Sighting(unclear=frozenset({"aaaa"}), is_whole=True)


def test_a_list_may_show_less_than_a_job_and_then_looks_do_count() -> None:
    sighting = find([A], [shown(1), shown(2)], [2], echoes=True)

    assert sighting.jobs == {"aaaa": job(1)}


@pytest.mark.parametrize(
    ("orders", "items"),
    [
        ([A], [shown(1), shown(2)]),
        ([A, B], [shown(1)]),
        ([A, B], [shown(1), shown(2), shown(3)]),
        ([A], [item(1)]),
        ([A], [shown(1, NOW - 60)]),
        ([A, LARGE], [shown(1), shown(2)]),
    ],
)
def test_as_many_jobs_as_orders_or_nobody_can_tell(orders: list[Lost], items: list[Json]) -> None:
    sighting = find(orders, items)

    assert sighting.jobs == {}
    assert sighting.unclear == {order.intent for order in orders}


def test_as_many_jobs_as_orders_that_look_the_same_are_theirs_in_order_of_time() -> None:
    early, late = lost("aaaa", since=NOW - 20), lost("bbbb", since=NOW - 10)

    sighting = find([late, early], [shown(2, NOW - 2), shown(1, NOW - 8)], own={"user": ANNA})

    assert sighting.jobs == {"aaaa": job(1), "bbbb": job(2)}
    assert sighting.unclear == frozenset()


def test_orders_that_differ_are_told_apart_by_what_records_show() -> None:
    small = shown(1) | {"generationSettings": {"width": 1600}}
    large = shown(2) | {"generationSettings": {"width": 2000}}

    found = find([LARGE, A], [large, small], own={"user": ANNA}).jobs

    assert found == {"aaaa": job(1), "cccc": job(2)}


def test_what_belongs_to_one_order_does_not_make_another_unclear() -> None:
    small = shown(1) | {"generationSettings": {"width": 1600}}

    assert find([LARGE, A], [small], own={"user": ANNA}) == Sighting(
        jobs={"aaaa": job(1)}, is_whole=True, shows_own=True
    )


def test_jobs_of_other_orders_are_not_taken() -> None:
    assert find([A], [shown(1)], [1]) == Sighting(is_whole=True, shows_own=True)


@pytest.mark.parametrize("webhook", [THEIRS, "https://hooks.example/"])
def test_jobs_with_somebody_elses_webhook_are_not_taken(webhook: str) -> None:
    sighting = find([A], [shown(1, webhookUrl=webhook)])

    assert sighting == Sighting(is_whole=True)


def test_jobs_of_another_user_are_not_taken_once_we_know_who_we_are() -> None:
    mine = shown(1, user={"id": uuid(80)})
    items = [shown(3, user={"id": uuid(81)}), mine, item(2, user={"id": uuid(80)})]

    assert find([A], items, [2]).jobs == {"aaaa": job(1)}


@pytest.mark.parametrize("user", [STRANGER, None])
def test_a_job_that_may_be_a_strangers_is_no_proof_of_anything(user: Table | None) -> None:
    sighting = find([A], [shown(1, user=user)])

    assert sighting == Sighting(unclear=frozenset({"aaaa"}), is_whole=True)


def test_who_we_are_is_known_from_any_job_of_ours() -> None:
    items = [shown(1, user=ANNA), shown(2, user=STRANGER)]

    assert find([A], items, own={"user": ANNA}).jobs == {"aaaa": job(1)}


@pytest.mark.parametrize("at", [NOW - 9, NOW])
@pytest.mark.parametrize("known", [[], [2]])
def test_a_service_that_begins_or_stops_to_show_tokens_leaves_it_open_whose_a_job_is(
    at: float, known: list[int]
) -> None:
    with_token = shown(2, NOW - 8, webhookUrl=token("zzzz"))

    sighting = find([A], [shown(1, at), with_token], known, echoes=True)

    assert sighting.jobs == {}
    assert sighting.unclear == {"aaaa"}


def test_what_is_proved_to_be_somebody_elses_leaves_nothing_open_where_tokens_are_shown() -> None:
    with_token = shown(2, user=ANNA, webhookUrl=token("zzzz"))
    others = [
        shown(3, webhookUrl=THEIRS),
        shown(4, user=STRANGER),
        item(5, prompt="another wish", baseModel="flux2"),
        shown(7),
        shown(6, NOW - 9_999),
    ]

    sighting = find([A], [with_token, *others], [7], echoes=True)

    assert sighting == Sighting(is_whole=True, shows_own=True)


def test_an_order_sent_without_a_token_is_found_by_its_look() -> None:
    order = lost("aaaa", "/upscales", UPSCALE, has_token=False)
    listed = item(1, imageCompletionId=uuid(90), mode="sharp")

    sighting = find([order], [listed, item(2, webhookUrl=token("zzzz"))], [2], echoes=True)

    assert sighting.jobs == {"aaaa": job(1, "/upscales")}


def test_nothing_lost_is_nothing_asked() -> None:
    said, sighting = play(found_lost([], Claimed(), CAPABILITIES), [])

    assert (said, sighting.jobs) == ([], {})


def test_one_list_serves_every_lost_order_of_a_route() -> None:
    items: list[Json] = [item(1, webhookUrl=OURS), item(2, webhookUrl=token("bbbb"))]
    talk = found_lost([A, B], Claimed(), CAPABILITIES)

    said, sighting = play(talk, [answer(items, x_total_pages="1")])

    assert len(said) == 1
    assert isinstance(said[0], Ask)
    assert said[0].call.path == "/images"
    assert set(sighting.jobs) == {"aaaa", "bbbb"}
