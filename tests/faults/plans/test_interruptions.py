"""Builds of saved plans are killed: the same file goes on, pays nothing twice, is used up then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.exits import Exit
from tests.faults.plans.checkout import BEACH_COST, HERO, HERO_COST, KILLED

if TYPE_CHECKING:
    from tests.faults.plans.checkout import Checkout
    from tests.faults.plans.conftest import Begin

ALL = HERO_COST + BEACH_COST
POINTS = (  # where it dies, and for the which time it comes by
    ("after send paid", 1),
    ("before send paid", 2),
    ("after write", 1),
    ("before note_build", 1),
)
POINTS_OF_A_REPLACEMENT = (
    ("after send paid", 1),
    ("after note stored", 1),
    ("after note stored", 2),  # both are bought, and no lock may name either
    ("after write", 1),
)


def built_until_used_up(here: Checkout) -> list[int]:
    """Build the plan until it is refused; return how each build ended."""
    codes: list[int] = []
    while Exit.STALE not in codes and len(codes) < 4:
        codes.append(here.run("build", "plan.json", CI="1").code)
    return codes


@pytest.mark.parametrize(("point", "times"), POINTS)
def test_the_same_file_goes_on_after_a_kill_and_is_used_up_then(
    point: str, times: int, begin: Begin
) -> None:
    here = begin()
    here.save()

    killed = here.killed_at(point, times, "build", "plan.json", "-j", "1")
    codes = built_until_used_up(here)

    assert killed.code == KILLED
    assert codes in ([Exit.DONE, Exit.STALE], [Exit.STALE])
    assert here.spent == ALL
    assert here.run("plan", "--detailed-exitcode").code == Exit.DONE


@pytest.mark.parametrize(("point", "times"), POINTS_OF_A_REPLACEMENT)
def test_what_was_made_anew_before_a_kill_is_not_made_anew_once_more(
    point: str, times: int, begin: Begin
) -> None:
    here = begin()
    here.run("build", "-y")
    here.save("--replace", "hero", "--replace", "beach")

    killed = here.killed_at(point, times, "build", "plan.json", "-j", "1")
    codes = built_until_used_up(here)

    assert killed.code == KILLED
    assert codes in ([Exit.DONE, Exit.STALE], [Exit.STALE])
    assert here.spent == 2 * ALL


def test_a_lock_that_is_put_back_buys_nothing_twice(begin: Begin) -> None:
    here = begin(HERO)
    here.run("build", "-y")
    before = here.lock.read_bytes()
    here.save("--replace", "hero")
    here.killed_at("after note stored", 2, "build", "plan.json")  # the lock is seen to name it
    here.lock.write_bytes(before)

    ended = here.run("build", "plan.json")

    assert ended.code == Exit.STALE
    assert "`hero` was bought for it already, for 60 letzai credits" in ended.err
    assert here.spent == 2 * HERO_COST


def test_a_plan_that_was_begun_does_not_take_in_what_the_manifest_asks_for_since(
    begin: Begin,
) -> None:
    here = begin()
    here.save()
    here.killed_at("after note stored", 1, "build", "plan.json", "-j", "1")
    before = here.spent
    text = (here.place / "assets.toml").read_text("utf-8")
    here.write(text.replace("Move it to a beach", "Move it to a hill"))

    ended = here.run("build", "plan.json")

    assert ended.code == Exit.STALE
    assert "assets.toml changed" in ended.err
    assert here.spent == before
