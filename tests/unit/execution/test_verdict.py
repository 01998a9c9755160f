from __future__ import annotations

from dataclasses import replace

import pytest

from assetforge.execution.verdict import Meaning, judge
from assetforge.providers.instruction import Answer, Call, Submit
from tests.fakes.service import FakeService

ORDER = Submit(call=Call(method="POST", path="/pictures"))
ELSEWHERE = replace(ORDER, other_route=Submit(call=Call(method="POST", path="/drawings")))


@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        (200, "unclear"), (302, "unclear"), (307, "unclear"), (400, "refused"),
        (401, "credentials"), (402, "credits"), (403, "credentials"), (404, "refused"),
        (405, "refused"), (408, "unclear"), (409, "unclear"), (413, "refused"),
        (415, "refused"), (418, "unclear"), (422, "refused"), (425, "unclear"), (429, "later"),
        (500, "unclear"), (502, "unclear"), (503, "unclear"), (504, "unclear"), (599, "unclear"),
    ],
)  # fmt: skip
def test_each_status_means_one_thing_for_the_money(status: int, meaning: Meaning) -> None:
    answer = Answer(status=status, body={"message": "so it is"})

    assert judge(FakeService(), ORDER, answer, may_switch=True).meaning == meaning


def test_an_answer_that_names_the_work_is_accepted() -> None:
    verdict = judge(FakeService(), ORDER, Answer(status=201, body={"id": "job-1"}), may_switch=True)

    assert verdict.accepted is not None
    assert verdict.accepted.job is not None
    assert verdict.accepted.job.id == "job-1"


@pytest.mark.parametrize("body", [None, [], {}, {"id": 3}, "id"])
def test_an_answer_that_names_none_is_unclear(body: object) -> None:
    answer = Answer(status=201, body=body)  # type: ignore[arg-type] # whatever comes

    assert judge(FakeService(), ORDER, answer, may_switch=True).meaning == "unclear"


@pytest.mark.parametrize(("may_switch", "meaning"), [(True, "elsewhere"), (False, "refused")])
def test_a_missing_route_leads_to_the_other_one_where_that_is_allowed(
    *, may_switch: bool, meaning: Meaning
) -> None:
    verdict = judge(FakeService(), ELSEWHERE, Answer(status=404), may_switch=may_switch)

    assert verdict.meaning == meaning


def test_a_redirect_names_where_it_leads_without_its_query() -> None:
    answer = Answer(status=302, headers={"location": "https://elsewhere.example/x?key=1"})

    verdict = judge(FakeService(), ORDER, answer, may_switch=True)

    assert verdict.why == "unexpected redirect to https://elsewhere.example/x; not followed"
