from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.providers.instruction import Ask, Job
from assetforge.providers.letzai.recent import Survey, recent_jobs
from tests.unit.providers.letzai.listings import NOW, iso, item
from tests.unit.providers.letzai.talking import URL, answer, play, settings, uuid

if TYPE_CHECKING:
    from assetforge.core.values import Json
    from assetforge.providers.instruction import Instruction, Reply
    from assetforge.providers.settings import Dialect

NONE = answer([], x_total_count="0")
TOKEN = "https://abc234.0123456789ab.assetforge.invalid/"  # noqa: S105 - what a test sends


def read(*replies: Reply, dialect: Dialect = "current") -> tuple[list[Instruction], Survey]:
    return play(recent_jobs(NOW, settings(dialect)), replies)


def own(number: int, **more: Json) -> dict[str, Json]:
    return {**item(number), "webhookUrl": TOKEN, "prompt": "A lamp\n", **more}


def test_every_route_of_the_dialect_is_listed_once() -> None:
    current, _ = read(NONE, NONE, NONE, NONE)
    older, _ = read(NONE, NONE, NONE, NONE, NONE, dialect="older")

    paths = [
        [each.call.path for each in said if isinstance(each, Ask)] for said in (current, older)
    ]
    assert paths == [
        ["/images", "/image-edits", "/upscale", "/videos"],
        ["/images", "/image-edits", "/upscales", "/videos", "/video-edits"],
    ]


def test_a_job_tells_whose_order_it_was_by_its_token() -> None:
    page = answer([own(1), item(2)], x_total_count="2")

    _, survey = read(page, NONE, NONE, NONE)

    first, second = survey.jobs
    assert (first.intent, first.project, first.prompt) == ("abc234", "0123456789ab", "A lamp")
    assert first.key is None
    assert first.job == Job(id=uuid(1), route="/images")
    assert (second.intent, second.project) == (None, None)


def test_a_token_tells_the_key_that_was_ordered() -> None:
    page = answer([own(1, webhookUrl=TOKEN + "0123456789abcdef")], x_total_count="1")

    _, survey = read(page, NONE, NONE, NONE)

    (job,) = survey.jobs
    assert (job.intent, job.project) == ("abc234", "0123456789ab")
    assert job.key == "0123456789abcdef"


def test_a_job_says_how_far_it_is_and_when_it_was_ordered() -> None:
    ready = own(1, status="ready", imageVersions={"original": URL})
    page = answer([ready, own(2, status="failed"), own(3, status="new")], x_total_count="3")

    _, survey = read(page, NONE, NONE, NONE)

    assert [job.phase for job in survey.jobs] == ["done", "failed", "running"]
    assert survey.dates == {uuid(number): NOW for number in (1, 2, 3)}


def test_what_is_older_is_left_out() -> None:
    page = answer([own(1), own(2, createdAt=iso(NOW - 10))], x_total_count="2")

    _, survey = read(page, NONE, NONE, NONE)

    assert [job.job.id for job in survey.jobs] == [uuid(1)]


def test_a_list_that_is_not_to_be_had_is_named() -> None:
    _, survey = read(NONE, answer(status=403), NONE, NONE)

    assert (survey.jobs, survey.torn) == ((), ("/image-edits",))
