from __future__ import annotations

from dataclasses import replace

import pytest

from assetforge.ui.diff import MOST_CAUSES, show_diff
from assetforge.ui.style import ANSI, PLAIN
from tests.unit.ui.diffs import (
    ABOUT,
    ATTACKS,
    BEACH,
    CHANGE,
    EVERYTHING,
    FIRST,
    HERO,
    NOTHING,
    THERE,
    UPLOADING,
    hostile,
)

SHOWN = f"""\
Compared with main at 0123456789ab.

+ added   ~ changed   < there already, free   - removed   > as before, and not built yet

  ~ hero   image  letzai/flux2   60 → 120 credits  pays 120 credits
      prompt changed
        - …the scene to a beach at sunset and put the logo on the…
        + …the scene to a beach at dawn and put the logo on the…
      made from it: beach
  ~ beach  edit   letzai/flux2   60 credits        pays 0 to 60 credits
      input hero will be made
  + new    video  letta/strange  price unknown     price unknown
  < there  image  letzai/flux2   60 credits        paid already
      prompt changed
        - …the scene to a beach at sunset and put the logo on the…
        + …the scene to a beach at dawn and put the logo on the…
  < moved  image  letzai/flux2   60 credits        paid already
      renamed from earlier
  > due    image  letzai/flux2   60 credits        pays 60 credits
      never built
  - old    image  studio         free

Caused by:
  more.toml:3     not committed         unknown letta credits      new
  assets.toml:12  0123456789ab by Anna  120 to 180 letzai credits  hero → beach
  no change of the manifest: letzai 60, not built yet

Diff: 1 added, 2 changed, 2 there already, 1 removed, 1 unchanged, 1 unchanged and not built yet.
Everything made anew: letta none → unknown, letzai 300 → 360.
The base is not built either: that alone would cost 60 letzai credits.
To pay now: unknown letta credits (1 asset); +180 letzai credits (3 assets), up to 240.
Plan digest: {ABOUT.digest}
To approve it (`build --approved`) approves the whole project: letta unknown, letzai 240 at most.
"""


def test_the_answer_stands_last_and_everything_before_it() -> None:
    assert show_diff(EVERYTHING, style=PLAIN, width=120) == SHOWN


def test_colour_repeats_what_the_words_say() -> None:
    painted = show_diff(EVERYTHING, style=ANSI, width=120)

    assert "\x1b[" in painted
    assert "\x1b[33mhero\x1b[0m" in painted


def test_nothing_is_told_where_nothing_changes() -> None:
    assert show_diff(NOTHING, style=PLAIN, width=120) == (
        "Compared with main at 0123456789ab.\n\n"
        "Diff: 1 unchanged.\n"
        "Everything made anew: letzai 60.\n"
        "To pay now: nothing.\n"
    )


def test_what_the_sign_does_not_say_is_told_in_words() -> None:
    assets = (replace(THERE, reasons=()), replace(HERO, moved_from="earlier"))

    shown = show_diff(replace(EVERYTHING, assets=assets), style=PLAIN, width=120)

    assert "paid already\n      built in this branch\n" in shown
    assert "      renamed from earlier\n      prompt changed\n" in shown


def test_where_several_changes_lead_to_an_asset_all_are_named() -> None:
    shared = replace(EVERYTHING, assets=(replace(BEACH, also=("logo",)),))

    told = "counted at hero; it follows from logo, too"
    assert f"      {told}\n" in show_diff(shared, style=PLAIN, width=120)


def test_a_tree_without_a_base_says_why_and_never_that_it_costs_nothing() -> None:
    shown = show_diff(FIRST, style=PLAIN, width=120)

    assert shown.startswith("Everything counts as new: this is no git repository.\n")
    assert "letzai none → 360" in shown
    assert "+180 letzai credits (3 assets), up to 240" in shown


def test_of_very_many_changes_the_dearest_are_shown_and_the_others_counted() -> None:
    many = replace(EVERYTHING, causes=(CHANGE,) * (MOST_CAUSES + 5))

    shown = show_diff(many, style=PLAIN, width=120)

    assert shown.count("by Anna") == MOST_CAUSES
    assert "… and 5 more changes; `--format json` lists all" in shown


def test_what_becomes_public_is_told_with_its_asset_and_with_the_digest() -> None:
    shown = show_diff(UPLOADING, style=PLAIN, width=120)

    told = "uploads logo: publicly reachable from then on"
    assert f"pays 120 credits\n      {told}\n      prompt changed\n" in shown
    assert "\nA build uploads 1 input: publicly reachable from then on.\n" in shown
    assert shown.endswith(f"letta unknown, letzai 240 at most, and {told}.\n")


def test_of_very_many_dependants_some_are_named() -> None:
    wide = replace(BEACH, users=tuple(f"cell-{number}" for number in range(9)))

    shown = show_diff(replace(EVERYTHING, assets=(wide,)), style=PLAIN, width=120)

    assert "made from it: cell-0, cell-1, cell-2, cell-3, cell-4, cell-5 and 3 more assets" in shown


@pytest.mark.parametrize("text", ATTACKS)
def test_text_from_outside_draws_nothing(text: str) -> None:
    shown = show_diff(hostile(text), style=PLAIN, width=80)

    assert shown.replace("\n", "").isprintable()
