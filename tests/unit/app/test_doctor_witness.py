from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from assetforge.app.doctor_witness import Witness, WitnessedOwner, WitnessedWire
from assetforge.providers.instruction import Answer, Call
from tests.fakes.owner import MemoryOwner
from tests.fakes.virtual_time import VirtualClock, run
from tests.fakes.wire import MemoryWire

if TYPE_CHECKING:
    from assetforge.report.witness import Seen

GET, POST = Call(method="GET", path="/models"), Call(method="POST", path="/images")


def test_everything_passes_and_is_kept_with_its_time() -> None:
    witness, ordered = Witness(VirtualClock()), list["Seen"]()
    wire = WitnessedWire(MemoryWire(lambda call: Answer(status=200, body=call.path)), witness)
    witness.ordered = ordered.append

    async def send() -> None:
        await wire.send(GET)
        await wire.send(POST, is_paid=True)

    run(send())

    assert [(each.call, each.is_paid) for each in witness.seen] == [(GET, False), (POST, True)]
    assert [each.answer.body for each in ordered] == ["/images"]


def test_an_owners_call_is_an_order() -> None:
    witness = Witness(VirtualClock())
    wire = MemoryWire(lambda _: Answer(status=200))

    async def call() -> Answer | None:
        async with asyncio.TaskGroup() as machine:
            owner = WitnessedOwner(MemoryOwner({"letta": wire}, machine), witness)
            await owner.call("intent", "letta", POST, ())
            kept = await owner.collect("intent")
            await owner.forget("intent")
            assert await owner.collect("intent") is None
            return kept

    assert run(call()) == Answer(status=200)
    assert [each.is_paid for each in witness.seen] == [True]
