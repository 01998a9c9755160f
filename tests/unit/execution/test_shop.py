from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import NoCreditsError, UnavailableError
from assetforge.core.exits import Exit
from assetforge.execution.book import Book
from assetforge.execution.breaker import Breaker, Objection
from assetforge.execution.gate import Gate
from assetforge.execution.goal import Goal
from assetforge.execution.shop import Shop
from tests.fakes.workplace import Workplace

if TYPE_CHECKING:
    from assetforge.execution.events import Event


def shop_of(workplace: Workplace, gate: Gate) -> Shop:
    """Open a shop on the world of a workplace."""
    world = workplace.world()
    told: list[Event] = []
    assert world.desk is not None
    return Shop(
        store=world.store, workshop=world.workshop, clock=world.clock, desk=world.desk, gate=gate,
        book=Book(world.desk, gate, told.append), breaker=Breaker(), goal=Goal(),
        notice=told.append,
    )  # fmt: skip


def test_an_open_shop_objects_to_nothing() -> None:
    assert shop_of(Workplace.with_cloud(), Gate()).objection("cloud") is None


@pytest.mark.parametrize(
    ("reason", "why"), [(Exit.STORAGE, "the disk refuses"), (Exit.INTERRUPTED, "being stopped")]
)
def test_a_closed_gate_is_an_objection(reason: Exit, why: str) -> None:
    gate = Gate()
    gate.close(reason)

    error = shop_of(Workplace.with_cloud(), gate).objection("cloud")

    assert isinstance(error, UnavailableError)
    assert why in error.what
    assert error.cost == "Nothing was spent."


def test_what_a_service_said_is_an_objection_to_it_alone() -> None:
    shop = shop_of(Workplace.with_cloud(), Gate())
    shop.breaker.close("cloud", Objection(kind=NoCreditsError, why="none", next_step="Add some."))

    assert isinstance(shop.objection("cloud"), NoCreditsError)
    assert shop.objection("other") is None
