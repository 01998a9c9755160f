from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.providers.letzai.commission import commissioned
from assetforge.providers.letzai.sources import Sources
from assetforge.providers.letzai.videos import video_body, video_edit_body
from tests.unit.providers.letzai.talking import CAPABILITIES, local, request, settings, uuid

if TYPE_CHECKING:
    from assetforge.core.values import Json, Table
    from assetforge.providers.settings import Dialect

NONE = Sources()
A, B = "https://a.example/1", "https://a.example/2"
SHOTS: list[Json] = [{"prompt": "one", "duration": 2.0}, {"prompt": "two", "duration": 3}]


def body(model: str, params: Table, sources: Sources = NONE, dialect: Dialect = "current") -> Table:
    asked = request("video", model, {"prompt": "rain", **params}, [local()])
    return video_body(commissioned(asked, CAPABILITIES, settings(dialect)), sources)


@pytest.mark.parametrize(
    ("model", "params", "expected"),
    [
        (
            "video-veo31", {},
            {"mode": "video-veo31", "duration": 8, "withSound": False, "highQuality": False},
        ),
        ("video-gemini-omni", {"duration": 4}, {"mode": "video-gemini-omni", "duration": 4}),
        ("video-gemini-omni", {"sound": True}, {"mode": "video-gemini-omni"}),
        (
            "video-wan25", {"high_quality": True, "duration": 5.0},
            {"mode": "video-wan25", "duration": 5, "highQuality": True},
        ),
        (
            "video-seedance2", {"resolution": "480p", "duration": 4},
            {"mode": "video-seedance2", "duration": 4, "resolution": "480p"},
        ),
        (
            "video-kling3", {"shots": SHOTS},
            {"mode": "video-kling3", "duration": 5, "withSound": False, "highQuality": False},
        ),
    ],
)  # fmt: skip
def test_the_settings_of_a_film(model: str, params: Table, expected: Table) -> None:
    assert body(model, params)["settings"] == expected


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (NONE, {}),
        (Sources(ids=(uuid(1),)), {"originalImageCompletionId": uuid(1)}),
        (Sources(urls=(A,)), {"imageUrl": A}),
        (Sources(urls=(A, B)), {"imageUrls": [A, B]}),
    ],
)
def test_a_film_has_at_most_one_form_of_source(sources: Sources, expected: Table) -> None:
    sent = body("video-veo31", {}, sources)

    assert {**sent, "prompt": None, "settings": None} == {
        "prompt": None, "settings": None, **expected,
    }  # fmt: skip


@pytest.mark.parametrize("dialect", ["current", "older"])
def test_shots_stand_where_the_dialect_has_them(dialect: Dialect) -> None:
    sent = body("video-kling3", {"shots": SHOTS}, Sources(urls=(A,)), dialect)

    holder = sent if dialect == "current" else sent["settings"]
    assert isinstance(holder, dict)
    assert holder["prompts"] == [
        {"prompt": "one", "duration": 2}, {"prompt": "two", "duration": 3},
    ]  # fmt: skip


def test_shots_without_lengths_leave_the_length_to_the_service() -> None:
    sent = body("video-kling3", {"shots": [{"prompt": "one", "duration": 3}, {"prompt": "two"}]})

    assert sent["prompts"] == [{"prompt": "one", "duration": 3}, {"prompt": "two"}]
    assert isinstance(sent["settings"], dict)
    assert "duration" not in sent["settings"]


@pytest.mark.parametrize(
    ("sources", "field", "value"),
    [(Sources(ids=(uuid(1),)), "originalVideoId", uuid(1)), (Sources(urls=(A,)), "videoUrl", A)],
)
def test_a_film_is_edited_by_id_or_by_url(sources: Sources, field: str, value: str) -> None:
    asked = request("video-edit", "veo31", {"prompt": "night", "duration": 6}, [local()])

    sent = video_edit_body(commissioned(asked, CAPABILITIES, settings("older")), sources)

    assert sent == {
        "prompt": "night", field: value, "settings": {"mode": "veo31", "duration": 6},
    }  # fmt: skip
