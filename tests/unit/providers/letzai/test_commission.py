from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import MakingError
from assetforge.core.pixels import Pixels
from assetforge.providers.letzai.commission import commissioned, filled, whole
from tests.unit.providers.letzai.talking import (
    CAPABILITIES,
    ORGANIZATION,
    local,
    made,
    request,
    settings,
)

if TYPE_CHECKING:
    from assetforge.core.names import Kind
    from assetforge.core.values import Table
    from assetforge.providers.letzai.commission import Commission
    from assetforge.providers.protocol import Input
    from assetforge.providers.settings import Dialect

CAT: Table = {"prompt": "a cat"}


def commission(
    kind: Kind, model: str | None, params: Table, *inputs: Input, dialect: Dialect = "current"
) -> Commission:
    asked = request(kind, model, params, inputs)
    return commissioned(asked, CAPABILITIES, settings(dialect))


def test_a_commission_reads_the_words_of_the_manifest() -> None:
    hero = commission("image", "nano banana pro", {**CAT, "resolution": "2k", "size": "640x480"})

    assert (hero.route, hero.word, hero.tier) == ("/images", "gemini-3-pro-image", "2k")
    assert hero.pixels == Pixels(width=640, height=480)
    assert hero.prompt == "a cat"


def test_a_commission_in_the_older_dialect_takes_the_older_word() -> None:
    hero = commission("upscale", None, {}, local(), dialect="older")

    assert (hero.route, hero.word) == ("/upscales", "sharp")


def test_the_prompt_of_a_film_in_shots_is_that_of_its_shots() -> None:
    shots: Table = {"shots": [{"prompt": "one", "duration": 2}, {"prompt": "two", "duration": 2}]}

    assert commission("video", "video-kling3", shots).prompt == "one two"


@pytest.mark.parametrize(
    ("kind", "model", "params", "inputs", "said"),
    [
        ("image", "midjourney", CAT, (), "names the model `midjourney`"),
        ("video", None, CAT, (), "names no model"),
        ("video-edit", "veo31", CAT, (made("video"),), "documents no route"),
        ("derive", None, {}, (local(),), "which LetzAI does not make"),
        ("image", "flux2", {}, (), "needs a `prompt`"),
        ("image", "flux2", {"prompt": "  "}, (), "needs a `prompt`"),
        ("image", "flux2", {**CAT, "resolution": "4k"}, (), "`resolution` of hero"),
        ("image", "flux2", {**CAT, "size": "100x100"}, (), "`size` of hero"),
        ("image", "flux2", {**CAT, "quality": 7}, (), "`quality` of hero"),
        ("image", "letzai-engine", {**CAT, "letzai": {"engine_mode": "x"}}, (), "`engine_mode`"),
        ("edit", "flux2", CAT, (), "needs a source"),
        ("edit", "flux2", CAT, (local(),) * 10, "is made from 10 others"),
        ("edit", "skin", {}, (local(),) * 2, "is made from 2 others"),
        ("upscale", None, {}, (), "needs a source"),
        ("upscale", None, {"strength": 6}, (local(),), "`strength` of hero"),
        ("video", "video-wan25", CAT, (), "needs a source"),
        ("video", "video-veo31", {**CAT, "duration": 7}, (), "`duration` of hero"),
        ("video", "video-veo31", CAT, (local(),) * 3, "is made from 3 others"),
        ("video", "video-seedance2-enterprise", {**CAT, "resolution": "720p"}, (), "organization"),
    ],
)
def test_what_letzai_would_not_take_is_refused_before_it_is_sent(
    kind: Kind, model: str | None, params: Table, inputs: tuple[Input, ...], said: str
) -> None:
    with pytest.raises(MakingError, match=said.replace("(", r"\(")):
        commission(kind, model, params, *inputs)


@pytest.mark.parametrize(
    ("kind", "model", "params", "inputs", "said"),
    [
        ("image", "gpt-image-2", CAT, (), "the model `gpt-image-2`"),
        ("image", "flux2", {**CAT, "size": "1600x512"}, (), "a side under 520 pixels"),
        ("image", "flux2", {**CAT, "quality": 6}, (), "`quality` outside"),
        ("upscale", None, {"strength": 4}, (local(),), "`strength` outside"),
        ("upscale", "pruna", {}, (local(),), "the model `pruna`"),
        ("video", "video-veo31", CAT, (), "a source"),
        ("video", "video-seedance2", {**CAT, "resolution": "720p"}, (local(),), "the model"),
    ],
)
def test_what_the_older_dialect_cannot_say_is_refused(
    kind: Kind, model: str | None, params: Table, inputs: tuple[Input, ...], said: str
) -> None:
    with pytest.raises(MakingError, match=said):
        commission(kind, model, params, *inputs, dialect="older")


def test_a_model_for_organizations_is_taken_where_one_is_set() -> None:
    asked = request("video", "video-seedance2-enterprise", {**CAT, "resolution": "720p"})
    paying = settings(organization=ORGANIZATION)

    assert commissioned(asked, CAPABILITIES, paying).settings.organization == ORGANIZATION


def test_what_is_not_set_is_left_out() -> None:
    assert filled({"a": None, "b": False, "c": 0, "d": ""}) == {"b": False, "c": 0, "d": ""}


def test_whole_numbers_are_written_as_such() -> None:
    assert [repr(whole(value)) for value in (8.0, 8, 7.5, True, None)] == [
        "8", "8", "7.5", "True", "None",
    ]  # fmt: skip
