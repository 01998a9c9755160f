from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import UnavailableError
from assetforge.providers.instruction import Ask
from assetforge.providers.letzai.trained_models import TrainedModel, trained_models
from tests.unit.providers.letzai.talking import answer, play, uuid

if TYPE_CHECKING:
    from assetforge.core.values import Json
    from assetforge.providers.instruction import Instruction


def model(number: int, **more: Json) -> dict[str, Json]:
    return {"id": uuid(number), "name": f"anna_{number}", "class": "person", **more}


def pages(said: list[Instruction]) -> list[str]:
    return [each.call.query["page"] for each in said if isinstance(each, Ask)]


def test_a_model_is_read_as_far_as_it_says() -> None:
    told = model(1, status="Available", version=3, createdAt="2026-01-01T00:00:00Z", usages=7)

    _, found = play(trained_models(), [answer([told], x_total_count="1")])

    assert found == (
        TrainedModel(
            id=uuid(1), name="anna_1", subject="person", status="available", version="3",
            created="2026-01-01T00:00:00Z",
        ),
    )  # fmt: skip
    assert found[0].is_available
    assert found[0].subject == "person"


@pytest.mark.parametrize("status", ["training", "failed", "", None])
def test_only_available_models_can_be_named(status: Json) -> None:
    _, found = play(trained_models(), [answer([model(1, status=status)], x_total_pages="1")])

    assert [each.is_available for each in found] == [False]


def test_every_page_is_read_where_totals_are_in_headers() -> None:
    first = answer([model(number) for number in range(50)], x_total_count="51")
    second = answer([model(50)], x_total_count="51")

    said, found = play(trained_models(), [first, second])

    assert (pages(said), len(found)) == (["1", "2"], 51)


def test_every_page_is_read_where_totals_are_in_the_body() -> None:
    told: list[Json] = [model(1), model(2)]
    first = answer({"data": told, "page": 1, "limit": 2, "total": 3})
    second = answer({"data": [model(3)], "page": 2, "limit": 2, "total": 3})

    said, found = play(trained_models(), [first, second])

    assert (pages(said), len(found)) == (["1", "2"], 3)


def test_without_totals_the_list_ends_where_nothing_new_comes() -> None:
    told: list[Json] = [model(1)]

    said, found = play(trained_models(), [answer(told), answer(told)])

    assert (pages(said), len(found)) == (["1", "2"], 1)


def test_one_name_may_be_asked_for() -> None:
    said, _ = play(trained_models("anna"), [answer([])])

    assert isinstance(said[0], Ask)
    assert said[0].call.query["name"] == "anna"


def test_what_is_no_model_is_left_out() -> None:
    told: list[Json] = [{"id": "x", "name": "a"}, {"id": uuid(1)}, model(2, name="\x1b[31m")]

    _, found = play(trained_models(), [answer(told, x_total_pages="1")])

    assert [each.name for each in found] == ["\\x1b[31m"]


def test_an_answer_that_is_no_list_is_an_error_and_not_an_empty_one() -> None:
    with pytest.raises(UnavailableError, match="no list"):
        play(trained_models(), [answer({"message": "odd"})])
