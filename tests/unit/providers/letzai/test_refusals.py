from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.limits import Flag
from assetforge.providers.instruction import Job
from assetforge.providers.letzai import refusals
from tests.unit.providers.letzai.talking import request

if TYPE_CHECKING:
    from assetforge.core.errors import AssetforgeError

HERO = request("image", "flux2", {})
REFUSALS = [
    refusals.no_such_model(HERO),
    refusals.no_route(HERO),
    refusals.no_route(request("video-edit", "veo31", {})),
    refusals.not_spoken(HERO, "the model `x`"),
    refusals.not_taken(HERO, "watermark", Flag()),
    refusals.missing(HERO, "a `prompt`"),
    refusals.too_many(HERO, 9),
    refusals.no_organization(HERO),
    refusals.no_upload("image/avif"),
    refusals.upload_refused(500),
    refusals.no_upload_place(),
    refusals.upload_failed("no room"),
    refusals.unnamed_result(),
    refusals.lost_result(),
    refusals.nothing_left(),
    refusals.unreadable_list("/models"),
    refusals.no_job(Job(id="\x1b[31m", route="/images")),
]


@pytest.mark.parametrize("error", REFUSALS, ids=lambda error: error.what)
def test_every_refusal_says_what_happened_and_what_to_do(error: AssetforgeError) -> None:
    assert "LetzAI" in error.what or "model" in error.what
    assert error.what.isprintable()
    assert error.next_step.endswith(".")
    assert error.cost


@pytest.mark.parametrize("error", [refusals.unnamed_result(), refusals.lost_result()])
def test_a_finished_job_is_never_said_to_have_cost_nothing(error: AssetforgeError) -> None:
    assert error.cost == refusals.KEPT


def test_a_video_edit_is_told_which_dialect_has_it() -> None:
    error = refusals.no_route(request("video-edit", "veo31", {}))

    assert "public API documents no route" in error.what
    assert 'dialect = "older"' in error.next_step
