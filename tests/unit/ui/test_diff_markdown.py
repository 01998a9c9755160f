"""Markdown: the answer first, totals always, and nothing of what is foreign takes effect."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assetforge.core.credits import UNKNOWN, Credits
from assetforge.plan.model import Reason
from assetforge.ui.diff_markdown import LIMIT, LONGEST_ROW, diff_markdown
from assetforge.ui.diff_words import unproven_of
from tests.markdown import code_in, shape
from tests.unit.ui.diffs import (
    ABOUT,
    ATTACKS,
    BEACH,
    CHANGE,
    DISPUTED,
    EVERYTHING,
    FIRST,
    HERO,
    LINE,
    LOGO_SHARED,
    NOTHING,
    OLD,
    PARDONED,
    UPLOADING,
    hostile,
)
from tests.unit.ui.samples import DAWN, SUNSET

ANSWER = (
    "#### assetforge: unknown letta credits (1 asset); +180 letzai credits (3 assets), up to 240"
)
APPROVES = (
    f"Plan digest: `{ABOUT.digest}`  \n"
    "To approve it (`build --approved`) approves the whole project: "
)
HERO_ROW = (
    "| `hero`<br>`letzai/flux2` | `prompt changed`"
    "<br>`…the scene to a beach at sunset and put the logo on the…`"
    "<br>→ `…the scene to a beach at dawn and put the logo on the…`"
    "<br>made from it: `beach` | pays 120 credits | 60 credits | 120 credits<br>"
    '<img src="https://images.letz.ai/a.png?b&amp;c" width="160" alt="after"> |'
)


def test_the_first_line_is_the_answer() -> None:
    lines = diff_markdown(EVERYTHING).splitlines()

    assert lines[0] == ANSWER
    assert lines[2].startswith("Compared with `main` at 0123456789ab: 1 added, 2 changed,")
    assert lines[4] == "| asset | why | credits | before | after |"


def test_an_asset_is_told_with_its_values_dependants_credits_and_pictures() -> None:
    shown = diff_markdown(EVERYTHING)

    assert HERO_ROW in shown
    assert f"`hero`: `prompt`\n\n```diff\n- {SUNSET}\n+ {DAWN}\n```" in shown


def test_the_line_to_blame_is_told_with_its_author_and_the_chain() -> None:
    row = "| `assets.toml:12` | `0123456789ab by Anna` | 120 to 180 letzai credits |"

    assert f"{row} `hero` → `beach` |" in diff_markdown(EVERYTHING)
    assert "| `more.toml:3` | `not committed` |" in diff_markdown(EVERYTHING)


def test_what_is_not_known_of_a_line_is_told_as_such() -> None:
    nowhere = replace(EVERYTHING, causes=(replace(CHANGE, line=None),))

    assert "\n| - | - | 120 to 180 letzai credits |" in diff_markdown(nowhere)


def test_the_dearest_stands_first_and_what_is_unknown_before_all() -> None:
    rows = [line for line in diff_markdown(EVERYTHING).splitlines() if line.startswith("| `")]

    names = [row.split("`")[1] for row in rows]
    assert names[:8] == ["new", "hero", "beach", "due", "there", "moved", "old", "more.toml:3"]


def test_totals_are_told_at_the_end() -> None:
    assert diff_markdown(EVERYTHING).endswith(
        "Not built yet, without a change: letzai 60.  \n"
        "The base is not built either: that alone would cost 60 letzai credits.  \n"
        "Everything made anew: letta none → unknown, letzai 300 → 360.  \n"
        f"{APPROVES}letta unknown, letzai 240 at most.\n"
    )


def test_where_nothing_changes_the_answer_is_all() -> None:
    assert diff_markdown(NOTHING) == (
        "#### assetforge: no changes, nothing to pay\n\n"
        "Compared with `main` at 0123456789ab: 1 unchanged.\n\n"
        "Everything made anew: letzai 60.\n"
    )


def test_without_a_base_the_reason_is_told() -> None:
    shown = diff_markdown(FIRST)

    assert "Everything counts as new: `this is no git repository`." in shown


@pytest.mark.parametrize("text", ATTACKS)
def test_text_from_outside_changes_nothing_around_it(text: str) -> None:
    assert shape(diff_markdown(hostile(text))) == shape(diff_markdown(hostile("harmless")))


def test_text_from_outside_is_there_in_code() -> None:
    spans = code_in(diff_markdown(hostile("<img src=x> @team | `x`")))

    assert "<img src=x> @team | `x`" in spans


@pytest.mark.parametrize("limit", [LIMIT, 6_000, 2_500, 1_500])
def test_a_very_large_diff_stays_below_the_limit_with_its_totals(limit: int) -> None:
    assets = tuple(
        replace(HERO, address=f"asset-{number}", spend=Credits.exactly(number))
        for number in range(2_000)
    )
    total = {"letzai": Credits.exactly(1_999_000)}
    causes = tuple(replace(CHANGE, address=each.address) for each in assets)
    large = replace(EVERYTHING, assets=assets, causes=causes, spend=total, after=total)

    shown = diff_markdown(large, limit=limit)

    assert len(shown) <= limit
    assert shown.startswith("#### assetforge: +1,999,000 letzai credits (1,999 assets)\n")
    assert shown.endswith(f"{APPROVES}letzai 1,999,000 at most.\n")
    assert "more assets, left out here" in shown
    rows = shown.count("\n| `asset-")
    assert f"… and {2_000 - rows:,} more assets, left out here" in shown
    assert rows == 0 or "`asset-1999`" in shown


def test_what_becomes_public_is_told_above_in_its_row_and_with_the_digest() -> None:
    shown = diff_markdown(UPLOADING)

    told = "uploads `logo`: publicly reachable from then on"
    assert "\n\nA build uploads 1 input: publicly reachable from then on.\n" in shown
    assert shown.count(told) == 2
    assert f"| `hero`<br>`letzai/flux2` | {told}<br>" in shown
    assert shown.endswith(f"letta unknown, letzai 240 at most, and {told}.\n")
    assert "approves" not in diff_markdown(UPLOADING, has_digest=False)
    assert diff_markdown(UPLOADING, has_digest=False).count(told) == 1


def test_where_nothing_is_paid_an_upload_alone_has_a_digest() -> None:
    shown = diff_markdown(replace(UPLOADING, spend={}))

    assert f"{APPROVES}uploads `logo`: publicly reachable" in shown


def test_of_a_very_large_diff_the_rows_that_upload_stay() -> None:
    dear = tuple(replace(HERO, address=f"asset-{number}") for number in range(2_000))
    cheap = replace(LOGO_SHARED, address="cheap", spend=Credits.exactly(1))

    shown = diff_markdown(replace(EVERYTHING, assets=(*dear, cheap), causes=()), limit=6_000)

    assert "more assets, left out here" in shown
    assert "| `cheap`<br>" in shown


def test_totals_are_told_even_where_nothing_else_fits() -> None:
    shown = diff_markdown(EVERYTHING, limit=10)

    assert shown.startswith(ANSWER)
    assert "… and 7 more assets, left out here" in shown
    assert shown.endswith(f"{APPROVES}letta unknown, letzai 240 at most.\n")


def test_an_asset_that_changed_in_very_many_ways_takes_one_row() -> None:
    reasons = tuple(replace(HERO.reasons[0], field=f"field-{number}") for number in range(9))
    many = replace(EVERYTHING, assets=(replace(HERO, reasons=reasons, users=("a",) * 8),))

    shown = diff_markdown(many)

    assert "and 5 more reasons" in shown
    assert "`a` and 3 more assets" in shown


def test_where_several_changes_lead_to_an_asset_all_are_named() -> None:
    shared = replace(EVERYTHING, assets=(replace(HERO, also=("logo", "x|y")),))

    assert "counted at `hero`; it follows from `logo`, `x\\|y`, too" in diff_markdown(shared)


def test_what_is_unknown_is_never_free() -> None:
    unknown = replace(EVERYTHING, assets=(replace(HERO, spend=UNKNOWN),))

    assert "| price unknown |" in diff_markdown(unknown)


def test_a_row_that_is_too_long_says_so_and_hides_no_other() -> None:
    marks = "S" + "\u0301" * 28_000
    reasons = (Reason(why="field", field=marks, old=marks, new=f"{marks}x"),) * 4
    long = replace(HERO, reasons=reasons, users=(marks,) * 9)
    cause = replace(CHANGE, line=replace(LINE, file=marks, author=marks))

    shown = diff_markdown(replace(EVERYTHING, assets=(long, BEACH, OLD), causes=(cause, CHANGE)))

    assert "| too long to show here |" in shown
    assert "left out here" not in shown
    assert "`beach`" in shown
    assert "`old`" in shown
    assert shown.count("120 to 180 letzai credits") == 2
    assert len(shown) < LIMIT


def test_a_row_that_is_too_long_still_says_by_whose_word_a_result_counts() -> None:
    marks = "S" + "\u0301" * 28_000
    reasons = (Reason(why="field", field=marks, old=marks, new=f"{marks}x"),) * 4
    pardons = tuple(f"reason {number} {'|' * 200}" for number in range(9))
    long = replace(
        PARDONED, reasons=reasons, users=(marks,) * 9, blessed=pardons, made_for=reasons,
        unproven=DISPUTED.unproven,
    )  # fmt: skip

    shown = diff_markdown(replace(EVERYTHING, assets=(long,), causes=()))

    (row,) = (line for line in shown.splitlines() if line.startswith("| `there`"))
    assert len(row) <= LONGEST_ROW
    assert "too long to show here" in row
    assert unproven_of(DISPUTED) in row
    assert [f"blessed: `reason {number} " in row for number in range(4, 9)] == [True] * 5


def test_what_counts_by_a_word_alone_stands_before_what_is_paid() -> None:
    paid = tuple(replace(HERO, address=f"asset-{number}") for number in range(2_000))
    large = replace(EVERYTHING, assets=(*paid, PARDONED, replace(DISPUTED, address="disputed")))

    shown = diff_markdown(large, limit=6_000)

    rows = [line.split("`")[1] for line in shown.splitlines() if line.startswith("| `")]
    assert rows[:3] == ["there", "disputed", "asset-0"]
    assert "more assets, left out here" in shown


def test_a_row_that_does_not_fit_leaves_room_for_those_that_do() -> None:
    wide = replace(HERO, address="wide", users=("a-long-name-" * 9,) * 5)
    assets = (wide, *(replace(BEACH, address=f"small-{number}") for number in range(3)))

    shown = diff_markdown(replace(EVERYTHING, assets=assets, causes=()), limit=1_700)

    assert "| `wide`" not in shown
    assert "`small-2`" in shown
    assert "… and 1 more asset, left out here" in shown
