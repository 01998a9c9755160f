"""What was agreed to at a sandbox is not bought at the service itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

import pytest

from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from tests.faults.plans.checkout import Checkout
    from tests.faults.plans.conftest import Begin

# No key of the film is known before the picture is there, and the picture is of nobody's sandbox.
MIXED = """\
version = 1

[project]
name = "mixed"

[image.still]
prompt = "A cup"
provider = "letta"

[video.clip]
from = "still"
prompt = "Turn it"
provider = "letzai"
model = "veo31"
duration = 8
"""
PRICED = "[letta.prices.image.flux-2-pro]\neach = 5\n"
ORIGIN = "LETZAI_BASE_URL"


@pytest.fixture
def mixed(begin: Begin) -> Checkout:
    here = begin(MIXED)
    here.config.write_text(PRICED, encoding="utf-8")
    return here


def surroundings(here: Checkout, *, at_the_sandbox: bool) -> dict[str, str]:
    """Give the variables of this machine, without a key and with one service's sandbox at most."""
    usual = {name: value for name, value in here.variables.items() if not name.startswith("LET")}
    return {**usual, **({ORIGIN: here.sandbox.origin} if at_the_sandbox else {})}


@pytest.mark.parametrize("then", [True, False])
def test_a_plan_that_was_saved_with_a_sandbox_is_stale_without_it_and_the_other_way_round(
    mixed: Checkout, *, then: bool
) -> None:
    where = surroundings(mixed, at_the_sandbox=then)
    assert mixed.world.run("plan", "--out", "plan.json", **where).code == Exit.DONE

    elsewhere = surroundings(mixed, at_the_sandbox=not then)
    ended = mixed.world.run("build", "plan.json", **elsewhere)
    shown = mixed.world.run("show", "plan.json", "--json", **elsewhere)

    assert ended.code == Exit.STALE
    assert "`clip` would be made" in ended.err
    assert "sandbox" in ended.err
    stale = cast("dict[str, object]", json.loads(shown.out))["stale"]
    assert "`clip` would be made" in str(stale)
    assert mixed.world.run("show", "plan.json", "--json", **where).out.count('"stale": null') == 1
