from __future__ import annotations

from dataclasses import replace

import pytest

from assetforge.plan.model import Reason, Step
from assetforge.ui.plan_step import layout, maker, step_lines
from assetforge.ui.style import PLAIN
from tests.unit.ui.samples import DAWN, SUNSET, ask, step

NEW = Reason(why="never-built")
UPSTREAM = Reason(why="upstream-made", upstream="hero")


def lines(given: Step, width: int = 80) -> list[str]:
    return list(step_lines(given, layout([given], width, verbose=False), PLAIN))


def test_a_new_asset_takes_one_line() -> None:
    assert lines(step("a", "make", NEW)) == ["  + a  image  studio/flux2  free  never built"]


@pytest.mark.parametrize(
    ("reasons", "last"),
    [
        ((UPSTREAM,), "known after build: kept if its inputs come out the same"),
        ((UPSTREAM, Reason(why="field", field="seed", new=1)), "key known after build"),
    ],
)
def test_what_only_the_build_will_know_is_said(reasons: tuple[Reason, ...], last: str) -> None:
    given = replace(step("a", "make", *reasons), key=None)

    assert lines(given)[-1].strip() == last


def test_of_a_new_asset_nobody_expects_a_known_key() -> None:
    assert len(lines(replace(step("a", "make", NEW), key=None))) == 1


def test_a_narrow_terminal_still_shows_something_of_a_change() -> None:
    changed = Reason(why="field", field="prompt", old=SUNSET, new=DAWN)

    assert lines(step("a", "make", changed), width=5)[2:] == [
        "        - …the scene to a beach a…", "        + …the scene to a beach a…",
    ]  # fmt: skip


def test_the_maker_is_a_provider_with_its_model_if_there_is_one() -> None:
    assert maker(step("a")) == "studio/flux2"
    assert maker(step("a", of=ask("a", "derive", "local"))) == "local"


@pytest.mark.parametrize(
    ("prompt", "said"),
    [
        ("@anna", "uses trained model @anna"),
        ("@anna with @karl", "uses trained models @anna and @karl"),
    ],
)
def test_trained_models_are_named(prompt: str, said: str) -> None:
    of = replace(ask("a", provider="letzai"), request={"prompt": prompt})

    assert lines(step("a", "make", NEW, of=of))[-1].strip() == said


def test_a_renamed_asset_stands_with_both_names() -> None:
    moved = Reason(why="moved", old="hero-old", new="hero")
    given = replace(step("hero", "restore", moved), moved_from="hero-old")

    assert lines(given) == ["  < hero  (moved from hero-old)  image  studio/flux2  free"]


def test_a_renamed_asset_that_waits_for_an_input_may_be_kept() -> None:
    moved = Reason(why="moved", old="hero-old", new="hero")
    given = replace(step("hero", "make", moved, UPSTREAM), moved_from="hero-old", key=None)

    assert lines(given)[-1].strip() == "known after build: kept if its inputs come out the same"


def test_every_detail_tells_what_a_field_counts_for() -> None:
    changed = Reason(why="field", field="prompt", old="a", new="b")
    given = replace(step("a", "make", changed, UPSTREAM), notes={"alt": "A bottle"})

    told = list(step_lines(given, layout([given], 80, verbose=True), PLAIN))

    assert told[1].strip() == "prompt: a → b  (paid)"
    assert told[2].strip() == "input hero will be made"
    assert told[-1].strip() == "alt = A bottle  (cosmetic)"
