from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.providers.instruction import Job
from assetforge.providers.letzai.adoption import Candidate
from assetforge.providers.letzai.likeness import Likeness
from assetforge.providers.letzai.prospect import Prospect, fit, prospect
from tests.unit.providers.letzai.listings import item
from tests.unit.providers.letzai.talking import (
    CAPABILITIES,
    OTHER_URL,
    URL,
    local,
    made,
    request,
    settings,
    uuid,
)

if TYPE_CHECKING:
    from assetforge.core.values import Table
    from assetforge.providers.protocol import Input, Request
    from assetforge.providers.settings import Dialect

SAME, ALIKE, OTHER = Likeness.SAME, Likeness.ALIKE, Likeness.OTHER
CAT = request("image", "flux2", {"prompt": "a cat"})


def edit(*inputs: Input) -> Request:
    return request("edit", "flux2", {"prompt": "beach"}, inputs)


def upscale(given: Input) -> Request:
    return request("upscale", "default", {}, [given])


def written(asked: Request, dialect: Dialect = "current") -> Prospect:
    found = prospect(asked, CAPABILITIES, settings(dialect))
    assert found is not None, "it can be ordered"
    return found


def like(asked: Request, route: str, record: Table) -> Likeness:
    return fit(
        written(asked), Candidate(job=Job(id=uuid(1), route=route), record=record), CAPABILITIES
    )


def test_a_prospect_is_what_a_build_would_send() -> None:
    (call,) = written(CAT).calls

    assert (call.method, call.path) == ("POST", "/images")
    assert call.body is not None
    assert (call.body["prompt"], call.body["width"]) == ("a cat", 1600)
    assert written(CAT).call_on("/images") == call
    assert written(CAT).call_on("/videos") is None


def test_what_one_dialect_calls_otherwise_is_held_against_both() -> None:
    current = {call.path for call in written(upscale(made("image"))).calls}

    assert current == {"/upscale", "/upscales"}


def test_an_address_that_is_not_known_yet_is_not_compared() -> None:
    (call,) = written(edit(local(), local())).calls

    assert call.body is not None
    assert {"imageUrl", "inputImageUrls"}.isdisjoint(call.body)
    assert call.body["prompt"] == "beach"


def test_what_cannot_be_said_to_letzai_is_no_prospect() -> None:
    unknown = replace(CAT, model="no-such-model")

    assert prospect(unknown, CAPABILITIES, settings()) is None


@pytest.mark.parametrize(
    ("asked", "route", "record", "expected"),
    [
        (CAT, "/images", item(1, prompt="a cat", baseModel="flux2"), SAME),
        (CAT, "/images", item(1, prompt="a dog", baseModel="flux2"), OTHER),
        (CAT, "/images", item(1, prompt="a cat", baseModel="gpt-image-2"), OTHER),
        (CAT, "/images", item(1, prompt="a cat", generationSettings={"width": 1024}), ALIKE),
        (CAT, "/image-edits", item(1, prompt="a cat", baseModel="flux2"), OTHER),
        (edit(made("image")), "/image-edits", item(1, prompt="beach", mode="context"), SAME),
        (
            edit(made("image")), "/image-edits",
            item(1, prompt="beach", originalImageCompletion={"id": uuid(8)}), OTHER,
        ),
        (
            edit(made("upscale", url=URL)), "/image-edits",
            item(1, prompt="beach", imageUrl=OTHER_URL), ALIKE,
        ),
        (upscale(made("image", 7)), "/upscale", item(1, imageCompletionId=uuid(7)), SAME),
        (upscale(made("image", 7)), "/upscale", item(1, imageCompletionId=uuid(8)), OTHER),
        (upscale(made("image", 7)), "/upscale", item(1), ALIKE),
        (upscale(local()), "/upscale", item(1, imageUrl=URL), ALIKE),
    ],
)  # fmt: skip
def test_a_job_is_held_against_it(
    asked: Request, route: str, record: Table, expected: Likeness
) -> None:
    assert like(asked, route, record) is expected
