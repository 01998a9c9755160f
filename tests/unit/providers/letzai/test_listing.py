from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.providers.instruction import Ask
from assetforge.providers.letzai.listing import ALLOWANCE, Listing, created_at, listed
from tests.unit.providers.letzai.listings import NOW, iso, item
from tests.unit.providers.letzai.talking import answer, play, uuid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetforge.core.values import Json, Table
    from assetforge.providers.instruction import Instruction, Reply

OLD = NOW - ALLOWANCE - 60


def read(
    replies: Sequence[Reply], route: str = "/image-edits", own: frozenset[str] = frozenset()
) -> tuple[list[Mapping[str, str]], Listing]:
    said, listing = play(listed(route, NOW, lambda one: one.get("id") in own), replies)
    return [_query(instruction) for instruction in said], listing


def _query(instruction: Instruction) -> Mapping[str, str]:
    assert isinstance(instruction, Ask)
    return instruction.call.query


def numbers(queries: Sequence[Mapping[str, str]]) -> list[str]:
    return [query["page"] for query in queries]


def test_one_page_that_reaches_back_is_enough() -> None:
    queries, listing = read([answer([item(2), item(1, OLD)])])

    assert numbers(queries) == ["1"]
    assert (set(listing.items), listing.is_whole) == ({uuid(1), uuid(2)}, True)


def test_a_page_reaches_back_only_beyond_what_two_clocks_may_differ() -> None:
    queries, _ = read([answer([item(1, NOW - ALLOWANCE + 1)]), answer([item(2, OLD)])])

    assert numbers(queries) == ["1", "2"]


def test_a_page_that_does_not_reach_back_is_followed_by_another() -> None:
    queries, listing = read([answer([item(3), item(2)]), answer([item(2), item(1, OLD)])])

    assert numbers(queries) == ["1", "2"]
    assert (len(listing.items), listing.is_whole) == (3, True)


@pytest.mark.parametrize(
    "replies",
    [
        [answer([item(1)], x_total_count="1")],
        [answer({"data": [item(1)], "pagination": {"total": 1}})],
        [answer([item(1)]), answer([])],
        [answer([])],
    ],
)
def test_a_list_is_whole_at_its_proved_end(replies: list[Reply]) -> None:
    assert read(replies)[1].is_whole


def test_a_short_page_alone_proves_no_end() -> None:
    queries, listing = read([answer([item(1)]), answer([])])

    assert numbers(queries) == ["1", "2"]
    assert listing.is_whole


@pytest.mark.parametrize(
    "reply",
    [
        answer({"message": "no such route"}, 404),
        answer(None, 403),
        answer({"message": "odd"}),
        answer("[]"),
    ],
)
def test_a_list_that_cannot_be_had_is_not_whole(reply: Reply) -> None:
    _, listing = read([answer([item(2)]), reply])

    assert (set(listing.items), listing.is_whole) == ({uuid(2)}, False)


def test_a_list_that_is_not_sorted_as_asked_is_not_whole() -> None:
    _, listing = read([answer([item(1, OLD), item(2), item(3, OLD)])])

    assert not listing.is_whole


def test_a_list_that_grew_shorter_may_have_lost_one_between_two_pages() -> None:
    first = answer([item(3), item(2)], x_total_count="200")
    second = answer([item(1, OLD)], x_total_count="199")

    assert not read([first, second])[1].is_whole


def test_a_list_is_not_read_for_ever() -> None:
    pages: list[Reply] = [answer([item(number)]) for number in range(40)]

    queries, listing = read(pages)

    assert (len(queries), len(listing.items), listing.is_whole) == (40, 40, False)


def test_a_feed_of_many_people_is_narrowed_to_our_own_once_we_are_seen() -> None:
    mine = item(2, user={"id": uuid(80), "username": "anna"})
    feed = answer([item(3, user={"username": "berta"}), mine])
    own = answer([mine, item(1, OLD)])

    queries, listing = read([feed, own], "/images", frozenset({uuid(2)}))

    assert [(query["page"], query.get("username")) for query in queries] == [
        ("1", None), ("1", "anna"),
    ]  # fmt: skip
    assert listing.is_whole


def test_a_feed_that_does_not_show_us_is_read_on() -> None:
    queries, _ = read([answer([item(3, user={"username": "berta"})]), answer([])], "/images")

    assert [query.get("username") for query in queries] == [None, None]


def test_a_list_that_knows_no_users_is_never_narrowed() -> None:
    mine = item(2, user={"username": "anna"})

    queries, _ = read([answer([mine]), answer([])], "/image-edits", frozenset({uuid(2)}))

    assert [query.get("username") for query in queries] == [None, None]


def test_items_without_an_id_are_left_out() -> None:
    odd: list[Json] = [{"id": "../x"}, {"createdAt": iso(NOW)}, 7]

    assert read([answer(odd), answer([])])[1].items == {}


@pytest.mark.parametrize(
    ("record", "at"),
    [
        ({"createdAt": iso(NOW)}, NOW),
        ({"generatedImageCompletion": {"createdAt": iso(NOW)}}, NOW),
        (
            {"generatedImageCompletion": None, "imageCompletionChoices": [{"createdAt": iso(NOW)}]},
            NOW,
        ),
        ({"imageCompletionChoices": [uuid(1)]}, None),
        ({"createdAt": "soon"}, None),
        ({}, None),
    ],
)
def test_when_a_job_was_made(record: Table, at: float | None) -> None:
    assert created_at(record) == at
