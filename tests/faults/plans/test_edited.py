"""A saved plan comes from anywhere: whatever is written in it, a build stays within it and fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.exits import Exit
from tests.faults.plans.checkout import BEACH_COST, HERO, HERO_COST, check_out

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from assetforge.core.values import Json
    from tests.faults.plans.checkout import Checkout
    from tests.faults.plans.conftest import Begin
    from tests.sandbox_server import SandboxServer

ALL = HERO_COST + BEACH_COST
OTHER_NONCE = "f" * 32
HERO_CREDITS = "steps.0.credits"
DEARER = f"""
[letzai.prices.image.flux2]
each = {HERO_COST + 1}
"""
UNPRICED = HERO.replace('model = "flux2"', 'provider = "letta"')


@pytest.fixture(scope="module")
def planned(sandbox: SandboxServer, tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    here = check_out(tmp_path_factory.mktemp("planned"), sandbox)
    here.save()
    return here


@pytest.mark.parametrize(
    ("change", "code", "spent"),
    [
        ({f"{HERO_CREDITS}.low": "59", f"{HERO_CREDITS}.high": "59"}, Exit.STALE, 0),
        ({f"{HERO_CREDITS}.high": "100000"}, Exit.DONE, ALL),
        ({f"{HERO_CREDITS}.high": None}, Exit.REFUSED, 0),
        ({"steps.0.key": None}, Exit.DONE, ALL),
        ({"basis.wishes.targets": ["hero"]}, Exit.DONE, HERO_COST),
        ({"plan_digest": "sha256:" + "0" * 64}, Exit.DONE, ALL),
    ],
    ids=str,
)
def test_a_plan_that_somebody_edited_spends_no_more_than_it_says_and_than_is_needed(
    change: Mapping[str, Json], code: Exit, spent: int, planned: Checkout, tmp_path: Path
) -> None:
    here = planned.elsewhere(tmp_path / "here", "plan.json")
    here.edit_plan(change)

    ended = here.run("build", "plan.json", "-q")

    assert ended.code == code, ended.err
    assert here.spent == spent


def test_more_steps_than_there_are_assets_make_nothing_more(begin: Begin) -> None:
    here = begin(HERO)
    here.save()
    here.write(f'{HERO}\n[image.vase]\nprompt = "A blue vase"\n')
    here.save(name="more.json")
    here.write(HERO)
    here.edit_plan({"steps": here.saved("more.json")["steps"]})

    ended = here.run("build", "plan.json", "-q")

    assert ended.code == Exit.DONE, ended.err
    assert here.spent == HERO_COST


def test_with_another_nonce_the_lock_still_tells_that_it_is_done(begin: Begin) -> None:
    here = begin(HERO)
    here.run("build", "-y")
    here.save("--replace", "hero")
    here.run("build", "plan.json")
    here.edit_plan({"nonce": OTHER_NONCE})

    ended = here.run("build", "plan.json")

    assert ended.code == Exit.STALE
    assert "the lock names all that it was to make" in ended.err
    assert here.spent == 2 * HERO_COST


def test_what_became_dearer_since_is_not_built(begin: Begin) -> None:
    here = begin(HERO)
    here.save()
    here.config.write_text(here.config.read_text("utf-8") + DEARER, encoding="utf-8")

    ended = here.run("build", "plan.json")

    assert ended.code == Exit.STALE
    assert "`hero` would be made now, and the plan does not say so" in ended.err
    assert here.spent == 0


def test_what_became_cheaper_since_is_built(begin: Begin) -> None:
    here = begin(HERO)
    usual = here.config.read_text("utf-8")
    here.config.write_text(usual + DEARER, encoding="utf-8")
    here.save()
    here.config.write_text(usual, encoding="utf-8")

    assert here.run("build", "plan.json").code == Exit.DONE
    assert here.spent == HERO_COST


def test_nobody_can_have_agreed_to_a_price_that_is_unknown(begin: Begin) -> None:
    here = begin(UNPRICED)
    here.save()

    ended = here.run("build", "plan.json")

    assert ended.code == Exit.REFUSED
    assert "the price of `hero` is unknown" in ended.err
    assert here.spent == 0


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"steps.0.provider": "letzai 0.\n::warning::hello\n::stop-commands::x\n"}, "provider"),
        ({"steps.0.provider": "nobody"}, "steps.0.provider: it is none that this version knows"),
        ({f"{HERO_CREDITS}.low": "61"}, "credits"),
        ({f"{HERO_CREDITS}.high": "0"}, "credits"),
    ],
    ids=str,
)
@pytest.mark.parametrize("command", ["show", "build"])
def test_what_no_plan_of_ours_can_say_is_refused_and_not_repeated(
    change: Mapping[str, Json], place: str, command: str, planned: Checkout, tmp_path: Path
) -> None:
    here = planned.elsewhere(tmp_path / "here", "plan.json")
    here.edit_plan(change)

    ended = here.run(command, "plan.json", GITHUB_ACTIONS="true")

    assert ended.code == Exit.USAGE
    assert place in ended.err
    assert "hello" not in ended.out + ended.err
    assert here.spent == 0


@pytest.mark.parametrize("words", [("--no-spend",), ("--max-credits", "179")])
def test_a_limit_still_holds_for_a_saved_plan(
    words: tuple[str, ...], planned: Checkout, tmp_path: Path
) -> None:
    here = planned.elsewhere(tmp_path / "here", "plan.json")

    refused = here.run("build", "plan.json", *words)

    assert refused.code == Exit.REFUSED
    assert here.spent == 0
