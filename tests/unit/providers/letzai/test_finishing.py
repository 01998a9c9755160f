from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import UnavailableError
from assetforge.providers.instruction import (
    Ask,
    Await,
    Call,
    Expired,
    Fetch,
    Job,
    Reply,
)
from assetforge.providers.letzai.finishing import finished, picture_by_id
from assetforge.providers.letzai.results import Found
from assetforge.providers.protocol import Result
from tests.unit.providers.letzai.talking import (
    ORIGIN,
    OTHER_URL,
    URL,
    answer,
    film,
    piece,
    play,
    request,
    settings,
    state,
    uuid,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.core.names import Kind
    from assetforge.core.values import Table
    from assetforge.providers.instruction import Instruction

READY: Table = {"status": "ready", "imageVersions": {"original": URL}}
EDITED: Table = {
    "status": "ready", "creditsUsed": 160,
    "generatedImageCompletion": {"id": uuid(2), "imageVersions": {"original": URL}},
}  # fmt: skip
KINDS: dict[str, Kind] = {
    "/images": "image", "/image-edits": "edit", "/upscale": "upscale", "/videos": "video",
}  # fmt: skip


def finish(
    route: str, replies: Sequence[Reply], privacy: str | None = None
) -> tuple[list[Instruction], Result]:
    asked = request(KINDS[route], "video-veo31" if route == "/videos" else None, {"prompt": "x"})
    job = Job(id=uuid(1), route=route)
    return play(finished(asked, job, {}, settings(privacy=privacy)), replies)


@pytest.mark.parametrize("route", ["/images", "/upscale"])
def test_a_picture_is_waited_for_and_fetched(route: str) -> None:
    came = piece()

    said, result = finish(route, [state(route, READY), came])

    assert said == [Await(job=Job(id=uuid(1), route=route)), Fetch(url=URL, is_film=False)]
    assert result == Result(piece=came, job_id=uuid(1), result_id=uuid(1), url=URL)


def test_an_edits_result_is_its_picture_and_not_the_job() -> None:
    came = piece()

    _, result = finish("/image-edits", [state("/image-edits", EDITED), came])

    assert (result.job_id, result.result_id) == (uuid(1), uuid(2))
    assert result.charged == Decimal(160)


def test_an_edit_that_names_its_picture_by_id_alone_is_asked_for_it() -> None:
    record: Table = {"status": "ready", "imageCompletionChoices": [uuid(3)]}
    found = answer({"id": uuid(3), **READY})
    replies: list[Reply] = [state("/image-edits", record), found, piece()]

    said, result = finish("/image-edits", replies)

    assert isinstance(said[1], Ask)
    assert said[1].call == Call(method="GET", path=f"/images/{uuid(3)}")
    assert (result.result_id, result.url) == (uuid(3), URL)


def test_a_film_is_fetched_as_one() -> None:
    record: Table = {"status": "ready", "videoVersions": {"original": URL}}

    said, result = finish("/videos", [state("/videos", record), piece(film())])

    assert said[1] == Fetch(url=URL, is_film=True)
    assert result.result_id == uuid(1)


def test_a_url_that_leads_nowhere_is_asked_for_anew_once() -> None:
    fresh = state("/images", {"status": "ready", "imageVersions": {"original": OTHER_URL}})
    job = Job(id=uuid(1), route="/images")

    said, result = finish("/images", [state("/images", READY), Expired(status=403), fresh, piece()])

    assert said == [
        Await(job=job), Fetch(url=URL, is_film=False),
        Await(job=job), Fetch(url=OTHER_URL, is_film=False),
    ]  # fmt: skip
    assert result.url == OTHER_URL


def test_a_fresh_url_that_leads_nowhere_ends_it_and_keeps_the_job() -> None:
    ready: list[Reply] = [state("/images", READY), Expired(status=410)]

    with pytest.raises(UnavailableError, match="leads nowhere") as caught:
        finish("/images", [*ready, *ready])

    assert "id is kept" in caught.value.cost


def test_a_job_that_names_no_result_ends_it() -> None:
    with pytest.raises(UnavailableError, match="does not say where"):
        finish("/images", [state("/images", {"status": "ready"})])


def test_a_reduced_copy_is_remarked_upon() -> None:
    record: Table = {"status": "ready", "imageVersions": {"1920x1920": URL}}

    _, result = finish("/images", [state("/images", record), piece()])

    assert result.remarks == (
        "LetzAI names no original of this result, so its copy `1920x1920` was taken",
    )


@pytest.mark.parametrize(
    ("flags", "remark"),
    [
        ({"isNsfw": True}, "LetzAI marks this result as not safe for work"),
        ({"isUnsafe": True}, "LetzAI marks this result as unsafe or blocked"),
        ({"blockedAt": "2026-01-01T00:00:00Z"}, "LetzAI marks this result as unsafe or blocked"),
    ],
)
def test_flags_of_finished_work_are_shown(flags: Table, remark: str) -> None:
    _, alone = finish("/images", [state("/images", {**READY, **flags}), piece()])
    made: Table = {**EDITED, "generatedImageCompletion": {**READY, **flags}}
    _, edited = finish("/image-edits", [state("/image-edits", made), piece()])

    assert alone.remarks == edited.remarks == (remark,)


def test_privacy_is_asked_for_after_the_bytes_are_there_and_never_unasked() -> None:
    replies: list[Reply] = [state("/images", READY), piece()]

    unasked, _ = finish("/images", replies)
    asked, result = finish("/images", [*replies, answer(None, 204)], "private")

    assert len(unasked) == 2
    assert isinstance(asked[2], Ask)
    assert asked[2].call == Call(
        method="PUT", path=f"/images/{uuid(1)}/privacy", body={"privacy": "private"}
    )
    assert result.remarks == ()


def test_a_result_that_is_too_small_is_kept_and_told() -> None:
    asked = request("image", "gpt-image-2", {"prompt": "x", "resolution": "4k"})
    done: list[Reply] = [state("/images", READY), piece()]

    _, result = play(finished(asked, Job(id=uuid(1), route="/images"), {}, settings()), done)

    assert result.is_short
    assert result.remarks[0].startswith("asked for 4k, and 1600x1600 came")


@pytest.mark.parametrize("status", [400, 403, 404, 410, 422])
def test_a_picture_that_is_not_there_is_no_error(status: int) -> None:
    _, found = play(picture_by_id(uuid(3), ORIGIN), [answer({"message": "no"}, status)])

    assert found is None


def test_a_picture_is_found_by_its_id() -> None:
    _, found = play(picture_by_id(uuid(3), ORIGIN), [answer(READY)])

    assert found == Found(url=URL, id=uuid(3))
