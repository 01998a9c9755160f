from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import DamagedError
from assetforge.providers.instruction import Ask, Expired, Fetch
from assetforge.providers.letzai.refetching import can_refetch, refetched
from assetforge.providers.protocol import Result
from assetforge.providers.service import Trace
from tests.unit.providers.letzai.talking import (
    OTHER_URL,
    URL,
    answer,
    picture,
    piece,
    play,
    settings,
    uuid,
)

if TYPE_CHECKING:
    from assetforge.core.names import Kind
    from assetforge.core.values import Table
    from assetforge.providers.instruction import Instruction, Reply

READY: Table = {"status": "ready", "imageVersions": {"original": OTHER_URL}}
NO_MORE = answer({"message": "not found"}, 404)


def trace(
    kind: Kind, job: str | None = None, result: str | None = None, url: str | None = None
) -> Trace:
    return Trace(kind=kind, media=picture(), job_id=job, result_id=result, url=url)


def refetch(hints: Trace, replies: list[Reply]) -> tuple[list[str], Result]:
    said, result = play(refetched(hints, settings()), replies)
    return [_where(instruction) for instruction in said], result


def _where(instruction: Instruction) -> str:
    if isinstance(instruction, Ask):
        return instruction.call.path
    assert isinstance(instruction, Fetch)
    return instruction.url


def test_a_result_is_asked_for_by_its_job() -> None:
    came = piece()

    said, result = refetch(trace("image", uuid(1), uuid(1), URL), [answer(READY), came])

    assert said == [f"/images/{uuid(1)}", OTHER_URL]
    assert result == Result(piece=came, job_id=uuid(1), result_id=uuid(1), url=OTHER_URL)


def test_an_upscale_is_asked_for_on_both_routes() -> None:
    said, _ = refetch(trace("upscale", uuid(1)), [NO_MORE, answer(READY), piece()])

    assert said == [f"/upscale/{uuid(1)}", f"/upscales/{uuid(1)}", OTHER_URL]


def test_an_edits_picture_is_asked_for_where_the_edit_is_gone() -> None:
    said, result = refetch(trace("edit", uuid(1), uuid(2), URL), [NO_MORE, answer(READY), piece()])

    assert said == [f"/image-edits/{uuid(1)}", f"/images/{uuid(2)}", OTHER_URL]
    assert result.result_id == uuid(2)


def test_the_url_is_the_last_to_be_tried() -> None:
    said, result = refetch(trace("image", uuid(1), uuid(1), URL), [NO_MORE, piece()])

    assert said == [f"/images/{uuid(1)}", URL]
    assert result.url == URL


def test_a_job_whose_url_leads_nowhere_is_passed() -> None:
    said, _ = refetch(
        trace("image", uuid(1), None, URL), [answer(READY), Expired(status=404), piece()]
    )

    assert said == [f"/images/{uuid(1)}", OTHER_URL, URL]


@pytest.mark.parametrize("record", [{"status": "generating"}, {"status": "failed"}, []])
def test_a_job_that_is_not_done_brings_nothing(record: Table) -> None:
    with pytest.raises(DamagedError, match="does not have this result any more"):
        refetch(trace("image", uuid(1)), [answer(record)])


def test_ids_and_urls_of_a_lock_are_not_trusted() -> None:
    hostile = trace("image", "../users/me", "../users/me", "https://evil.example/a.png")

    assert not can_refetch(hostile, settings())
    with pytest.raises(DamagedError):
        refetch(hostile, [])


@pytest.mark.parametrize(
    ("hints", "can"),
    [
        (trace("image", uuid(1)), True),
        (trace("edit", None, uuid(2)), True),
        (trace("upscale", None, uuid(2)), False),
        (trace("image", None, None, URL), True),
        (trace("image", None, None, "http://images.letz.ai/a"), False),
        (trace("image", None, None, "https://cdn.example/a"), False),
        (trace("video-edit", uuid(1)), False),
        (trace("derive", uuid(1)), False),
        (trace("image"), False),
    ],
)
def test_when_there_is_something_to_begin_with(hints: Trace, can: bool) -> None:
    assert can_refetch(hints, settings()) is can
