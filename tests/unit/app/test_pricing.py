"""Pricing a project: every asset that costs credits, and how its price comes about."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.app.offers import market
from assetforge.app.planning import plan_project
from assetforge.app.pricing import paid_differences, project_here, quote_assets
from assetforge.core.credits import Credits
from assetforge.core.errors import UsageError
from assetforge.execution.attempt import AttemptState
from assetforge.execution.dossier import encode_dossier
from tests.unit.adapters.ledger_samples import attempt_of
from tests.unit.app.ledgers import state_folder, write_attempts
from tests.unit.app.projects import PAID, wishes, write
from tests.unit.app.settings_files import parsed
from tests.unit.execution.attempts import DOSSIER

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from assetforge.execution.attempt import Attempt

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


def charged(address: str, amount: int | None, state: AttemptState = AttemptState.STORED) -> Attempt:
    """Make an attempt that was said to cost 60, and what it did."""
    dossier = replace(DOSSIER, estimated=Credits.exactly(60))
    return attempt_of(
        address, state=state, actual=None if amount is None else Decimal(amount),
        made=encode_dossier(dossier),
    )  # fmt: skip


def test_charges_that_differ_from_what_was_said_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state_folder(tmp_path, monkeypatch)
    assert paid_differences() == ()
    write_attempts(
        charged("right", 60), charged("dear", 70), charged("silent", None),
        charged("failed", 0, AttemptState.FAILED),
    )  # fmt: skip

    (found,) = paid_differences()

    assert (found.said, found.least, found.most, found.jobs) == (
        Credits.exactly(60), Decimal(70), Decimal(70), 1,
    )  # fmt: skip
