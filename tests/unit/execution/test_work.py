from __future__ import annotations

from assetforge.core.credits import FREE
from assetforge.execution.work import Craft
from assetforge.plan.build import Planner
from tests.fakes.virtual_time import run
from tests.fakes.workplace import Workplace


def craft_of(workplace: Workplace) -> Craft:
    planner = Planner(
        lock=workplace.disk.lock, facts=workplace.facts, market=workplace.market,
        asked=frozenset(),
    )  # fmt: skip
    return Craft(workplace.graph, planner, workplace.world())


def test_content_comes_first_then_the_record_then_the_file() -> None:
    workplace = Workplace()
    workplace.add("hero")
    (step,) = workplace.plan().steps

    finished, entry = run(craft_of(workplace).finish(step, {}))

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

    finished, entry = run(craft_of(workplace).finish(step, {}))

    assert workplace.disk.effects == effects
    assert (finished, entry) == (step, workplace.disk.lock.entries["hero"])


def test_what_another_step_made_is_only_placed() -> None:
    workplace = Workplace()
    workplace.add("hero")
    workplace.add("held", prompt="hero", look="hero")
    hero, held = workplace.plan().steps
    craft = craft_of(workplace)

    first, _ = run(craft.finish(hero, {}))
    second, entry = run(craft.finish(held, {"hero": first}))

    assert (first.action, second.action, second.cost) == ("make", "restore", FREE)
    assert first.made is not None
    assert entry.made.result == first.made.result
    assert workplace.disk.outputs["assets/held.png"] == workplace.disk.outputs["assets/hero.png"]
