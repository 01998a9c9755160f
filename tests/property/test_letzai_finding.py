"""Laws of looking for lost orders: what was accepted is never called absent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hypothesis import given
from hypothesis import strategies as st

from assetforge.providers.letzai.finding import found_lost
from assetforge.providers.service import Claimed
from tests.unit.providers.letzai.listings import IMAGE, NOW, item, lost
from tests.unit.providers.letzai.talking import CAPABILITIES, answer, play, uuid

if TYPE_CHECKING:
    from assetforge.core.values import Json, Table
    from assetforge.providers.service import Lost, Sighting

BODIES: Final[tuple[Table, ...]] = (
    IMAGE, {**IMAGE, "width": 2000}, {**IMAGE, "prompt": "a dog"},
    {**IMAGE, "baseModel": "gpt-image-2"},
)  # fmt: skip
SHOWN: Final = ("prompt", "baseModel", "generationSettings", "createdAt", "user")


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Orders that were lost, which of them a service took, and what its list shows."""

    orders: tuple[Lost, ...]
    taken: dict[str, str]  # intent → job
    items: tuple[Json, ...]
    claimed: Claimed
    echoes: bool


def record(body: Table, number: int, at: float, fields: frozenset[str]) -> dict[str, Json]:
    """Show a picture as the service made it; fields that a list leaves out are not shown."""
    whole = item(
        number, at, prompt=body["prompt"], baseModel=body["baseModel"],
        generationSettings={"width": body["width"]}, user={"id": uuid(80), "username": "anna"},
    )  # fmt: skip
    return {name: value for name, value in whole.items() if name in fields | {"id", "status"}}


@st.composite
def worlds(draw: st.DrawFn) -> World:
    fields = draw(st.sets(st.sampled_from(SHOWN)).map(frozenset))
    echoes = draw(st.booleans())
    bodies = draw(st.lists(st.sampled_from(BODIES), min_size=1, max_size=4))
    orders = tuple(lost(f"order{index}", body=body) for index, body in enumerate(bodies))
    taken: dict[str, str] = {}
    items: list[dict[str, Json]] = []
    for number, order in enumerate(orders):
        if draw(st.booleans()):
            shown = record(order.call.body or {}, number, order.since + number, fields)
            taken[order.intent] = uuid(number)
            items.append({**shown, "webhookUrl": order.token} if echoes else shown)
    known = draw(st.lists(st.sampled_from(BODIES), max_size=2))
    items += [record(body, 20 + place, NOW, fields) for place, body in enumerate(known)]
    strangers = draw(st.lists(st.sampled_from(BODIES), max_size=2))
    items += [record(body, 40 + place, NOW, fields) for place, body in enumerate(strangers)]
    ids = frozenset(uuid(20 + place) for place in range(len(known)))
    told = draw(st.sampled_from([None, echoes]))
    return World(
        orders=orders, taken=taken, items=tuple(draw(st.permutations(items))),
        claimed=Claimed(ids=ids, echoes=told), echoes=echoes,
    )  # fmt: skip


def look(world: World) -> Sighting:
    talk = found_lost(world.orders, world.claimed, CAPABILITIES)
    return play(talk, [answer(list(world.items), x_total_pages="1")])[1]


@given(world=worlds())
def test_what_was_accepted_is_never_called_absent(world: World) -> None:
    sighting = look(world)

    assert set(world.taken) <= set(sighting.jobs) | sighting.unclear


@given(world=worlds())
def test_no_job_is_given_to_two_orders_and_none_of_another_order_to_any(world: World) -> None:
    sighting = look(world)

    ids = [job.id for job in sighting.jobs.values()]
    assert len(ids) == len(set(ids))
    assert world.claimed.ids.isdisjoint(ids)
    assert sighting.unclear.isdisjoint(sighting.jobs)


@given(world=worlds())
def test_where_tokens_are_shown_every_order_finds_its_own_job(world: World) -> None:
    sighting = look(world)

    if world.echoes:
        found = {intent: job.id for intent, job in sighting.jobs.items()}
        assert found.items() >= world.taken.items()
