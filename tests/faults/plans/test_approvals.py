"""A digest approves one plan, on whatever machine somebody looks; CI spends that and no more."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

import pytest

from assetforge.core.exits import Exit
from tests.faults.plans.checkout import BEACH_COST, HERO, HERO_COST, PROJECT, check_out
from tests.sandbox_server import SandboxServer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.plans.checkout import Checkout
    from tests.faults.plans.conftest import Begin

ALL = HERO_COST + BEACH_COST
ANOTHER = "sha256:" + "0" * 64
FAILING = 'version = 1\n\n[[fault]]\nkind = "fail"\nroute = "POST /images"\n'
HILL = PROJECT.replace("Move it to a beach", "Move it to a hill")
OWN_WAYS = """\
[letzai]
dialect = "older"
organization = "0b2c6f0e-5a4d-4e8a-9a51-6f1d3c2b7a90"
concurrency = 1
daily_limit = 5
asset_limit = 5

[letzai.prices.image.flux2]
each = 1
"""


def digest_of(here: Checkout, name: str = "approve.json", **changes: str) -> str:
    here.save(name=name, **changes)
    return str(here.saved(name)["plan_digest"])


def test_the_plan_that_was_approved_is_built_in_ci_and_its_digest_is_void_then(
    begin: Begin,
) -> None:
    here = begin()
    digest = digest_of(here)

    ended = here.run("build", "--approved", digest, CI="1")
    again = here.run("build", "--approved", digest, CI="1")

    assert (ended.code, again.code) == (Exit.DONE, Exit.DONE)  # nothing is left to pay for
    assert here.spent == ALL
    here.write(HILL)
    assert here.run("build", "--approved", digest, CI="1").code == Exit.REFUSED
    assert here.spent == ALL


def test_with_the_digest_of_another_plan_nothing_is_spent(begin: Begin) -> None:
    here = begin()

    ended = here.run("build", "--approved", ANOTHER, "-y")

    assert ended.code == Exit.REFUSED
    assert "another plan was approved" in ended.err
    assert here.orders == []


def stores_it(here: Checkout) -> None:
    """Have a store, a ledger and outputs that know more than the lock."""
    here.run("build", "-y")
    here.lock.unlink()


def has_own_ways(here: Checkout) -> None:
    here.config.write_text(OWN_WAYS, encoding="utf-8")


def has_edited_files(here: Checkout) -> None:
    (here.place / "assets").mkdir()
    (here.place / "assets" / "hero.png").write_bytes(b"not ours")
    here.run("build", "--draft")


@pytest.mark.parametrize("change", [stores_it, has_own_ways, has_edited_files])
def test_the_digest_is_the_same_on_every_machine(
    change: Callable[[Checkout], None], begin: Begin, tmp_path: Path
) -> None:
    here = begin()
    there = here.elsewhere(tmp_path / "somewhere" / "else")
    change(there)

    theirs = digest_of(there, CI="1", TZ="Asia/Tokyo", LANG="de_DE", PYTHONHASHSEED="1")

    assert theirs == digest_of(here)


def test_the_digest_of_a_change_is_the_same_with_and_without_the_results(
    begin: Begin, tmp_path: Path
) -> None:
    here = begin()
    here.run("build", "-y")
    there = here.elsewhere(tmp_path / "there", "assets.lock")
    for each in (here, there):
        each.write(HILL)

    assert digest_of(there) == digest_of(here)


def test_a_diff_names_the_same_digest_as_a_saved_plan(begin: Begin) -> None:
    here = begin()

    told = cast("dict[str, object]", json.loads(here.run("diff", "--json").out))

    assert told["plan_digest"] == digest_of(here)


def test_a_part_of_a_plan_shows_what_its_digest_would_approve(begin: Begin) -> None:
    here = begin()
    here.save("sketch")

    told = here.run("show", "plan.json")
    document = cast("dict[str, object]", json.loads(here.run("show", "plan.json", "--json").out))

    assert "Credits: none, everything here is free." in told.out
    assert "approves the whole project: letzai 180 at most." in told.out
    assert document["approves"] == {"letzai": {"low": 180, "high": 180, "known": True}}


def test_work_that_the_committed_plan_does_not_name_is_refused(begin: Begin) -> None:
    here = begin()
    here.run("build", "-y")
    here.write(HILL)
    digest = digest_of(here)

    ended = here.run("build", "--approved", digest, "--replace", "hero")

    assert ended.code == Exit.REFUSED
    assert "`hero` would be paid for, and the approved plan does not say so" in ended.err
    assert here.spent == ALL


@pytest.mark.parametrize("own", ["", "\n[letzai.prices.image.flux2]\neach = 1\n"])
def test_the_same_approval_does_not_pay_again_for_what_failed(own: str, tmp_path: Path) -> None:
    """Though a price of the user's own may say that much is left."""
    with SandboxServer(tmp_path / "sandbox", faults=FAILING) as faulty:
        here = check_out(tmp_path / "here", faulty, HERO)
        digest = digest_of(here)
        here.config.write_text(here.config.read_text("utf-8") + own, encoding="utf-8")

        ended = [here.run("build", "--approved", digest, CI="1") for _ in range(2)]

        assert [one.code for one in ended] == [Exit.FAILED, Exit.REFUSED]
        assert "`hero` was bought for it already" in ended[1].err
        assert "Raise `revision`" in ended[1].err
        assert here.spent == HERO_COST


def test_a_lock_that_is_put_back_does_not_make_an_approval_pay_again(begin: Begin) -> None:
    here = begin(HERO)
    digest = digest_of(here)
    here.run("build", "--approved", digest)
    here.lock.unlink()

    ended = here.run("build", "--approved", digest, "--replace", "hero")

    assert ended.code == Exit.REFUSED
    assert here.spent == HERO_COST


def test_nobody_can_have_approved_a_price_that_is_unknown(begin: Begin) -> None:
    here = begin(HERO.replace('model = "flux2"', 'provider = "letta"'))

    ended = here.run("build", "--approved", digest_of(here))

    assert ended.code == Exit.REFUSED
    assert "the price of `hero` is unknown" in ended.err
    assert here.orders == []


def test_a_dearer_price_on_this_machine_was_not_approved(begin: Begin) -> None:
    here = begin(HERO)
    digest = digest_of(here)
    price = f"\n[letzai.prices.image.flux2]\neach = {HERO_COST + 1}\n"
    here.config.write_text(here.config.read_text("utf-8") + price, encoding="utf-8")

    ended = here.run("build", "--approved", digest)

    assert ended.code == Exit.REFUSED
    assert "a price of your own config is higher than the catalogue's" in ended.err
    assert here.orders == []
