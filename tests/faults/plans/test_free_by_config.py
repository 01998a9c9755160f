"""A price of 0 in the user's own config opens no gate: what a service takes is its own affair."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from assetforge.core.exits import Exit
from tests.faults.plans.checkout import HERO, HERO_COST, check_out
from tests.faults.plans.test_approvals import ANOTHER, FAILING, digest_of
from tests.faults.plans.test_uploads import LOGO
from tests.sandbox_server import SandboxServer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.plans.checkout import Checkout
    from tests.faults.plans.conftest import Begin

NOTHING = "\n[letzai.prices.image.flux2]\neach = 0\n"


def made_free(here: Checkout) -> Checkout:
    here.config.write_text(here.config.read_text("utf-8") + NOTHING, encoding="utf-8")
    return here


@pytest.fixture
def here(begin: Begin) -> Checkout:
    return made_free(begin(HERO))


def test_nothing_is_ordered_where_nothing_may_be_spent(here: Checkout) -> None:
    ended = here.run("build", "--no-spend")

    assert ended.code == Exit.REFUSED
    assert "hero would be ordered at letzai" in ended.err
    assert here.orders == []


@pytest.mark.parametrize(
    ("words", "refusal"), [((), Exit.UNDECIDED), (("--max-credits", "0"), Exit.REFUSED)]
)
def test_nothing_is_ordered_in_ci_that_nobody_agreed_to(
    here: Checkout, words: tuple[str, ...], refusal: Exit
) -> None:
    ended = here.run("build", *words, CI="1")

    assert ended.code == refusal, ended.err
    assert "hero" in ended.err
    assert here.orders == []


def test_nothing_becomes_public_that_nobody_agreed_to(begin: Begin) -> None:
    here = begin(LOGO)
    Image.new("RGB", (64, 64), "teal").save(here.place / "secret.png")
    free = "\n[letzai.prices.edit.flux2]\neach = 0\n"
    here.config.write_text(here.config.read_text("utf-8") + free, encoding="utf-8")

    ended = here.run("build", CI="1")

    assert ended.code == Exit.UNDECIDED
    assert here.orders == []


def test_who_agrees_to_a_price_of_0_is_told_that_the_service_did_not_say_what_it_cost(
    here: Checkout,
) -> None:
    ended = here.run("build", "-y")

    assert ended.code == Exit.DONE
    assert "Spent: letzai unknown (it did not say what 1 result cost)." in ended.err


def test_the_digest_of_another_plan_orders_nothing(here: Checkout) -> None:
    ended = here.run("build", "--approved", ANOTHER, CI="1")

    assert ended.code == Exit.REFUSED
    assert "another plan was approved" in ended.err
    assert here.orders == []


def test_what_the_approved_plan_does_not_name_is_not_ordered(here: Checkout) -> None:
    assert here.run("build", "-y").code == Exit.DONE
    digest = digest_of(here)

    ended = here.run("build", "--approved", digest, "--replace", "hero")

    assert ended.code == Exit.REFUSED
    assert "`hero` would be paid for, and the approved plan does not say so" in ended.err
    assert here.spent == HERO_COST


def test_the_digest_of_the_committed_plan_orders_it(here: Checkout) -> None:
    ended = here.run("build", "--approved", digest_of(here), CI="1")

    assert ended.code == Exit.DONE
    assert here.spent == HERO_COST


def test_a_price_that_the_catalogue_does_not_know_was_not_approved(begin: Begin) -> None:
    here = begin(HERO.replace('model = "flux2"', 'provider = "letta"'))
    free = "\n[letta.prices.image.flux-2-pro]\neach = 0\n"
    here.config.write_text(here.config.read_text("utf-8") + free, encoding="utf-8")

    ended = here.run("build", "--approved", digest_of(here))

    assert ended.code == Exit.REFUSED
    assert "the price of `hero` was unknown in what was agreed to" in ended.err
    assert here.orders == []


@pytest.mark.parametrize("by", ["plan", "digest"])
def test_what_failed_is_not_ordered_again_for_the_same_agreement(by: str, tmp_path: Path) -> None:
    with SandboxServer(tmp_path / "sandbox", faults=FAILING) as faulty:
        here = made_free(check_out(tmp_path / "here", faulty, HERO))
        digest = digest_of(here, "plan.json")
        words = ["plan.json"] if by == "plan" else ["--approved", digest]

        ended = [here.run("build", *words, CI="1") for _ in range(2)]

        refused = Exit.STALE if by == "plan" else Exit.REFUSED
        assert [one.code for one in ended] == [Exit.FAILED, refused]
        assert "`hero` was bought for it already" in ended[1].err
        assert here.spent == HERO_COST
