"""Surroundings: whatever says where a service is leaves its mark, and nothing else does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.app.surroundings import Surroundings, config_place, services_mark, surroundings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("LETZAI_BASE_URL", "LETTA_BASE_URL", "ASSETFORGE_DIALECT"):
        monkeypatch.delenv(name, raising=False)
    place = tmp_path / "config.toml"
    monkeypatch.setenv("ASSETFORGE_CONFIG", str(place))
    return place


def test_the_mark_is_the_same_as_long_as_nothing_changes(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    absent = services_mark()
    config.write_text("", encoding="utf-8")
    monkeypatch.setenv("LETZAI_API_KEY", "another")

    assert services_mark() == absent != ""


@pytest.mark.parametrize("name", ["LETZAI_BASE_URL", "LETTA_BASE_URL"])
def test_another_address_is_another_mark(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = services_mark()
    monkeypatch.setenv(name, "http://127.0.0.1:8017")

    assert services_mark() not in {before, ""}


def test_another_config_is_another_mark(config: Path) -> None:
    before = services_mark()
    config.write_text('[letzai]\nbase_url = "http://127.0.0.1:8017"\n', encoding="utf-8")

    assert services_mark() not in {before, ""}


def test_a_config_that_cannot_be_read_has_no_mark(config: Path) -> None:
    config.mkdir()

    assert services_mark() == ""


def test_an_empty_variable_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LETZAI_BASE_URL", "")
    monkeypatch.delenv("ASSETFORGE_CONFIG")

    assert surroundings() == Surroundings()
    assert config_place(surroundings()).name == "config.toml"
