from __future__ import annotations

from dataclasses import replace

from assetforge.core.credits import UNKNOWN, Credits
from assetforge.plan.model import Orphan, Reason
from assetforge.ui.plan import show_plan
from assetforge.ui.style import ANSI, PLAIN
from tests.unit.ui.samples import DAWN, HOSTILE, SUNSET, ask, plan, step

NEW = Reason(why="never-built")
CHANGED = Reason(why="field", field="prompt", old=SUNSET, new=DAWN)
EVERYTHING = plan(
    step("hero", "make", NEW, cost=Credits.exactly(60), of=ask("hero", provider="letzai")),
    replace(
        step(
            "beach", "make", CHANGED, Reason(why="upstream-made", upstream="hero"),
            cost=Credits.between(150, 750), of=ask("beach", "edit", "letzai"),
        ),
        key=None,
    ),
    replace(
        step(
            "large", "make", Reason(why="upstream-made", upstream="beach"),
            cost=UNKNOWN, of=ask("large", "upscale", "letta"),
        ),
        key=None,
    ),
    step("thumb", "derive", NEW, of=ask("thumb", "derive", "local")),
    step("icon", "restore", Reason(why="output-missing", field="assets/icon.png")),
    replace(step("logo", "keep"), is_edited=True),
    step("kept", "keep"),
    chain=["source", "hero", "beach", "large"],
    orphans=[Orphan(address="old", output="assets/old.png")],
)  # fmt: skip

SHOWN = """\
+ make   ~ make again   < restore   = derive

  + hero   image    letzai/flux2  60 credits          never built
  ~ beach  edit     letzai/flux2  150 to 750 credits
      prompt changed
        - …the scene to a beach at sunset and put the logo on the…
        + …the scene to a beach at dawn and put the logo on the…
      input hero will be made
      key known after build
  ~ large  upscale  letta/flux2   price unknown
      input beach will be made
      known after build: kept if its inputs come out the same
  = thumb  derive   local         free                never built
  < icon   image    studio/flux2  free
      assets/icon.png is missing

Edited by hand; the files stay as they are:
  *  logo  assets/logo.png
  `assetforge build --replace logo` puts the built result in its place.

No longer in the manifest; the files stay until they are pruned:
  -  old  assets/old.png
  `assetforge build --prune` removes them; the store keeps the results.

Plan: 3 to make, 1 to restore, 1 to derive, 1 unchanged, 1 edited by hand.
Credits: letta unknown, letzai 210 to 810.
Time: about 1 min along hero → beach → large.
"""


def test_a_plan_says_what_why_and_for_how_much_with_the_totals_last() -> None:
    assert show_plan(EVERYTHING, style=PLAIN, width=80) == SHOWN


def test_a_plan_without_changes_is_one_line() -> None:
    given = plan(*(step(f"asset-{rank}", "keep") for rank in range(41)))

    shown = show_plan(given, style=PLAIN, width=80)

    assert shown == "Nothing to do: 41 assets are up to date.\n"


def test_verbose_tells_outputs_keys_requests_and_what_stays() -> None:
    given = plan(step("a", "make", NEW, of=ask("a", prompt="x")), step("b", "keep"))

    shown = show_plan(given, style=PLAIN, width=80, verbose=True)

    assert "      output = assets/a.png\n" in shown
    assert f"      key = {given.steps[0].key}\n" in shown
    assert "      prompt = x\n" in shown
    assert "Unchanged:\n  b  assets/b.png\n" in shown


def test_nothing_from_outside_reaches_the_terminal_raw() -> None:
    changed = Reason(why="field", field=HOSTILE, old=HOSTILE * 9, new=HOSTILE * 8)
    given = plan(
        step(HOSTILE, "make", changed), replace(step(f"{HOSTILE}2", "keep"), is_edited=True),
        orphans=[Orphan(address=HOSTILE, output=HOSTILE)], chain=[HOSTILE],
    )  # fmt: skip

    shown = show_plan(given, style=PLAIN, width=80, verbose=True)

    assert all(character.isprintable() or character == "\n" for character in shown)


def test_colour_changes_no_word() -> None:
    painted = show_plan(EVERYTHING, style=ANSI, width=80)

    for code in ("0", "1", "2", "31", "32", "33", "1;31"):
        painted = painted.replace(f"\x1b[{code}m", "")
    assert painted == SHOWN


def test_every_detail_of_what_is_unchanged_has_its_cosmetic_fields() -> None:
    kept = replace(step("hero", "keep"), notes={"alt": "A bottle"})

    text = show_plan(plan(kept), style=PLAIN, width=80, verbose=True)

    assert "  hero  assets/hero.png\n      alt = A bottle  (cosmetic)\n" in text


def test_only_who_asks_for_every_detail_is_told_of_lines_of_no_more_use() -> None:
    given = replace(plan(step("hero", "keep")), spent_moves=("old",))

    assert "[moved]" in show_plan(given, style=PLAIN, width=80, verbose=True)
    assert "[moved]" not in show_plan(given, style=PLAIN, width=80)
