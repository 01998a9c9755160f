"""What a budget denies is denied whole: not in parts, not by another name, not too late."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

import pytest

from assetforge.core.exits import Exit
from tests.faults.plans.checkout import BEACH_COST, HERO, HERO_COST, PROJECT
from tests.faults.plans.test_approvals import digest_of

if TYPE_CHECKING:
    from tests.faults.plans.conftest import Begin

ALL = HERO_COST + BEACH_COST
DENIED = [f"deny_above = {ALL - 1}", f"max_credits = {ALL - 1}"]
NANO = """\
version = 1

[project]
name = "nano"

[defaults]
provider = "letzai"

[image.hero]
prompt = "A bottle on wet marble"
model = "nano-banana-pro"

[upscale.big]
from = "hero"
model = "nano-banana-pro"
resolution = "1k"
"""


@pytest.mark.parametrize("rule", DENIED)
def test_a_plan_that_is_denied_is_not_approved_part_by_part(rule: str, begin: Begin) -> None:
    here = begin(f"{PROJECT}\n[budget]\n{rule}\n")
    digest = digest_of(here)

    ended = here.run("build", "--approved", digest, "hero", CI="1")

    assert ended.code == Exit.REFUSED
    assert "nobody can have approved" in ended.err
    assert here.orders == []


def test_whoever_runs_a_build_may_still_agree_to_a_part_of_it(begin: Begin) -> None:
    here = begin(f"{PROJECT}\n[budget]\n{DENIED[0]}\n")

    assert here.run("build", "hero", "--max-credits", str(HERO_COST), CI="1").code == Exit.DONE
    assert here.spent == HERO_COST


@pytest.mark.parametrize("rule", DENIED)
def test_whatever_a_build_refuses_is_told_before(rule: str, begin: Begin) -> None:
    here = begin(f"{PROJECT}\n[budget]\n{rule}\n")
    told = f"the plan costs up to 180 letzai credits, and `{rule.partition(' ')[0]}` is 179"

    planned = here.run("plan")
    saved = here.run("plan", "--out", "plan.json")
    shown = cast("dict[str, object]", json.loads(here.run("show", "plan.json", "--json").out))
    compared = here.run("diff")
    built = [here.run("build", *words) for words in (["-y"], ["plan.json"])]

    assert f"a build is refused: {told}" in planned.err
    assert f"it is refused, since {told}." in saved.err
    assert "carries out that much" not in saved.err
    assert told in str(shown["stale"])
    assert compared.code == Exit.REFUSED
    assert told in compared.out + compared.err
    assert [each.code for each in built] == [Exit.REFUSED, Exit.REFUSED]
    assert all(told in each.err for each in built)
    assert here.orders == []


def test_the_limit_of_a_project_holds_for_a_part_of_it_by_itself(begin: Begin) -> None:
    here = begin(f"{PROJECT}\n[budget]\nmax_credits = {BEACH_COST}\n")

    ended = [here.run("build", target, "-y").code for target in ("hero", "beach")]

    assert ended == [Exit.DONE, Exit.DONE]
    assert here.spent == ALL


def test_a_price_that_is_unknown_is_above_the_limit_of_a_project(begin: Begin) -> None:
    here = begin(
        f"{HERO.replace('flux2', 'flux-2-pro').replace('letzai', 'letta')}\n"
        "[budget]\nmax_credits = 1000000\n"
    )

    planned, built = here.run("plan"), here.run("build", "-y")

    assert "is unknown, and `max_credits` is 1,000,000" in planned.err
    assert built.code == Exit.REFUSED
    assert here.orders == []


@pytest.mark.parametrize("word", ["nano-banana-pro", "gemini-3-pro-image"])
def test_all_that_one_model_makes_is_held_to_its_ceiling_by_whatever_id(
    word: str, begin: Begin
) -> None:
    here = begin(f"{NANO}\n[budget.models]\n{word} = 159\n")

    planned, built = here.run("plan"), here.run("build", "-y")

    assert f"`{word}` costs up to 160 letzai credits, and `models.{word}` is 159" in planned.err
    assert built.code == Exit.REFUSED
    assert here.orders == []
