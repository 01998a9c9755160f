"""What becomes of a run while the manifest is edited: paid results are kept, and not placed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.exits import Exit
from assetforge.execution.events import StepStarted
from assetforge.execution.gate import Gate
from tests.fakes.ports import ListeningObserver
from tests.fakes.workplace import Workplace

if TYPE_CHECKING:
    from assetforge.execution.events import Event


def edited_when(started: str, *addresses: str, workplace: Workplace) -> ListeningObserver:
    """Edit the manifest's words for some assets once a step has started."""

    def edit(event: Event) -> None:
        if isinstance(event, StepStarted) and event.step.address == started:
            workplace.definitions.objections.update(dict.fromkeys(addresses, "it was edited"))

    return ListeningObserver(edit)


def test_a_definition_that_is_edited_meanwhile_is_paid_kept_and_not_placed() -> None:
    shop = Workplace.with_cloud()
    shop.add("hero", by="cloud")
    shop.add("beach", "hero", by="cloud")
    shop.add("lamp", by="cloud")
    shop.cloud.witness = lambda _: shop.definitions.objections.update(hero="it was edited")

    built = shop.build()

    outcome = built.execution.outcomes["hero"]
    assert outcome.error is not None
    assert outcome.error.cost == "Paid: 40 cloud credits; the result is kept in the store."
    assert built.execution.exit is Exit.STALE
    assert (built.ended("made"), built.ended("skipped")) == ({"lamp"}, {"beach"})
    assert set(shop.disk.lock.entries) == {"lamp"}
    assert list(shop.disk.outputs) == ["assets/lamp.png"]
    assert shop.open_bureau.states("hero") == ["stored"]


def test_what_was_kept_unplaced_is_placed_for_nothing_where_it_is_wanted_again() -> None:
    shop = Workplace.with_cloud()
    shop.add("hero", by="cloud")
    shop.cloud.witness = lambda _: shop.definitions.objections.update(hero="it was edited")
    shop.build()
    shop.definitions.objections.clear()

    built = shop.build()

    assert built.ended("restored") == {"hero"}
    assert len(shop.cloud.posts) == 1
    assert "assets/hero.png" in shop.disk.outputs


def test_what_was_ordered_before_is_taken_up_though_nobody_wants_it_any_more() -> None:
    shop = Workplace.with_cloud()
    shop.add("hero", by="cloud")
    gate = Gate()
    shop.cloud.witness = lambda _: gate.close(Exit.INTERRUPTED)
    shop.open_bureau.drain = 1
    shop.build(gate=gate)
    shop.definitions.objections["hero"] = "it was edited"

    built = shop.build()

    assert built.execution.exit is Exit.STALE
    assert shop.open_bureau.states("hero") == ["stored"]
    assert shop.disk.outputs == {}


def test_nothing_more_is_begun_of_what_is_edited_while_others_run() -> None:
    campaign = Workplace()
    campaign.add("hero")
    campaign.add("beach", "hero")
    campaign.add("thumb", "beach", by="here", kind="derive")
    campaign.add("icon", by="here")
    observer = edited_when("hero", "beach", "thumb", workplace=campaign)

    built = campaign.build(observer=observer)

    outcome = built.execution.outcomes["beach"]
    assert outcome.error is not None
    assert outcome.error.cost == "Nothing was spent."
    assert campaign.paid.started == ["hero"]
    assert built.ended("made", "derived") == {"hero", "icon"}
