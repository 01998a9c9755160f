from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.core.capabilities import Capabilities
from assetforge.core.limits import Size
from assetforge.manifest.capability_checks import OrderToCheck, check_order

if TYPE_CHECKING:
    from assetforge.core.names import Kind
    from assetforge.core.values import Table
    from assetforge.manifest.finding import Finding

STUDIO = Capabilities(
    provider="studio", is_open=True,
    kinds=frozenset({"image", "edit", "upscale", "video", "video-edit"}),
)  # fmt: skip
LOCAL = Capabilities(provider="local", is_open=True, kinds=frozenset({"derive"}))
ALL = {"studio": STUDIO, "local": LOCAL, **packaged_catalogue()}

PLAIN: dict[Kind, int] = {"edit": 1, "upscale": 1, "video": 1, "video-edit": 1}


def found(
    provider: str, kind: Kind, model: str | None, params: Table, inputs: int | None = None
) -> list[Finding]:
    many = PLAIN.get(kind, 0) if inputs is None else inputs
    order = OrderToCheck(kind=kind, provider=provider, model=model, params=params, inputs=many)
    return list(check_order(order, ALL))


@pytest.mark.parametrize(
    ("provider", "kind", "model", "params"),
    [
        ("studio", "video", "anything at all", {"duration": 99, "sound": True, "colour": "red"}),
        ("local", "derive", None, {"width": 640}),
        ("letzai", "image", None, {"prompt": "a cat"}),
        ("letzai", "image", "Nano Banana Pro", {"resolution": "4k", "aspect_ratio": "16:9"}),
        ("letzai", "image", "flux2-max", {"size": "1600x900", "watermark": True, "revision": 2}),
        ("letzai", "image", "flux2", {"letzai": {"system_version": 3}, "studio": {"any": 1}}),
        ("letzai", "image", "flux2", {"sound": False}),
        ("letzai", "edit", "skin", {"skin": {"eyes": True, "intensity": 5}}),
        ("letzai", "upscale", "nano-banana-pro", {"resolution": "4k", "strength": 2.0}),
        ("letzai", "video", "veo31", {"duration": 8.0, "sound": True, "high_quality": True}),
        ("letzai", "video", "kling 3", {"shots": [{"prompt": "a", "duration": 5.0}]}),
        ("letta", "image", None, {"seed": 7, "watermark": False}),
        ("letta", "image", "gpt-image-2", {"quality": "high", "size": "1024x1024"}),
        ("letta", "image", "gpt-image-2", {"letta": {"output_format": "webp"}}),
    ],
)
def test_what_a_provider_can_do_is_found_right(
    provider: str, kind: Kind, model: str | None, params: Table
) -> None:
    assert found(provider, kind, model, params) == []


@pytest.mark.parametrize(
    ("provider", "kind", "model", "code", "detail", "hint"),
    [
        (
            "letzia", "image", None, "unknown-provider",
            "`letzia` is no provider", "did you mean `letzai`?",
        ),
        (
            "acme", "video", None, "unknown-provider",
            "`acme` is no provider", "write letzai or studio",
        ),
        (
            "letta", "video", None, "kind-not-offered",
            "letta makes edit and image, no video", "write another `provider`: letzai or studio",
        ),
        (
            "letzai", "video-edit", "veo31", "kind-not-offered",
            ("letzai makes edit, image, upscale and video, no video-edit; only an older document "
            "of it does (seed 001, 2026)"),
            ('write another `provider`: studio, or set `dialect = "older"` for letzai in your '
            "own config file"),
        ),
        (
            "local", "image", None, "kind-not-offered",
            "local makes derive, no image", "write another `provider`: letta, letzai or studio",
        ),
        (
            "letzai", "image", "flux3", "unknown-model",
            "`flux3` is no model of letzai for an `image`", "did you mean `flux2`?",
        ),
        (
            "letzai", "image", "veo31", "unknown-model",
            "`veo31` is no model of letzai for an `image`; it makes video",
            ("write seedream-5-0-pro, wan-2-7-image-pro, gemini-3-pro-image, seedream-4-5-251128, "
            "gpt-image-2, letzai-engine, nbf-inferencesh, nano-banana-2-lite, …"),
        ),
        (
            "letzai", "video", None, "model-needed",
            ("letzai has no default model for a `video`, because its models differ much in what "
            "they do and cost"),
            ("add `model = …`: video-veo31, video-kling3, video-kling26, video-wan25, "
            "video-seedance2, video-seedance2-enterprise or video-gemini-omni"),
        ),
    ],
)  # fmt: skip
def test_who_cannot_make_it_is_said_with_who_can(  # noqa: PLR0913 - a row of a table
    *, provider: str, kind: Kind, model: str | None, code: str, detail: str, hint: str
) -> None:
    (finding,) = found(provider, kind, model, {})

    assert (finding.code, finding.detail, finding.hint) == (code, detail, hint)
    assert finding.severity == "error"


def test_too_many_inputs_are_counted() -> None:
    (finding,) = found("letzai", "edit", "flux2", {}, inputs=10)

    assert (finding.code, finding.path) == ("too-many-inputs", ("from",))
    assert finding.detail == (
        "`from` names 10; Flux 2 of letzai takes 9 inputs at most (LetzAI skill, 2026-07-28)"
    )


def test_one_input_is_one_input() -> None:
    (finding,) = found("letzai", "edit", "skin", {}, inputs=2)

    assert "takes 1 input at most" in finding.detail


def test_a_film_that_needs_a_source_is_not_made_from_words() -> None:
    (finding,) = found("letzai", "video", "wan25", {"duration": 5}, inputs=0)

    assert (finding.code, finding.path, finding.severity) == ("source-needed", (), "error")


def test_a_film_from_words_alone_is_remarked_upon() -> None:
    (finding,) = found("letzai", "video", "veo31", {}, inputs=0)

    assert (finding.code, finding.severity) == ("source-advised", "warning")


@pytest.mark.parametrize(
    ("kind", "model", "document"),
    [
        ("image", "phota", "seed 001, 2026"),
        ("upscale", "sharp", "seed 001, 2026"),
        ("upscale", "natural", "LetzAI OpenAPI, 2025-11-21"),
        ("video", "sora2", "seed 002, 2025"),
    ],
)
def test_a_model_that_newer_documents_do_not_name_is_a_warning(
    kind: Kind, model: str, document: str
) -> None:
    (finding,) = found("letzai", kind, model, {})

    assert (finding.code, finding.path, finding.severity) == (
        "outdated-model", ("model",), "warning",
    )  # fmt: skip
    assert document in finding.detail


def test_an_unknown_model_of_letta_is_passed_on_with_a_warning() -> None:
    params: Table = {"letta": {"provider": "flux"}}

    (finding,) = found("letta", "image", "flux-3-pro", params)

    assert (finding.code, finding.severity) == ("undocumented-model", "warning")
    assert "its price is unknown" in finding.detail
    assert finding.hint == "did you mean `flux-2-pro`?"


def test_an_unknown_model_of_letta_must_say_whose_it_is() -> None:
    _, finding = found("letta", "image", "zebra", {})

    assert (finding.code, finding.severity) == ("field-needed", "error")
    assert finding.hint == "add `provider = …` to the table `letta`: flux, gemini or openai"


def test_a_model_for_organizations_asks_for_the_users_configuration() -> None:
    params: Table = {"resolution": "720p", "duration": 5}

    (finding,) = found("letzai", "video", "video-seedance2-enterprise", params)

    assert (finding.code, finding.severity) == ("config-needed", "warning")
    assert "`organization`" in finding.hint


def test_everything_wrong_is_found_at_once() -> None:
    findings = found("letzai", "edit", "flux2", {"seed": 7, "resolution": "4k"}, inputs=12)

    assert [finding.code for finding in findings] == [
        "too-many-inputs", "field-not-understood", "value-not-offered",
    ]  # fmt: skip


@pytest.mark.parametrize("size", ["15x900", "900x4097"])
def test_a_provider_of_any_model_may_still_limit_a_field(size: str) -> None:
    limits = {"size": Size(shortest=16, longest=4096)}
    able = {"studio": replace(STUDIO, limits=limits)}
    order = OrderToCheck(
        kind="image", provider="studio", model="any", params={"size": size, "odd": 1}, inputs=0
    )

    (finding,) = check_order(order, able)

    assert finding.path == ("size",)
    assert finding.detail.endswith("each from 16 to 4096 with studio")
