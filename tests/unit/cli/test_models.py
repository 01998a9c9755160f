"""`models`: the catalogue, for people and programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sandbox_server import SandboxServer
    from tests.unit.cli.ran import Run


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "config.toml"
    place.touch()
    monkeypatch.setenv("ASSETFORGE_CONFIG", str(place))
    return place


def test_the_catalogue_is_listed_by_provider_and_kind(run: Run) -> None:
    listed = run("models")

    assert (listed.code, listed.err) == (Exit.DONE, "")
    titles = [line for line in listed.out.splitlines() if line.startswith(("letzai", "letta"))]
    assert titles == [
        "letzai image", "letzai edit", "letzai upscale", "letzai video", "letzai video-edit",
        "letta image", "letta edit",
    ]  # fmt: skip


def test_a_provider_and_a_kind_limit_the_list(run: Run) -> None:
    listed = run("models", "letzai", "--kind", "upscale").out

    assert listed.startswith("letzai upscale\n")
    assert "studio" not in listed


def test_every_detail_is_told_when_asked_for(run: Run) -> None:
    assert "also kling30" in run("models", "letzai", "-v").out
    assert "also kling30" not in run("models", "letzai").out


def test_programs_get_a_document(run: Run) -> None:
    document = json.loads(run("models", "letta", "--json").out)

    assert {model["provider"] for model in document["models"]} == {"letta"}
    assert all(model["price"] is None for model in document["models"])


@pytest.mark.parametrize("words", [("models", "lettzai"), ("models", "--kind", "derive")])
def test_what_there_is_not_is_a_usage_error(words: tuple[str, ...], run: Run) -> None:
    assert run(*words).code == Exit.USAGE


def test_a_mistake_in_the_config_is_shown_with_its_place(run: Run, config: Path) -> None:
    config.write_text("[letzai]\nconcurency = 4\n", encoding="utf-8")

    refused = run("models")

    assert refused.code == Exit.INVALID
    assert f"{config}:2:1" in refused.err
    assert "did you mean `concurrency`?" in refused.err


def test_a_config_inside_the_project_is_warned_of(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    within = tmp_path / "project" / "config.toml"
    within.touch()
    monkeypatch.setenv("ASSETFORGE_CONFIG", str(within))

    listed = run("models", "letta")

    assert listed.code == Exit.DONE
    assert "warning[config-in-project]" in listed.err


def test_trained_models_are_listed_where_the_service_is_asked(
    run: Run, served: SandboxServer
) -> None:
    assert served.origin

    listed = run("models", "letzai", "--kind", "upscale", "--online")
    document = json.loads(run("models", "letzai", "--online", "--json").out)

    assert "letzai, trained models\n" in listed.out
    assert "@john_doe" in listed.out
    assert [each["tag"] for each in document["trained"] if not each["available"]] == [
        "half_trained"
    ]


def test_a_service_without_trained_models_is_not_asked(run: Run) -> None:
    assert run("models", "letta", "--online").code == Exit.DONE
    assert run("models", "--online").code == Exit.CREDENTIALS
