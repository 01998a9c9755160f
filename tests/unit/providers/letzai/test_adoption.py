from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import MakingError
from assetforge.providers.instruction import Ask, Job
from assetforge.providers.letzai.adoption import Candidate, candidate, differences
from tests.unit.providers.letzai.talking import CAPABILITIES, answer, play, request, uuid

if TYPE_CHECKING:
    from assetforge.core.values import Json
    from assetforge.providers.instruction import Instruction

ASKED = request("image", "flux2", {"prompt": "A lamp"})


def paths(said: list[Instruction]) -> list[str]:
    return [each.call.path for each in said if isinstance(each, Ask)]


def found(route: str = "/images", **record: Json) -> Candidate:
    return Candidate(job=Job(id=uuid(1), route=route), record=record)


def test_a_job_is_found_on_the_route_of_its_kind_by_one_question() -> None:
    said, job = play(candidate(uuid(1), "edit", "current"), [answer({"id": uuid(1)})])

    assert paths(said) == [f"/image-edits/{uuid(1)}"]
    assert job is not None
    assert (job.kind, job.job) == ("edit", Job(id=uuid(1), route="/image-edits"))


def test_a_job_of_another_kind_is_found_to_say_so() -> None:
    replies = [answer(status=404), answer({"id": uuid(1)})]

    said, job = play(candidate(uuid(1), "edit", "current"), replies)

    assert paths(said) == [f"/image-edits/{uuid(1)}", f"/images/{uuid(1)}"]
    assert job is not None
    assert job.kind == "image"


def test_a_job_that_no_route_has_is_none() -> None:
    said, job = play(candidate(uuid(1), "upscale", "older"), [answer(status=404)] * 6)

    assert (paths(said)[0], len(said), job) == (f"/upscales/{uuid(1)}", 6, None)


def test_an_id_that_is_none_is_never_asked_for() -> None:
    with pytest.raises(MakingError, match="whose ids are UUIDs"):
        play(candidate("../models", "image", "current"), [])


@pytest.mark.parametrize(
    ("job", "told"),
    [
        (found(prompt="A lamp", baseModel="flux2"), ()),
        (found(prompt=" A  lamp "), ()),
        (found(), ()),  # a record that says nothing accuses nobody
        (found(prompt="A lantern"),
         ('its prompt is "A lantern", the manifest says "A lamp"',)),
        (found(prompt="A lamp", baseModel="gpt-image-2"),
         ("its model is gpt-image-2, the manifest says flux2",)),
        (found(prompt="A lamp", mode="2k"), ()),  # a picture's mode is its tier
        (found(baseModel="Flux 2"), ()),  # the model's name
    ],
)  # fmt: skip
def test_prompt_and_model_are_compared(job: Candidate, told: tuple[str, ...]) -> None:
    assert differences(job, ASKED, CAPABILITIES) == told


def test_the_mode_of_a_film_is_its_model() -> None:
    film = request("video", "video-veo31", {"prompt": "Waves", "duration": 8})

    same = differences(found("/videos", settings={"mode": "veo31"}), film, CAPABILITIES)
    other = differences(found("/videos", settings={"mode": "video-kling3"}), film, CAPABILITIES)

    assert same == ()
    assert other == ("its model is video-kling3, the manifest says video-veo31",)
