from __future__ import annotations

from dataclasses import replace

from assetforge.core.credits import Credits
from assetforge.core.digest import digest_bytes
from assetforge.lock.model import InputRef
from assetforge.plan.model import Reason
from assetforge.ui.explain import Explanation, Look, Where, origin_of, show_explanation
from assetforge.ui.style import PLAIN
from tests.unit.ui.samples import DAWN, DRAFT, HOSTILE, SUNSET, ask, entry, made, step

LOOK = Look(style=PLAIN, width=80)
HERO = InputRef(name="hero", by="key", digest=digest_bytes(b"hero"))
ASKED = replace(ask("beach", "edit", "letzai", prompt=DAWN, seed="7"), inputs=(HERO,))
CHANGED = Reason(why="field", field="prompt", old=SUNSET, new=DAWN)
GIVEN = Explanation(
    step=step("beach", "make", CHANGED, cost=Credits.exactly(60), of=ASKED),
    entry=entry("beach", replace(made(ASKED), key=digest_bytes(b"old"))),
    inputs=("hero",),
    declared=Where(file="assets.toml", line=41),
    fields={"prompt": Where(file="assets.toml", line=43)},
)


def test_every_part_of_the_key_is_told_with_its_origin() -> None:
    assert (
        show_explanation(GIVEN, LOOK)
        == f"""\
beach, declared in assets.toml:41

Key {digest_bytes(b"beach")}, made of:
  kind      edit
  provider  letzai
  model     flux2
  prompt    Move the scene to a beach at dawn and p…  paid            assets.toml:43
  seed      7                                         paid            default
  input 1   hero                                      by its own key  {HERO.digest}
Not in the key: the output assets/beach.png, description, alt, tags

In assets.lock, another key:
  key      {digest_bytes(b"old")}
  made by  letzai/flux2
  output   assets/beach.png
  result   1600x900 image/png, 2.4 MiB

A build would: make again; 60 credits, about 20 s, because
  prompt changed
    - …the scene to a beach at sunset and put the logo on the…
    + …the scene to a beach at dawn and put the logo on the…
"""
    )


def test_what_only_the_build_will_know_is_said() -> None:
    asked = replace(ASKED, inputs=None)
    later = replace(GIVEN, step=replace(GIVEN.step, ask=asked, key=None))

    shown = show_explanation(later, LOOK)

    assert "Key known after build, made of:" in shown
    assert "input 1   hero" in shown
    assert shown.count("known after build") == 3


def test_an_asset_that_stays_says_so() -> None:
    kept = Explanation(step=step("a", "keep"), entry=entry("a"))
    edited = Reason(why="output-edited", field="assets/a.png")
    by_hand = replace(kept, step=replace(step("a", "keep", edited), is_edited=True))

    assert show_explanation(kept, LOOK).endswith("Up to date: a build leaves it as it is.\n")
    assert show_explanation(by_hand, LOOK).endswith(
        "A build leaves it: edited by hand, kept\n  assets/a.png was edited by hand\n"
    )


def test_a_value_that_nobody_wrote_is_a_default() -> None:
    assert origin_of(GIVEN, "prompt") == "assets.toml:43"
    assert origin_of(GIVEN, "seed") == "default"
    assert str(Where(file="a\x1b.toml")) == "a\\x1b.toml"


def test_nothing_from_outside_reaches_the_terminal_raw() -> None:
    asked = ask(HOSTILE, "edit", HOSTILE, **{HOSTILE: HOSTILE})
    given = Explanation(step=step(HOSTILE, of=asked), entry=entry(HOSTILE), inputs=(HOSTILE,))

    shown = show_explanation(given, LOOK)

    assert all(character.isprintable() or character == "\n" for character in shown)


def test_who_wants_every_detail_gets_values_uncut() -> None:
    prompt = "a very long way to say what is wanted " * 20
    given = replace(GIVEN, step=step("beach", of=ask("beach", "edit", prompt=prompt)))

    assert prompt.strip() not in show_explanation(given, LOOK)
    assert prompt.strip() in show_explanation(given, replace(LOOK, is_verbose=True))


def test_an_explanation_of_a_draft_names_its_files() -> None:
    shown = show_explanation(GIVEN, replace(LOOK, scope=DRAFT))

    assert "the output .assetforge/draft/assets/beach.png," in shown
    assert "In .assetforge/draft/assets.lock, another key:" in shown
