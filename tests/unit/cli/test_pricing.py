"""`pricing`: what assets and models cost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assetforge.core.exits import Exit
from tests.unit.app.ledgers import state_folder, write_attempts
from tests.unit.app.projects import PAID, write
from tests.unit.app.test_pricing import charged

if TYPE_CHECKING:
    from pathlib import Path

    from assetforge.app.project import Project
    from tests.unit.cli.ran import Run


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "config.toml"
    place.write_text("[letta.prices.image.flux-2-pro]\neach = 12\n", encoding="utf-8")
    monkeypatch.setenv("ASSETFORGE_CONFIG", str(place))
    return place


def test_in_a_project_each_paid_asset_is_priced(run: Run, project: Project) -> None:
    write(project, PAID)

    priced = run("pricing")

    assert (priced.code, priced.err) == (Exit.DONE, "")
    assert "hero  image  letzai/flux2  60 credits\n    60 for resolution 1k\n" in priced.out
    assert "lamp" not in priced.out
    assert set(json.loads(run("pricing", "--json").out)["assets"]) == {"hero"}


def test_a_project_that_costs_nothing_says_so(run: Run) -> None:
    assert run("pricing").out.startswith("Nothing here costs credits")


def test_a_model_is_priced_at_everyone_who_has_it(run: Run) -> None:
    priced = run("pricing", "--model", "flux-2-pro")

    assert priced.out.startswith("letta image\n")
    assert "12" in priced.out
    assert "your config" in priced.out
    assert "Unknown, in part or whole:\n  letta edit: flux-2-pro" in priced.out


def test_outside_of_a_project_the_table_is_shown(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run("pricing").out.startswith("letzai image\n")
    assert len(json.loads(run("pricing", "--json").out)["models"]) > 40
    assert run("pricing", "hero").code == Exit.USAGE


@pytest.mark.parametrize(
    "words",
    [
        ("pricing", "lamp"), ("pricing", "nobody"), ("pricing", "--model", "flux22"),
        ("pricing", "lamp", "--model", "flux2"), ("pricing", "--manifest", "other.toml"),
    ],
)  # fmt: skip
def test_what_cannot_be_priced_is_a_usage_error(words: tuple[str, ...], run: Run) -> None:
    assert run(*words).code == Exit.USAGE


def test_where_charges_differ_from_the_table_that_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state_folder(tmp_path, monkeypatch)
    write_attempts(charged("hero", 70))

    assert "What was charged differs from the table:\n  letzai image flux2: 70 charged, 60" in (
        run("pricing", "--model", "flux2").out
    )
    document = json.loads(run("pricing", "--json").out)
    assert [each["jobs"] for each in document["differences"]] == [1]
