"""Pricing a project: every asset that costs credits, and how its price comes about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.app.offers import market
from assetforge.app.planning import plan_project
from assetforge.app.pricing import project_here, quote_assets
from assetforge.core.errors import UsageError
from tests.unit.app.projects import PAID, wishes, write
from tests.unit.app.settings_files import parsed

if TYPE_CHECKING:
    from assetforge.app.project import Project

SETTINGS = parsed("")


def test_only_what_costs_credits_is_priced(project: Project) -> None:
    write(project, PAID)

    (quoted,) = quote_assets(project, SETTINGS)

    assert (quoted.address, quoted.provider, str(quoted.breakdown.cost)) == ("hero", "letzai", "60")
    assert quoted.model is not None
    assert quoted.model.id == "flux2"


def test_each_price_is_the_one_that_the_plan_has(project: Project) -> None:
    write(project, PAID)

    plan = plan_project(project, wishes()).plan

    planned = {step.address: step.cost for step in plan.steps if step.is_paid}
    assert {
        each.address: each.breakdown.cost for each in quote_assets(project, SETTINGS)
    } == planned


def test_a_price_of_ones_own_is_used(project: Project) -> None:
    write(project, PAID)
    settings = parsed("[letzai.prices.image.flux2]\n1k = 10\n")

    (quoted,) = quote_assets(project, settings, ("he*",))

    assert str(quoted.breakdown.cost) == "10"
    assert market(settings).offers["letzai"].name == quoted.provider


def test_a_model_that_no_document_names_has_no_price(project: Project) -> None:
    write(project, PAID.replace("letzai", "letta").replace('"flux2"', '"imagen-9"').replace(
        'size = "1600x904"\n', "") + '[image.hero.letta]\nprovider = "gemini"\n')  # fmt: skip

    (quoted,) = quote_assets(project, SETTINGS)

    assert (quoted.breakdown.price, str(quoted.breakdown.cost)) == (None, "unknown")


def test_an_asset_that_is_free_has_no_price(project: Project) -> None:
    with pytest.raises(UsageError, match="costs nothing"):
        quote_assets(project, SETTINGS, ("lamp",))


def test_a_pattern_that_means_nothing_is_a_usage_error(project: Project) -> None:
    with pytest.raises(UsageError):
        quote_assets(project, SETTINGS, ("lmap",))


def test_there_may_be_no_project_here(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    here = project_here(None)
    monkeypatch.chdir(tmp_path)

    assert here is not None
    assert Path(here.root) == Path(project.root)
    assert project_here(None) is None
    with pytest.raises(UsageError):
        project_here("assets.toml")
