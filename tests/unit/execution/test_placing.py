from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import StorageError
from assetforge.core.exits import Exit
from assetforge.execution.events import StepStarted
from assetforge.execution.placing import Placing
from assetforge.execution.results import Results
from assetforge.plan.build import Planner
from tests.fakes.disk import picture
from tests.fakes.ports import ListeningObserver, MemoryOutputs, MemoryStore
from tests.fakes.virtual_time import run
from tests.fakes.workplace import Workplace

if TYPE_CHECKING:
    from assetforge.core.digest import Digest
    from assetforge.core.errors import AssetforgeError
    from assetforge.core.media import Blob
    from assetforge.execution.events import Event
    from assetforge.execution.ports import World
    from tests.fakes.disk import Disk


@pytest.fixture
def campaign() -> Workplace:
    workplace = Workplace()
    workplace.add("hero")
    workplace.add("beach")
    workplace.build()
    return workplace


def test_a_moved_output_leaves_nothing_behind(campaign: Workplace) -> None:
    before = campaign.disk.outputs["assets/hero.png"]
    campaign.move("hero", "assets/held")

    campaign.build()

    assert campaign.disk.outputs["assets/held.png"] == before
    assert "assets/hero.png" not in campaign.disk.outputs


def test_an_edited_file_is_not_removed_from_the_former_path(campaign: Workplace) -> None:
    edited = campaign.edit_output("hero")
    campaign.move("hero", "assets/held")

    campaign.build()

    assert campaign.disk.outputs["assets/hero.png"] == edited
    assert "assets/held.png" in campaign.disk.outputs


def test_a_file_that_a_person_moved_already_is_taken_as_it_is(campaign: Workplace) -> None:
    campaign.disk.outputs["assets/held.png"] = campaign.disk.outputs.pop("assets/hero.png")
    campaign.move("hero", "assets/held")
    effects = len(campaign.disk.effects)

    campaign.build()

    assert campaign.disk.effects[effects:] == ["lock"]


def test_two_names_that_some_disks_take_for_one_are_not_removed(campaign: Workplace) -> None:
    campaign.move("hero", "assets/HERO")

    campaign.build()

    assert "assets/HERO.png" in campaign.disk.outputs
    assert not any(effect.startswith("discard") for effect in campaign.disk.effects)


def test_a_former_output_that_became_a_source_stays(campaign: Workplace) -> None:
    campaign.disk.sources["assets/hero.png"] = campaign.disk.outputs["assets/hero.png"]
    campaign.source("logo")
    campaign.assets["logo"] = replace(campaign.assets["logo"], stem="assets/hero.png")
    campaign.move("hero", "assets/held")

    campaign.build()

    assert "assets/hero.png" in campaign.disk.outputs


def test_outputs_that_swap_their_places_both_arrive(campaign: Workplace) -> None:
    hero, beach = (campaign.disk.outputs[f"assets/{name}.png"] for name in ("hero", "beach"))
    campaign.move("hero", "assets/beach")
    campaign.move("beach", "assets/hero")

    campaign.build()

    assert campaign.disk.outputs == {"assets/beach.png": hero, "assets/hero.png": beach}


def test_another_format_is_converted_once_and_kept(campaign: Workplace) -> None:
    campaign.move("hero", "assets/hero", ".webp")
    campaign.build()
    del campaign.disk.outputs["assets/hero.webp"]

    built = campaign.build()

    assert built.ended("restored") == {"hero"}
    assert sum(effect.startswith("convert") for effect in campaign.disk.effects) == 1
    entry = campaign.disk.lock.entries["hero"]
    assert entry.transcoded is not None
    assert entry.made.result.media.type == "image/png"


def test_a_damaged_conversion_is_done_again_and_locked_as_it_came_out(
    campaign: Workplace,
) -> None:
    campaign.move("hero", "assets/hero", ".webp")
    campaign.build()
    entry = campaign.disk.lock.entries["hero"]
    older = replace(entry, transcoded=replace(entry.file, size=entry.file.size + 1))
    campaign.disk.lock = campaign.disk.lock.recording({"hero": older})
    del campaign.disk.outputs["assets/hero.webp"]

    campaign.build()

    assert campaign.disk.lock.entries["hero"] == entry
    assert not campaign.plan().has_changes


def test_a_file_edited_while_the_build_runs_is_left_alone_and_told(campaign: Workplace) -> None:
    campaign.change("hero", prompt="held", look="held")
    edited = picture("by hand, just now")

    def edit(event: Event) -> None:
        if isinstance(event, StepStarted):
            campaign.disk.outputs["assets/hero.png"] = edited

    built = campaign.build(observer=ListeningObserver(edit))

    assert campaign.disk.outputs["assets/hero.png"] == edited
    assert built.execution.outcomes["hero"].step.is_edited
    assert campaign.disk.lock.entries["hero"].made.request["prompt"] == "held"


def test_the_lock_teaches_the_store_what_it_restores(campaign: Workplace) -> None:
    campaign.disk.records.clear()
    campaign.disk.outputs.clear()

    campaign.build()

    entries = campaign.disk.lock.entries.values()
    assert campaign.disk.records == {entry.made.key: entry.made for entry in entries}


def test_the_only_copy_of_a_paid_result_is_stored_before_it_is_overwritten(
    campaign: Workplace,
) -> None:
    campaign.disk.blobs.clear()
    campaign.disk.records.clear()
    old = campaign.disk.lock.entries["hero"].made
    before = campaign.disk.outputs["assets/hero.png"]
    campaign.change("hero", prompt="held", look="held")

    campaign.build()

    assert campaign.disk.blobs[old.result.digest] == before
    assert campaign.disk.records[old.key] == old


class RefusingOutputs(MemoryOutputs):
    """Places, and cannot remove."""

    async def discard(self, output: str, digest: Digest) -> bool:
        raise _read_only(output, digest)


class EditingStore(MemoryStore):
    """While it reads, somebody edits the hero."""

    def __init__(self, disk: Disk) -> None:
        super().__init__(disk)
        self._outputs = disk.outputs

    async def fetch(self, blob: Blob, healer: str) -> str:
        self._outputs["assets/hero.png"] = EDITED
        return await super().fetch(blob, healer)


EDITED = picture("by hand, in the last moment")


def placing_in(workplace: Workplace, world: World) -> Placing:
    planner = Planner(
        lock=workplace.disk.lock, facts=world.facts, market=workplace.market, asked=frozenset()
    )
    return Placing(workplace.graph, planner, world, Results(workplace.graph, planner, world))


def test_what_cannot_be_removed_is_told_and_costs_no_result(campaign: Workplace) -> None:
    campaign.move("hero", "assets/held")
    step = next(step for step in campaign.plan().steps if step.address == "hero")
    world = replace(campaign.world(), outputs=RefusingOutputs(campaign.disk))
    placing = placing_in(campaign, world)
    made = campaign.disk.lock.entries["hero"].made

    async def work() -> dict[str, AssetforgeError]:
        _, entry = await placing.place(step, made, {})
        return await placing.clear(campaign.disk.lock.recording({"hero": entry}))

    failures = run(work())

    assert {name: error.exit for name, error in failures.items()} == {"hero": Exit.STORAGE}
    assert "assets/held.png" in campaign.disk.outputs


def test_a_file_edited_while_its_bytes_are_read_is_left_alone(campaign: Workplace) -> None:
    del campaign.disk.outputs["assets/hero.png"]
    step = next(step for step in campaign.plan().steps if step.address == "hero")
    world = replace(campaign.world(), store=EditingStore(campaign.disk))
    made = campaign.disk.lock.entries["hero"].made

    finished, _ = run(placing_in(campaign, world).place(step, made, {}))

    assert finished.is_edited
    assert campaign.disk.outputs["assets/hero.png"] == EDITED


def _read_only(output: str, digest: Digest) -> StorageError:
    return StorageError(f"{output} ({digest}) cannot be removed")
