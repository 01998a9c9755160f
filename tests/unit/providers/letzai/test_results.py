from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.providers.letzai.results import Found, bare_choice, result_of
from tests.unit.providers.letzai.talking import ORIGIN, OTHER_URL, URL, uuid

if TYPE_CHECKING:
    from assetforge.core.values import Table

COPY = "https://images.letz.ai/one/1920.jpg"
ODD = "http://images.letz.ai/not-secure.jpg"


@pytest.mark.parametrize(
    ("record", "url", "copy"),
    [
        ({"imageVersions": {"original": URL, "1920x1920": COPY}}, URL, None),
        ({"imageVersions": {"original": [URL, OTHER_URL]}}, URL, None),
        ({"imagePaths": {"original": URL}}, URL, None),
        ({"imageVersions": {"original": ODD}, "imagePaths": {"original": URL}}, URL, None),
        ({"imageVersions": {"640x640": OTHER_URL, "1920x1920": COPY}}, COPY, "1920x1920"),
        ({"imageVersions": {"original": None, "640x640": OTHER_URL}}, OTHER_URL, "640x640"),
        ({"imageVersions": {"1920x1920": COPY}, "imagePaths": {"original": URL}}, URL, None),
    ],
)
@pytest.mark.parametrize("route", ["/images", "/upscale", "/upscales"])
def test_where_a_picture_lies(record: Table, url: str, copy: str | None, route: str) -> None:
    found = result_of({"id": uuid(1), **record}, route, ORIGIN)

    assert found == Found(url=url, id=uuid(1), copy=copy)


@pytest.mark.parametrize(
    ("record", "url", "copy"),
    [
        ({"videoVersions": {"original": URL}}, URL, None),
        ({"videoPaths": {"mp4": URL, "webm": OTHER_URL}}, URL, None),
        ({"videoPaths": {"webm": URL}}, URL, None),
        ({"videoVersions": [URL]}, URL, None),
        ({"videoVersions": [{"type": "mp4", "url": URL}]}, URL, None),
        ({"videoVersions": [], "videoPaths": {"original": URL}}, URL, None),
        ({"videoVersions": {"720p": URL}}, URL, "720p"),
    ],
)
@pytest.mark.parametrize("route", ["/videos", "/video-edits"])
def test_where_a_film_lies(record: Table, url: str, copy: str | None, route: str) -> None:
    found = result_of({"id": uuid(1), **record}, route, ORIGIN)

    assert found == Found(url=url, id=uuid(1), copy=copy)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            {"generatedImageCompletion": {"id": uuid(2), "imageVersions": {"original": URL}}},
            Found(url=URL, id=uuid(2)),
        ),
        (
            {"generatedImageCompletion": {"id": uuid(2), "imagePaths": {"original": URL}}},
            Found(url=URL, id=uuid(2)),
        ),
        (
            {"generatedImageCompletion": {"id": uuid(2)}, "imageVersions": {"original": URL}},
            Found(url=URL, id=uuid(2)),
        ),
        (
            {
                "generatedImageCompletion": None,
                "imageCompletionChoices": [{"id": uuid(3), "imageVersions": {"original": URL}}],
            },
            Found(url=URL, id=uuid(3)),
        ),
        (
            {"imageVersions": {"original": URL}, "imageCompletionChoices": [uuid(4)]},
            Found(url=URL, id=uuid(4)),
        ),
        (
            {
                "generatedImageCompletion": {
                    "id": uuid(2), "imageVersions": {"1920x1920": COPY},
                },
                "imageCompletionChoices": [{"id": uuid(3), "imageVersions": {"original": URL}}],
            },
            Found(url=URL, id=uuid(3)),
        ),
        (
            {"generatedImageCompletion": {"imageVersions": {"1920x1920": COPY}}},
            Found(url=COPY, id=None, copy="1920x1920"),
        ),
    ],
)  # fmt: skip
def test_where_an_edit_lies_and_what_its_picture_is_called(record: Table, expected: Found) -> None:
    assert result_of({"id": uuid(1), **record}, "/image-edits", ORIGIN) == expected


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"imageVersions": None},
        {"imageVersions": []},
        {"imageVersions": URL},
        {"imageVersions": {"original": ""}},
        {"imageVersions": {"original": 7}},
        {"imageVersions": {"original": {"url": URL}}},
        {"imageVersions": {"original": ODD}},
        {"previewImage": URL},
        {"generatedImageCompletion": [URL]},
        {"videoVersions": {"original": URL}},
    ],
)
def test_what_names_no_result(record: Table) -> None:
    for route in ("/images", "/image-edits", "/upscale"):
        assert result_of(record, route, ORIGIN) is None


def test_a_choice_may_be_named_by_its_id_alone() -> None:
    assert bare_choice({"imageCompletionChoices": [{"id": uuid(1)}, "x", uuid(2)]}) == uuid(2)
    assert bare_choice({"imageCompletionChoices": uuid(2)}) is None
