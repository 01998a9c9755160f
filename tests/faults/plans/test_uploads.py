"""Who approves by digest is told what becomes public, and no approval covers an upload unsaid."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

import pytest
from PIL import Image

from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.values import Json
    from tests.faults.plans.checkout import Checkout
    from tests.faults.plans.conftest import Begin

LOGO = """\
version = 1

[project]
name = "secrets"

[source.secret]
path = "secret.png"

[edit.hero]
from = "secret"
prompt = "Brighter"
provider = "letzai"
"""
TOLD = "publicly reachable from then on"
CHEAP = """
[image.cheap]
prompt = "A lamp"
provider = "letzai"
"""


@pytest.fixture
def here(begin: Begin) -> Checkout:
    checkout = begin(LOGO)
    Image.new("RGB", (64, 64), "teal").save(checkout.place / "secret.png")
    return checkout


def document(here: Checkout, *words: str) -> Mapping[str, Json]:
    return cast("Mapping[str, Json]", json.loads(here.run(*words, "--json").out))


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_diff_names_what_becomes_public_as_the_plan_does(here: Checkout, form: str) -> None:
    planned = here.run("plan").out
    compared = here.run("diff", "--format", form).out

    assert f"uploads secret: {TOLD}" in planned
    words = [line.partition("uploads")[2] for line in compared.splitlines() if TOLD in line]
    assert any("secret" in line for line in words)


def test_programs_are_told_beside_the_digest(here: Checkout) -> None:
    planned, compared = document(here, "plan"), document(here, "diff")

    assets = cast("Mapping[str, Mapping[str, Json]]", compared["assets"])
    assert assets["hero"]["uploads"] == ["secret"]
    assert compared["approves_uploads"] == planned["approves_uploads"] == ["secret"]


def test_what_was_named_is_uploaded_with_the_approval(here: Checkout) -> None:
    digest = str(document(here, "diff")["plan_digest"])

    ended = here.run("build", "--approved", digest, CI="1")

    assert ended.code == Exit.DONE, ended.err
    assert len(here.orders) == 1


def test_a_plan_of_a_part_says_how_much_its_digest_approves(here: Checkout) -> None:
    here.write(LOGO + CHEAP)

    told = here.run("plan", "cheap", "-v").out
    programs = document(here, "plan", "cheap")
    whole = document(here, "diff")

    assert "Credits: letzai 60" in told
    assert f"approves the whole project: letzai 180 at most, and uploads secret: {TOLD}." in told
    assert programs["plan_digest"] == whole["plan_digest"]
    assert programs["approves"] == whole["approves"]
    assert cast("Mapping[str, Mapping[str, Json]]", whole["approves"])["letzai"]["high"] == 180


def test_results_that_only_this_machine_has_do_not_make_the_digest_look_free(
    here: Checkout,
) -> None:
    here.run("build", "-y")
    here.lock.unlink()

    programs = document(here, "plan")
    step = here.run(
        "plan", GITHUB_ACTIONS="true", GITHUB_OUTPUT="output", GITHUB_STEP_SUMMARY="summary"
    )  # fmt: skip

    assert cast("Mapping[str, Json]", programs["totals"])["credits"] == {}
    assert cast("Mapping[str, Mapping[str, Json]]", programs["approves"])["letzai"]["high"] == 120
    assert step.code == Exit.DONE
    given = (here.place / "output").read_text("utf-8")
    assert "\n120\n" in given.partition("approves_max<<")[2]
    assert "\n0\n" in given.partition("limits<<")[2]
    summary = (here.place / "summary").read_text("utf-8")
    assert str(programs["plan_digest"]) in summary
    assert "approves the whole project: letzai 120 at most" in summary
