from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.credits import FREE, UNKNOWN, Credits
from assetforge.plan.model import Reason
from assetforge.plan.policy import Verdict
from assetforge.ui.diff import show_diff
from assetforge.ui.diff_html import diff_html
from assetforge.ui.diff_markdown import diff_markdown
from assetforge.ui.diff_words import (
    MOST_RULES,
    UNPROVEN_MEANS,
    WIDEST_RULE,
    answer,
    asset_price,
    asset_spend,
    author_of,
    base_is_behind,
    beyond_chain,
    blessing_of,
    cause_credits,
    chain_of,
    claims,
    compared,
    counts,
    due_credits,
    lines_that_cause,
    maker,
    place_of,
    policy_words,
    prices_before_and_after,
    state_of,
    unproven_of,
)
from assetforge.ui.style import PLAIN
from tests.unit.ui.diffs import (
    BEACH,
    BLESSED,
    CHANGE,
    DEARER,
    DISPUTED,
    DRAWN,
    DUE,
    EVERYTHING,
    FIRST,
    HERO,
    LINE,
    MOVED,
    NEW,
    NOTHING,
    OLD,
    PARDONED,
    SAME,
    SIXTY,
    THERE,
    UNPROVEN,
)
from tests.unit.ui.samples import SUNSET

if TYPE_CHECKING:
    from assetforge.report.diff_model import AssetDiff, Work


@pytest.mark.parametrize(
    ("cost", "expected"),
    [
        (Credits.exactly(96), "+96 letzai credits (1 asset)"),
        (Credits.between(60, 1400), "+60 letzai credits (1 asset), up to 1,400"),
        (Credits.between(0, 60), "up to 60 letzai credits (1 asset)"),
        (UNKNOWN, "unknown letzai credits (1 asset)"),
        (
            UNKNOWN + Credits.exactly(5),
            "+5 letzai credits or more (1 asset), 1 unpriced",
        ),
    ],
)
def test_the_answer_is_a_range_and_unknown_is_never_nothing(cost: Credits, expected: str) -> None:
    diff = replace(EVERYTHING, assets=(replace(HERO, spend=cost),), spend={"letzai": cost})

    assert answer(diff) == expected


def test_where_nothing_is_paid_that_is_the_answer() -> None:
    assert answer(NOTHING) == "no changes, nothing to pay"
    assert answer(replace(NOTHING, assets=(THERE, OLD))) == "nothing to pay (2 assets)"


def test_what_is_compared_is_said_and_why_nothing_is() -> None:
    assert compared(EVERYTHING.about) == "Compared with main at 0123456789ab."
    assert compared(FIRST.about) == "Everything counts as new: this is no git repository."


def test_counts_leave_out_what_there_is_none_of() -> None:
    assert counts(NOTHING) == "1 unchanged"
    assert counts(replace(NOTHING, assets=())) == "no assets"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, SIXTY, "60 credits"),
        (SIXTY, None, "60 credits"),
        (SIXTY, SIXTY, "60 credits"),
        (SIXTY, DEARER, "60 → 120 credits"),
        (DRAWN, SIXTY, "free (studio) → 60 credits (letzai)"),
        (SIXTY, replace(SIXTY, price=UNKNOWN), "60 → price unknown"),
        (replace(SIXTY, price=UNKNOWN), SIXTY, "price unknown → 60 credits"),
        (DRAWN, replace(DRAWN, provider="local"), "free"),
        (replace(SIXTY, price=FREE), SIXTY, "free → 60 credits"),
    ],
)
def test_a_price_is_said_before_and_after_where_it_differs(
    before: Work | None, after: Work | None, expected: str
) -> None:
    assert asset_price(replace(HERO, before=before, after=after)) == expected


@pytest.mark.parametrize(
    ("asset", "expected"),
    [
        (HERO, "pays 120 credits"), (BEACH, "pays 0 to 60 credits"), (NEW, "price unknown"),
        (THERE, "paid already"), (MOVED, "paid already"), (OLD, ""), (DUE, "pays 60 credits"),
        (replace(THERE, after=DRAWN), "there already"),
    ],
)  # fmt: skip
def test_what_a_build_pays_for_an_asset_is_said(asset: AssetDiff, expected: str) -> None:
    assert asset_spend(asset) == expected


@pytest.mark.parametrize(
    ("asset", "expected"),
    [
        (HERO, ""), (NEW, "new"), (OLD, "no longer in the manifest"), (THERE, ""),
        (MOVED, "renamed from earlier"), (DUE, "not built before either"),
        (replace(DUE, was_pending=False), "no longer in the lock"),
        (replace(THERE, reasons=()), "built in this branch"),
        (replace(THERE, before=None), "new"),
    ],
)  # fmt: skip
def test_what_became_of_an_asset_is_said(asset: AssetDiff, expected: str) -> None:
    assert state_of(asset) == expected


def test_who_makes_something_is_named_and_a_source_is_made_by_nobody() -> None:
    source = replace(DRAWN, provider="")

    assert [maker(each) for each in (SIXTY, DRAWN, source)] == ["letzai/flux2", "studio", "-"]


def test_a_line_is_told_with_its_author_where_git_knows() -> None:
    file = replace(LINE, line=None)
    unknown = replace(LINE, commit=None, author=None, is_committed=None)

    assert (place_of(LINE), place_of(file)) == ("assets.toml:12", "assets.toml")
    assert author_of(LINE) == "0123456789ab by Anna"
    assert author_of(replace(LINE, author=None)) == "0123456789ab"
    assert author_of(replace(unknown, is_committed=False)) == "not committed"
    assert author_of(unknown) == ""


def test_a_long_chain_is_told_by_its_ends() -> None:
    chain = tuple("abcdefghij")
    cause = replace(CHANGE, chain=chain, reach=(*chain, "k", "l"))

    assert chain_of(CHANGE) == ["hero", "beach"]
    assert chain_of(cause) == ["a", "b", "c", "… 5 more …", "i", "j"]
    assert (beyond_chain(CHANGE), beyond_chain(cause)) == ("", "and 2 more assets")


def test_credits_of_a_cause_are_told_for_each_provider() -> None:
    both = {"letta": UNKNOWN, "letzai": Credits.exactly(5)}

    assert cause_credits(replace(CHANGE, spend=both)) == "unknown letta credits, 5 letzai credits"
    assert cause_credits(replace(CHANGE, spend={})) == "nothing to pay"


def test_what_is_paid_without_a_change_is_added_up() -> None:
    twice = replace(EVERYTHING, assets=(DUE, replace(DUE, address="due-2"), HERO, SAME))

    assert due_credits(twice) == {"letzai": Credits.exactly(120)}
    assert due_credits(NOTHING) == {}


def test_totals_name_what_is_missing_on_a_side() -> None:
    assert prices_before_and_after(EVERYTHING) == "letta none → unknown, letzai 300 → 360"
    assert prices_before_and_after(NOTHING) == "letzai 60"
    assert base_is_behind(NOTHING) == ""


def test_only_changes_that_lead_to_something_paid_are_blamed() -> None:
    idle = replace(CHANGE, reach=())

    assert list(lines_that_cause(replace(EVERYTHING, causes=(CHANGE, idle)))) == [CHANGE]


def test_what_another_take_replaced_is_told() -> None:
    take = Reason(why="input", upstream="hero", old="sha256:0", new="sha256:1")

    assert state_of(replace(BEACH, reasons=(take,))) == "in the lock, made from an older hero"
    assert state_of(BEACH) == ""
    assert state_of(replace(BEACH, reasons=(Reason(why="input", upstream="hero"),))) == ""


def test_a_line_that_is_gone_is_told_as_removed_and_has_no_author() -> None:
    gone = replace(LINE, is_removed=True)

    assert place_of(gone) == "assets.toml:12 (removed)"
    assert author_of(gone) == ""


def test_a_reason_for_no_base_is_one_clean_line() -> None:
    about = replace(FIRST.about, no_base="evil\u202e\nis invalid")

    assert compared(about) == r"Everything counts as new: evil\u202e is invalid."


def test_what_is_denied_stands_before_what_is_warned_of_and_is_bounded() -> None:
    verdict = Verdict(denied=("too\ndear" + "!" * 999,), warned=("dear",) * 99)

    (first, rule), second, *others = policy_words(replace(NOTHING, verdict=verdict))

    assert first == "A build is refused"
    assert rule.startswith("too dear!")
    assert len(rule) == WIDEST_RULE
    assert second == ("The budget warns", "dear")
    assert len(others) == MOST_RULES - 2
    assert policy_words(NOTHING) == ()


def test_a_blessing_is_told_with_its_reason_and_what_the_result_was_made_for() -> None:
    asset = PARDONED

    assert blessing_of(asset) == (
        ("blessed", "only a typo"), ("made for", f"prompt = {SUNSET}"),
    )  # fmt: skip
    assert blessing_of(THERE) == ()
    assert state_of(replace(asset, reasons=())) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (show_diff(BLESSED, style=PLAIN, width=100), "blessed: only a typo\n"),
        (diff_markdown(BLESSED), "blessed: `only a typo`"),
        (diff_html(BLESSED), "<p>blessed: only a typo</p>"),
    ],
)
def test_each_format_tells_of_a_blessing(text: str, expected: str) -> None:
    assert expected in text
    assert "made for" in text
    assert "1 result counts because somebody blessed an edit." in text


@pytest.mark.parametrize(
    "text",
    [
        show_diff(UNPROVEN, style=PLAIN, width=100),
        diff_markdown(UNPROVEN),
        diff_html(UNPROVEN),
    ],
)
def test_each_format_tells_what_is_unproven_and_what_to_do(text: str) -> None:
    assert unproven_of(DISPUTED) in text
    assert f"1 result is {UNPROVEN_MEANS}." in text


def test_both_digests_of_what_is_unproven_are_named() -> None:
    said = unproven_of(DISPUTED)

    assert DISPUTED.unproven is not None
    assert DISPUTED.unproven.locked[:19] in said
    assert DISPUTED.unproven.stored[:19] in said
    assert unproven_of(THERE) == ""
    assert state_of(replace(DISPUTED, reasons=())) == ""


def test_what_counts_by_a_word_alone_is_counted() -> None:
    two = replace(EVERYTHING, assets=(PARDONED, replace(PARDONED, address="x"), DISPUTED, DISPUTED))

    assert claims(EVERYTHING) == ()
    assert claims(two) == (
        "2 results count because somebody blessed an edit.", f"2 results are {UNPROVEN_MEANS}.",
    )  # fmt: skip
