from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.manifest.capability_fields import check_fields

if TYPE_CHECKING:
    from assetforge.core.names import Kind
    from assetforge.core.values import Json, Table
    from assetforge.manifest.finding import Finding

LETZAI, LETTA = packaged_catalogue()["letzai"], packaged_catalogue()["letta"]


def found(kind: Kind, word: str, params: Table, *, letta: bool = False) -> list[Finding]:
    provider = LETTA if letta else LETZAI
    model = provider.find(kind, word)
    assert model is not None
    return list(check_fields(model, params, provider.of_kind(kind)))


@pytest.mark.parametrize(
    ("kind", "model", "field", "value", "takes"),
    [
        ("image", "flux2", "resolution", "4k", "1k or 2k"),
        ("image", "flux2", "size", "400x800", "width and height in pixels, each from 480 to 2160"),
        ("image", "flux2", "aspect_ratio", "5:1", "width to height, no longer than 9:2 either way"),
        ("image", "flux2", "quality", 7, "a whole number from 1 to 6"),
        ("image", "flux2", "quality", "high", "a whole number from 1 to 6"),
        ("image", "flux2", "creativity", 0, "a whole number from 1 to 6"),
        ("edit", "flux2", "aspect_ratio", "5:4", "1:1, 16:9, 9:16, 4:3, 3:4, 21:9 or 9:21"),
        ("upscale", "pruna", "strength", 6, "a whole number from 1 to 5"),
        ("video", "veo31", "duration", 5, "8"),
        ("video", "kling26", "duration", 7, "5 or 10"),
        ("video", "kling3", "duration", 2.5, "a whole number from 3 to 15"),
        ("video", "video-gemini-omni", "sound", False, "true"),
    ],
)
def test_a_value_that_is_not_offered_is_said_with_those_that_are(
    *, kind: Kind, model: str, field: str, value: Json, takes: str
) -> None:
    (finding,) = found(kind, model, {field: value})

    assert (finding.code, finding.path) == ("value-not-offered", (field,))
    assert finding.detail.startswith(f"`{field}` takes {takes} with ")
    assert finding.detail.endswith(" of letzai (LetzAI skill, 2026-07-28)")


@pytest.mark.parametrize(
    ("kind", "model", "field", "value", "hint"),
    [
        ("image", "flux2", "seed", 7, "leave it out"),
        ("image", "flux2", "sound", True, "leave it out"),
        ("image", "letzai-engine", "resolution", "1k", "leave it out, or use gemini-3-pro-image"),
        ("edit", "flux2", "skin", {"face": True}, "leave it out, or use skin"),
        ("edit", "flux2", "watermark", True, "leave it out"),
        ("edit", "flux2", "strength", 2, "leave it out"),
        ("upscale", "default", "resolution", "4k", "leave it out, or use nano-banana-pro"),
        ("upscale", "pruna", "size", "4096x4096", "leave it out"),
        ("video", "wan25", "sound", True, "leave it out, or use video-veo31, video-kling3"),
        ("video", "veo31", "shots", [{"prompt": "a"}], "leave it out, or use video-kling3"),
        ("video", "video-gemini-omni", "high_quality", True, "leave it out, or use video-veo31"),
    ],
)
def test_a_field_without_meaning_is_said_with_the_models_that_have_it(
    *, kind: Kind, model: str, field: str, value: Json, hint: str
) -> None:
    (finding,) = found(kind, model, {field: value})

    assert (finding.code, finding.path, finding.on) == ("field-not-understood", (field,), "key")
    assert finding.hint.startswith(hint)


@pytest.mark.parametrize("field", ["quality", "size", "aspect_ratio", "resolution", "watermark"])
def test_lettas_plain_models_understand_a_prompt_and_a_seed_only(field: str) -> None:
    (finding,) = found("image", "flux-2-pro", {field: "1k"}, letta=True)

    assert finding.detail == (
        f"Flux 2 Pro of letta has no `{field}`; it understands prompt and seed"
    )


def test_lettas_quality_is_a_word() -> None:
    (finding,) = found("image", "gpt-image-2", {"quality": 3}, letta=True)

    assert "`quality` takes low, medium, high or auto" in finding.detail


def test_a_size_that_no_document_shows_is_a_warning() -> None:
    (finding,) = found("image", "gpt-image-2", {"size": "1536x1024"}, letta=True)

    assert (finding.code, finding.severity) == ("undocumented-size", "warning")


def test_a_prompt_that_is_too_long_for_letta_is_found() -> None:
    (finding,) = found("image", "flux-2-pro", {"prompt": "a" * 32_001}, letta=True)

    assert finding.code == "value-not-offered"


@pytest.mark.parametrize(
    ("own", "path", "code", "hint"),
    [
        ({"sistem_version": 3}, "sistem_version", "unknown-key", "did you mean `system_version`?"),
        ({"colour": "red"}, "colour", "unknown-key", "known here: system_version"),
        ({"system_version": 4}, "system_version", "value-not-offered", "change `system_version`"),
    ],
)
def test_the_providers_own_table_is_an_allow_list(
    own: Table, path: str, code: str, hint: str
) -> None:
    (finding,) = found("image", "flux2", {"letzai": own})

    assert (finding.path, finding.code) == (("letzai", path), code)
    assert finding.hint.startswith(hint)


def test_a_table_where_the_model_takes_none_is_best_left_out() -> None:
    (finding,) = found("image", "flux-2-pro", {"letta": {"n": 4}}, letta=True)

    assert (finding.code, finding.hint) == ("unknown-key", "leave the table out")


def test_a_key_inside_a_table_is_found_at_its_place() -> None:
    (finding,) = found("edit", "skin", {"skin": {"face": True, "intensity": 6}})

    assert finding.path == ("skin", "intensity")
    assert "a whole number from 1 to 5" in finding.detail


def test_a_film_without_a_documented_resolution_must_name_one() -> None:
    (finding,) = found("video", "video-seedance2", {"duration": 5})

    assert (finding.code, finding.path) == ("field-needed", ())
    assert finding.hint == "add `resolution = …`: 480p, 720p, 1080p or 4k"


@pytest.mark.parametrize(
    ("seconds", "duration", "code"),
    [
        ([8, 8], None, "value-not-offered"),
        ([1, 1], None, "value-not-offered"),
        ([4, 4], 10, "shots-disagree"),
    ],
)
def test_shots_must_add_up(seconds: list[int], duration: int | None, code: str) -> None:
    shots: Json = [{"prompt": "a", "duration": second} for second in seconds]
    params: Table = {"shots": shots} | ({} if duration is None else {"duration": duration})

    (finding,) = found("video", "kling3", params)

    assert finding.code == code


@pytest.mark.parametrize(
    "params",
    [
        {"shots": [{"prompt": "a", "duration": 4}, {"prompt": "b", "duration": 6}]},
        {"shots": [{"prompt": "a", "duration": 4}], "duration": 4.0},
        {"shots": [{"prompt": "a"}, {"prompt": "b"}], "duration": 10},
    ],
)
def test_shots_that_add_up_are_right(params: Table) -> None:
    assert found("video", "kling3", params) == []
