"""A diff survives the way through a document, and a document of a stranger's gets nothing in."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest

from assetforge.core.credits import Credits
from assetforge.core.values import is_array
from assetforge.plan.policy import NO_VERDICT, Verdict
from assetforge.report.diff_document import parse_diff
from assetforge.report.diff_row import DocumentError
from assetforge.ui.diff_inert import code
from assetforge.ui.diff_json import diff_document
from assetforge.ui.diff_markdown import diff_markdown
from assetforge.ui.diff_words import WIDEST_RULE
from assetforge.ui.machine import to_json
from tests.unit.ui.diffs import (
    ATTACKS,
    BLESSED,
    EVERYTHING,
    FIRST,
    NOTHING,
    UNPROVEN,
    UPLOADING,
)

if TYPE_CHECKING:
    from assetforge.report.diff_model import Diff


def written(diff: Diff) -> dict[str, object]:
    return cast("dict[str, object]", json.loads(to_json(diff_document(diff))))


def changed(path: str, value: object) -> dict[str, object]:
    """Take a good document with another value at one place; `...` takes the key away."""
    document = written(EVERYTHING)
    *names, last = path.split(".")
    table: object = document
    for name in names:
        table = table[int(name)] if is_array(table) else _inner(table)[name]
    found = _inner(table)
    if value is ...:
        found.pop(last)
    else:
        found[last] = value
    return document


def _inner(table: object) -> dict[str, object]:
    return cast("dict[str, object]", table)


@pytest.mark.parametrize("diff", [EVERYTHING, NOTHING, FIRST, BLESSED, UNPROVEN, UPLOADING])
def test_a_diff_is_the_same_afterwards(diff: Diff) -> None:
    back = parse_diff(written(diff))

    assert diff_markdown(back) == diff_markdown(diff)
    assert back.causes == diff.causes
    assert back.assets == diff.told
    assert back == replace(
        diff, assets=back.assets, causes=back.causes, about=back.about, unlisted=back.unlisted
    )


def test_what_is_not_known_is_passed_over() -> None:
    document = changed("assets.hero.reasons", [{"code": "a-newer-reason", "mood": "good"}])
    document["more"] = {"of": "a newer version"}

    assert parse_diff(document).assets[0].reasons == ()


@pytest.mark.parametrize("path", ["assets.there.unproven", "assets.there.uploads", "approves"])
def test_a_document_of_an_earlier_version_lacks_what_came_later(path: str) -> None:
    document = changed(path, ...)

    assert parse_diff(document).assets == parse_diff(written(EVERYTHING)).assets


def test_what_is_paid_is_added_up_anew() -> None:
    lie = {"letzai": {"low": 0, "high": 0, "known": True}}

    found = parse_diff(changed("totals.credits_to_pay", lie))

    assert found.spend == EVERYTHING.spend
    assert found.spend["letzai"] == Credits.between(180, 240)


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/beacon.png", "http://images.letz.ai/a.png", "javascript:alert(1)",
        'https://images.letz.ai/a.png" onerror="x', "https://images.letz.ai@evil.example/a.png",
        "data:image/png;base64,AAAA", "https://letz.ai.evil.example/a.png",
    ],
)  # fmt: skip
def test_a_picture_counts_on_a_host_of_its_provider_only(url: str) -> None:
    found = parse_diff(changed("assets.hero.after.picture", url)).assets[0].after

    assert found is not None
    assert found.picture is None


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("document", "plan"), ("format_version", "2.0"), ("format_version", ...),
        ("plan_digest", "sha256:x"), ("plan_digest", ...), ("base", {"name": "main"}),
        ("base", {"name": "main", "commit": "HEAD"}), ("head", "<b>"), ("assets", []),
        ("assets.hero.change", "great"), ("assets.hero.address", "a `b`"),
        ("assets.hero.before", "free"), ("assets.old.before", None),
        ("assets.hero.after.kind", "song"), ("assets.hero.after.provider", "@team"),
        ("assets.hero.action", "explode"), ("assets.hero.credits_to_pay", {"low": "60"}),
        ("assets.hero.reasons", "none"), ("causes.0.line", {"file": 5}),
        ("causes.0.credits_to_pay", {"<img>": {"low": 1, "high": 1}}),
        ("totals.unchanged", -1), ("totals.credits_before", {"a|b": {"low": 1, "high": 1}}),
        ("totals", ...), ("causes", ...),
        ("assets.old.credits_to_pay", {"low": 9, "high": 9}), ("assets.old.action", "make"),
        ("assets.old.change", "added"), ("assets.hero.after", None),
        ("assets.hero.change", "removed"), ("assets.new.change", "changed"),
        ("assets.there.credits_to_pay", {"low": 9, "high": None}),
        ("assets.hero.after.provider", None), ("assets.hero.unproven", True),
        ("assets.hero.uploads", "logo"), ("assets.hero.uploads", [5]),
        ("assets.there.uploads", ["logo"]),
        ("assets.hero.unproven", {"locked": "sha256:`@team`", "stored": "sha256:x"}),
    ],
)  # fmt: skip
def test_what_is_no_such_document_is_refused(path: str, value: object) -> None:
    with pytest.raises(DocumentError):
        parse_diff(changed(path, value))


def test_what_the_budget_says_comes_along_and_an_older_document_says_nothing_of_it() -> None:
    verdict = Verdict(denied=("too dear",), warned=("dear",))

    assert parse_diff(written(replace(NOTHING, verdict=verdict))).verdict == verdict
    assert parse_diff(changed("policy", ...)).verdict == NO_VERDICT


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_rule_of_a_stranger_s_stands_in_code(attack: str) -> None:
    told = diff_markdown(replace(NOTHING, verdict=Verdict(denied=(attack,))))

    assert f"\n\nA build is refused: {code(attack, WIDEST_RULE)}.\n" in told
