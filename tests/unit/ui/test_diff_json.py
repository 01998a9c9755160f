from __future__ import annotations

import json
from dataclasses import replace

import pytest

from assetforge.ui.diff_json import diff_document, gitlab_counts
from assetforge.ui.machine import to_json
from tests.unit.ui.diffs import (
    ABOUT,
    ATTACKS,
    COMMIT,
    DISPUTED,
    EVERYTHING,
    FIRST,
    NOTHING,
    UNPROVEN,
    UPLOADING,
    hostile,
)


def test_a_document_says_what_it_is_and_what_is_compared() -> None:
    document = diff_document(EVERYTHING)

    assert (document["format_version"], document["document"]) == ("1.0", "diff")
    assert document["base"] == {"name": "main", "commit": COMMIT}
    assert (document["plan_digest"], document["no_base"]) == (ABOUT.digest, None)
    assert document["changes"] is True
    assert diff_document(FIRST)["no_base"] == "this is no git repository"
    assert diff_document(NOTHING)["changes"] is False


def test_what_the_digest_approves_stands_beside_it() -> None:
    document = json.loads(to_json(diff_document(UPLOADING)))

    assert document["approves"] == document["totals"]["credits_to_pay"]
    assert document["approves_uploads"] == document["assets"]["hero"]["uploads"] == ["logo"]
    assert diff_document(EVERYTHING)["approves_uploads"] == []


def test_assets_that_there_is_nothing_to_say_of_are_only_counted() -> None:
    document = json.loads(to_json(diff_document(EVERYTHING)))

    assert list(document["assets"]) == ["hero", "beach", "new", "there", "moved", "due", "old"]
    assert document["totals"]["unchanged"] == 2


def test_an_asset_has_both_sides_its_reasons_and_what_is_paid() -> None:
    document = json.loads(to_json(diff_document(EVERYTHING)))

    hero, new = document["assets"]["hero"], document["assets"]["new"]
    assert hero["before"]["credits"] == {"low": 60, "high": 60, "known": True}
    assert hero["after"]["picture"] == "https://images.letz.ai/a.png?b&c"
    assert hero["credits_to_pay"] == {"low": 120, "high": 120, "known": True}
    assert (hero["dependants"], hero["cause"]) == (["beach"], "hero")
    assert [each["code"] for each in hero["reasons"]] == ["field"]
    assert (new["before"], new["credits_to_pay"]["high"]) == (None, None)
    assert document["assets"]["old"]["after"] is None
    assert document["assets"]["moved"]["previous_address"] == "earlier"


def test_what_is_unproven_has_both_digests() -> None:
    document = json.loads(to_json(diff_document(UNPROVEN)))

    assert DISPUTED.unproven is not None
    assert document["assets"]["there"]["unproven"] == {
        "locked": DISPUTED.unproven.locked, "stored": DISPUTED.unproven.stored,
    }  # fmt: skip
    assert document["assets"]["hero"]["unproven"] is None


def test_a_cause_has_its_line_and_all_that_follows() -> None:
    document = json.loads(to_json(diff_document(EVERYTHING)))

    addition, change = document["causes"]
    assert change["line"] == {
        "file": "assets.toml", "line": 12, "committed": True, "commit": COMMIT, "author": "Anna",
        "removed": False,
    }  # fmt: skip
    assert (change["chain"], change["paid"]) == (["hero", "beach"], ["hero", "beach"])
    assert addition["line"]["committed"] is False
    assert addition["credits_to_pay"]["letta"]["high"] is None


def test_an_unknown_sum_is_null() -> None:
    totals = json.loads(to_json(diff_document(EVERYTHING)))["totals"]

    assert totals["credits_to_pay"]["letta"] == {"low": 0, "high": None, "known": False}
    assert totals["credits_before"] == {"letzai": {"low": 300, "high": 300, "known": True}}


def test_a_cause_may_have_no_line() -> None:
    nowhere = replace(EVERYTHING, causes=(replace(EVERYTHING.causes[0], line=None),))

    document = json.loads(to_json(diff_document(nowhere)))

    assert document["causes"][0]["line"] is None


def test_gitlab_is_told_three_numbers() -> None:
    assert gitlab_counts(EVERYTHING) == {"create": 1, "update": 5, "delete": 1}
    assert gitlab_counts(NOTHING) == {"create": 0, "update": 0, "delete": 0}


@pytest.mark.parametrize("text", ATTACKS)
def test_every_text_is_carried_as_it_is(text: str) -> None:
    printed = to_json(diff_document(hostile(text)))

    assert printed.isascii()
    assert json.loads(printed)["base"]["name"] == text
