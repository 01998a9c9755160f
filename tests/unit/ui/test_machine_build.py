from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assetforge.core.credits import Credits
from assetforge.core.errors import StorageError
from assetforge.core.values import is_table
from assetforge.report.build import build_report
from assetforge.report.model import Spent
from assetforge.ui.machine import blob_value
from assetforge.ui.machine_build import build_document
from tests.unit.ui.samples import ask, execution, outcome, plan, step


def test_a_report_tells_of_every_asset_what_it_is_and_what_it_cost() -> None:
    paid = step("hero", cost=Credits.exactly(60), of=ask("hero", provider="letzai"))
    lost = step("beach")
    error = StorageError("the disk is full", next_step="Make room.")
    ended = execution(outcome(paid), replace(outcome(lost, "failed"), error=error), left=("clip",))
    report = build_report(plan(paid, lost), ended)

    value = build_document(
        replace(report, spent={"letzai": Spent(amount=Decimal(45), unsaid=("hero",))})
    )

    assert (value["exit_code"], value["not_started"]) == (12, ["clip"])
    assert value["totals"] == {
        "kept": 0, "restored": 0, "made": 1, "derived": 0, "failed": 1, "skipped": 0, "blocked": 0,
    }  # fmt: skip
    assert value["credits_planned"] == {"letzai": {"low": 60, "high": 60, "known": True}}
    assert value["credits_spent"] == {"letzai": {
        "amount": 45, "known": False, "unsaid": ["hero"],
        "unsaid_estimated": {"low": 0, "high": 0, "known": True},
        "missing": [], "missing_cost": {"low": 0, "high": 0, "known": True},
    }}  # fmt: skip
    assets = value["assets"]
    assert is_table(assets)
    hero = assets["hero"]
    assert is_table(hero)
    assert hero["file"] == blob_value(report.results[0].file)
    assert assets["beach"] == {
        "address": "beach", "ending": "failed", "provider": "studio",
        "output": "assets/beach.png", "file": None, "seconds": 0.3, "edited": False,
        "because": None, "remarks": [], "short": False,
        "failure": {
            "what": "the disk is full", "cost": "Nothing was spent.", "next": "Make room.",
            "exit_code": 12,
        },
    }  # fmt: skip
