from __future__ import annotations

from dataclasses import replace

from assetforge.core.credits import UNKNOWN, Credits
from assetforge.core.digest import digest_bytes
from assetforge.plan.model import Orphan, Reason
from assetforge.ui.machine_plan import (
    orphans_value,
    plan_document,
    reason_value,
    step_value,
    totals_value,
)
from tests.unit.ui.samples import ask, plan, step


def test_a_step_tells_everything_that_decided_it() -> None:
    changed = Reason(why="field", field="size", old="1x1", new="2x2")
    given = step("hero", "make", changed, cost=UNKNOWN, of=ask("hero", "edit", "letta"))

    assert step_value(given) == {
        "address": "hero", "kind": "edit", "provider": "letta", "model": "flux2",
        "action": "make",
        "reasons": [
            {
                "code": "field", "field": "size", "old": "1x1", "new": "2x2", "upstream": None,
                "field_class": "paid",
            }
        ],
        "previous_address": None, "cosmetic": {},
        "credits": {"low": 0, "high": None, "known": False},
        "seconds": 20, "output": "assets/hero.png", "key": digest_bytes(b"hero"),
        "known_after_build": False, "edited": False, "ordered": False, "uploads": [],
        "trained_models": [],
    }  # fmt: skip


def test_trained_models_are_listed() -> None:
    of = replace(ask("a", provider="letzai"), request={"prompt": "@anna by @karl"})

    assert step_value(step("a", of=of))["trained_models"] == ["anna", "karl"]


def test_a_key_that_only_the_build_knows_is_null() -> None:
    value = step_value(replace(step("a"), key=None))

    assert (value["key"], value["known_after_build"]) == (None, True)


def test_an_upstream_is_named() -> None:
    assert reason_value(Reason(why="upstream-made", upstream="hero")) == {
        "code": "upstream-made", "field": None, "old": None, "new": None, "upstream": "hero",
    }  # fmt: skip


def test_credits_of_blocked_assets_stand_apart() -> None:
    paid = step("a", "make", cost=Credits.exactly(60), of=ask("a", provider="letzai"))
    blocked = step("b", "blocked", cost=Credits.exactly(9), of=ask("b", provider="letzai"))
    edited = replace(step("c", "keep"), is_edited=True)

    assert totals_value(plan(paid, blocked, edited)) == {
        "make": 1, "restore": 0, "derive": 0, "blocked": 1, "unchanged": 1, "edited": 1,
        "spend": 1, "rebuild": 1, "metadata_only": 0,
        "credits": {"letzai": {"low": 60, "high": 60, "known": True}},
        "credits_blocked": {"letzai": {"low": 9, "high": 9, "known": True}},
    }  # fmt: skip


def test_a_plan_holds_every_asset_the_orphans_and_the_longest_chain() -> None:
    gone = Orphan(address="old", output="assets/old.png")
    given = plan(step("a"), chain=["a"], orphans=[gone])

    value = plan_document(given)

    assert value["changes"] is True
    assert value["assets"] == {"a": step_value(given.steps[0])}
    assert (
        value["orphans"] == orphans_value(given) == [{"address": "old", "output": "assets/old.png"}]
    )
    assert value["chain"] == {"addresses": ["a"], "seconds": 20}


def test_a_rename_is_told_by_both_names_and_counts_as_no_change_of_anything_else() -> None:
    moved = Reason(why="moved", old="hero-old", new="hero")
    renamed = replace(step("hero", "restore", moved), moved_from="hero-old")
    back = step("a", "restore", Reason(why="output-missing"))

    totals = totals_value(plan(renamed, back))

    assert step_value(renamed)["previous_address"] == "hero-old"
    assert (totals["restore"], totals["metadata_only"], totals["spend"]) == (2, 1, 0)


def test_cosmetic_fields_stand_apart_from_what_the_key_is_made_of() -> None:
    given = replace(step("hero", "keep"), notes={"alt": "A bottle"})

    assert step_value(given)["cosmetic"] == {"alt": "A bottle"}


def test_lines_of_no_more_use_are_listed() -> None:
    assert plan_document(replace(plan(), spent_moves=("old",)))["spent_moves"] == ["old"]
