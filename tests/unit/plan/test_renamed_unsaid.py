"""What is decided, and built, where an asset was renamed and no line of `[moved]` says so.

The lock has its result under the old name, and the store is that of another machine: empty.
"""

from __future__ import annotations

import pytest

from assetforge.core.credits import FREE
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes, build_plan
from assetforge.plan.locked_facts import LockFacts
from tests.fakes.renaming import rename
from tests.fakes.workplace import EVERYTHING, Workplace
from tests.unit.plan.test_decide import step_of


@pytest.fixture
def clone() -> Workplace:
    """A built project in a fresh clone, in which hero is called bottle by now."""
    workplace = Workplace()
    workplace.add("hero")
    workplace.add("beach", "hero")
    workplace.build()
    workplace.disk.blobs.clear()
    workplace.disk.records.clear()
    rename(workplace, "hero", "bottle")
    workplace.moved.clear()
    return workplace


def lone_lock_costs(workplace: Workplace) -> dict[str, object]:
    """Price the project by its lock alone, as a diff does."""
    lock = workplace.lock
    facts = LockFacts(lock, {})
    return dict(build_plan(workplace.graph, lock, facts, workplace.market, EVERYTHING).costs())


def test_what_lies_in_the_file_of_the_old_name_is_not_made_again(clone: Workplace) -> None:
    step = step_of(clone, "bottle")

    assert (step.action, step.cost) == ("restore", FREE)
    assert step_of(clone, "beach").action == "keep"
    assert lone_lock_costs(clone) == {}


def test_a_build_puts_it_in_its_place_and_keeps_it(clone: Workplace) -> None:
    data = clone.disk.outputs["assets/hero.png"]

    built = clone.build()

    assert built.ended("restored") == {"bottle"}
    assert clone.paid.started == ["hero", "beach"]
    assert clone.disk.outputs["assets/bottle.png"] == data
    assert data in clone.disk.blobs.values()
    assert not clone.plan().has_changes


def test_a_converted_file_of_the_old_name_is_taken_too() -> None:
    workplace = Workplace()
    workplace.add("hero")
    workplace.move("hero", "assets/hero", ".webp")
    workplace.build()
    workplace.disk.blobs.clear()
    workplace.disk.records.clear()
    rename(workplace, "hero", "bottle")
    workplace.moved.clear()

    built = workplace.build()

    assert built.ended("restored") == {"bottle"}
    assert workplace.disk.outputs["assets/bottle.webp"]


def test_a_result_that_only_has_to_be_converted_is_not_made_again(clone: Workplace) -> None:
    clone.move("bottle", "assets/bottle", ".webp")

    built = clone.build()

    assert built.ended("restored") == {"bottle"}
    assert built.ended("made") == set()


def test_where_its_bytes_are_gone_it_is_made_again_and_priced(clone: Workplace) -> None:
    clone.disk.outputs.pop("assets/hero.png")

    assert step_of(clone, "bottle").action == "make"
    assert clone.plan().costs()


def test_bytes_that_somebody_edited_are_not_the_result(clone: Workplace) -> None:
    clone.edit_output("hero")

    assert step_of(clone, "bottle").action == "make"


def test_the_locked_take_counts_before_a_newer_one_of_the_store() -> None:
    workplace = Workplace()
    workplace.add("hero")
    workplace.build()
    lock = workplace.disk.lock
    workplace.paid.varies = True
    workplace.build(Wishes(selection=Selection(), replace=("hero",)))
    assert workplace.disk.lock != lock
    workplace.disk.lock = lock
    workplace.add("other")
    workplace.change("other", prompt="hero", look="hero")

    assert step_of(workplace, "other").made == lock.entries["hero"].made
