"""Who approves by digest is told what becomes public, and no approval covers an upload unsaid."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, cast

import pytest
import tomli
from PIL import Image

from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

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


LAMP = """\
version = 1

[project]
name = "lamp"

[defaults]
provider = "letzai"

[image.lamp]
prompt = "A lamp"
"""
NIGHT = """
[edit.night]
from = "lamp"
prompt = "At night"
"""


def uploads(here: Checkout) -> int:
    """Count what was uploaded since the sandbox began."""
    requests = cast("list[Mapping[str, object]]", here.sandbox.ledger()["requests"])
    counts = (each["count"] for each in requests if str(each["route"]).startswith("/uploads/"))
    return sum(cast("Iterator[int]", counts))


def cloned(begin: Begin, home: Path) -> Checkout:
    """Build a lamp, and check it out elsewhere with its lock and its file but without a store."""
    here = begin(LAMP)
    assert here.run("build", "-y").code == Exit.DONE
    there = here.elsewhere(home, "assets.lock")
    shutil.copytree(here.place / "assets", there.place / "assets")
    there.write(LAMP + NIGHT)
    return there


def test_what_is_locked_as_the_services_own_is_not_uploaded_from_a_fresh_clone(
    begin: Begin, tmp_path: Path
) -> None:
    there = cloned(begin, tmp_path / "there")
    before, programs = uploads(there), document(there, "plan")

    ended = there.run("build", "--approved", str(programs["plan_digest"]), CI="1")

    assert programs["approves_uploads"] == []
    assert ended.code == Exit.DONE, ended.err
    assert len(there.orders) == 1
    assert uploads(there) == before


def test_nothing_is_ordered_where_an_input_would_be_uploaded_that_the_plan_did_not_name(
    begin: Begin, tmp_path: Path
) -> None:
    """The lock names a job and an address, so the plan counts on them; but none can be used."""
    there = cloned(begin, tmp_path / "there")
    told = tomli.loads(there.lock.read_text("utf-8"))["asset"]["lamp"]["result"]
    text = there.lock.read_text("utf-8").replace(told["url"], "http://elsewhere.example/a.png")
    there.write(text.replace(told["id"], "no id of theirs"), "assets.lock")
    before, programs = uploads(there), document(there, "plan")

    ended = there.run("build", "--approved", str(programs["plan_digest"]), CI="1")

    assert programs["approves_uploads"] == []
    assert ended.code == Exit.FAILED
    assert "`lamp` would become publicly reachable for it, and the plan did not say so" in ended.err
    assert there.orders == []
    assert uploads(there) == before


@pytest.mark.parametrize("missing", ["job_id", "url"])
def test_what_neither_store_nor_lock_knows_well_enough_is_named_before_it_is_uploaded(
    begin: Begin, tmp_path: Path, missing: str
) -> None:
    there = cloned(begin, tmp_path / "there")
    lines = there.lock.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(f"{missing} =")]
    assert len(kept) == len(lines) - 1
    there.write("".join(kept), "assets.lock")
    before, programs = uploads(there), document(there, "plan")

    ended = there.run("build", "--approved", str(programs["plan_digest"]), CI="1")

    assert programs["approves_uploads"] == ["lamp"]
    assert ended.code == Exit.DONE, ended.err
    assert uploads(there) > before
