"""At-signs in prompts: what is read as a trained model is told before it costs anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.tags import trained_models
from assetforge.manifest.tag_checks import LONGEST, check_tags
from tests.unit.manifest.samples import codes_in, manifest_of

if TYPE_CHECKING:
    from assetforge.core.names import Kind
    from assetforge.core.values import Json


def found(prompt: str, kind: Kind = "image", provider: str = "letzai") -> list[tuple[str, str]]:
    return [(each.code, each.detail) for each in check_tags(provider, kind, {"prompt": prompt})]


@pytest.mark.parametrize(
    "prompt",
    [
        "a lamp", "@anna on a beach", "(@anna), @ben.b and @carl_2.", "me@@home.example",
        "five @@ night", "@@", "@@@anna", "...@anna", f"@{'a' * LONGEST}",
    ],
)  # fmt: skip
def test_trained_models_and_doubled_signs_are_left_alone(prompt: str) -> None:
    assert found(prompt) == []


@pytest.mark.parametrize(
    ("prompt", "code", "detail"),
    [
        ("five @ night", "empty-tag", "an `@` here names no trained model"),
        ("five @", "empty-tag", "an `@` here names no trained model"),
        ("@!", "empty-tag", "an `@` here names no trained model"),
        ("@. And", "empty-tag", "an `@` here names no trained model"),
        (
            "write to me@home.example.", "tag-in-word",
            "`me@home.example` is read as the trained model `home.example`",
        ),
        (f"@{'a' * (LONGEST + 1)}", "tag-too-long", "has 256 characters"),
    ],
)  # fmt: skip
def test_an_at_sign_that_means_no_model_is_told(prompt: str, code: str, detail: str) -> None:
    ((said, told),) = found(prompt)

    assert said == code
    assert detail in told


@pytest.mark.parametrize("prompt", ["five @ night", "me@home.example", f"@{'a' * 300}"])
def test_who_knows_no_tags_reads_an_at_sign_as_one(prompt: str) -> None:
    assert found(prompt, provider="letta") == []
    assert found(prompt, provider="studio") == []


def test_what_is_told_of_is_what_a_plan_would_name() -> None:
    prompt = "@anna, me@home.example, five @ night"

    assert trained_models("letzai", {"prompt": prompt}) == ("anna", "home.example")
    assert [code for code, _ in found(prompt)] == ["tag-in-word", "empty-tag"]


def test_the_prompts_of_shots_are_read_too() -> None:
    shots: list[Json] = [{"prompt": "dolly in"}, {"prompt": "five @ night"}, {"prompt": 3}]

    (finding,) = check_tags("letzai", "video", {"shots": shots})

    assert (finding.code, finding.path) == ("empty-tag", ("shots", 1, "prompt"))


def test_a_trained_model_in_a_film_is_doubted() -> None:
    ((code, detail),) = found("@anna walks", kind="video")

    assert code == "tag-in-film"
    assert "`@anna` names a trained model" in detail
    assert found("@anna walks", kind="edit") == []


def test_check_tells_them_at_their_place() -> None:
    hero = '[image.hero]\nprovider = "letzai"\nprompt = '

    (warning,) = manifest_of(f'{hero}"me@home.example"').warnings

    assert (warning.code, warning.severity) == ("tag-in-word", "warning")
    assert codes_in(f'{hero}"@{"a" * 300}"') == ["tag-too-long"]
    assert codes_in(f'{hero}"me@@home.example"') == []
