from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.credits import FREE
from assetforge.core.errors import StaleError
from assetforge.execution.work import Craft
from assetforge.plan.build import Planner
from tests.fakes.virtual_time import run
from tests.fakes.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.lock.model import Entry
    from assetforge.plan.model import Step


def craft_of(workplace: Workplace) -> Craft:
    planner = Planner(
        lock=workplace.disk.lock, facts=workplace.facts, market=workplace.market,
        asked=frozenset(),
    )  # fmt: skip
    return Craft(workplace.graph, planner, workplace.world())


async def finish(craft: Craft, step: Step, done: Mapping[str, Step]) -> tuple[Step, Entry]:
    return await craft.place(await craft.make(step, done), done)


def test_content_comes_first_then_the_record_then_the_file() -> None:
    workplace = Workplace()
    workplace.add("hero")
    (step,) = workplace.plan().steps

    finished, entry = run(finish(craft_of(workplace), step, {}))

    effects = [effect.split()[0] for effect in workplace.disk.effects]
    assert effects == ["draw", "keep", "record", "place"]
    assert finished.made == entry.made
    assert entry.output == finished.output == "assets/hero.png"


def test_what_is_kept_has_no_effect() -> None:
    workplace = Workplace()
    workplace.add("hero")
    workplace.build()
    (step,) = workplace.plan().steps
    effects = list(workplace.disk.effects)

    finished, entry = run(finish(craft_of(workplace), step, {}))

    assert workplace.disk.effects == effects
    assert (finished, entry) == (step, workplace.disk.lock.entries["hero"])


def test_what_another_step_made_is_only_placed() -> None:
    workplace = Workplace()
    workplace.add("hero")
    workplace.add("held", prompt="hero", look="hero")
    hero, held = workplace.plan().steps
    craft = craft_of(workplace)

    first, _ = run(finish(craft, hero, {}))
    second, entry = run(finish(craft, held, {"hero": first}))

    assert (first.action, second.action, second.cost) == ("make", "restore", FREE)
    assert first.made is not None
    assert entry.made.result == first.made.result
    assert workplace.disk.outputs["assets/held.png"] == workplace.disk.outputs["assets/hero.png"]


def test_what_nobody_wants_any_more_is_not_begun() -> None:
    workplace = Workplace()
    workplace.add("hero")
    (step,) = workplace.plan().steps
    workplace.definitions.objections["hero"] = "it was edited"

    with pytest.raises(StaleError, match="`hero` was not begun: it was edited"):
        run(craft_of(workplace).make(step, {}))

    assert workplace.disk.effects == []


def test_what_nobody_wants_any_more_is_kept_and_not_placed() -> None:
    workplace = Workplace()
    workplace.add("hero")
    (step,) = workplace.plan().steps
    craft = craft_of(workplace)
    made = run(craft.make(step, {}))
    workplace.definitions.objections["hero"] = "it was edited"

    with pytest.raises(StaleError, match="kept in the store; its file was not placed: it was edit"):
        run(craft.place(made, {}))

    assert workplace.disk.outputs == {}
    assert list(workplace.disk.records) == [step.key]
