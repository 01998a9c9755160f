"""One day at the sandbox: what is looked at, and what is stopped."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.clock import SystemClock
from assetforge.app.buying import open_premises
from assetforge.app.doctor_trials import errands_at
from assetforge.app.doctor_visit import Visit
from assetforge.app.doctor_witness import Witness, WitnessedWire
from assetforge.app.offers import registry
from assetforge.app.trade import Purse, open_desk
from assetforge.core.exits import Exit
from assetforge.execution.gate import Gate
from assetforge.execution.opening import open_buyer
from tests.sandbox_server import SandboxServer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from assetforge.app.doctor_trials import Errand
    from assetforge.report.witness import Evidence


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path_factory.mktemp("slower"), "--latency", "1-1") as server:
        yield server


def visited(errands: Sequence[Errand], tmp_path: Path, exits: set[Exit] | None = None) -> Evidence:
    async def visiting() -> Evidence:
        clock, gate = SystemClock(), Gate()
        with open_premises() as premises:
            purse = Purse(project="doctor", state=str(tmp_path))
            async with open_desk(purse, clock) as desk:
                witnesses = {name: Witness(clock) for name in desk.wires}
                witness = witnesses["letzai"]
                wires = {**desk.wires, "letzai": WitnessedWire(desk.wires["letzai"], witness)}
                object.__setattr__(desk, "wires", wires)
                services = registry().services
                buyer = open_buyer(premises.at(desk, clock), services, gate, lambda _: None)
                assert buyer is not None
                visit = Visit(buyer, desk, clock, witnesses)
                evidence = await visit.at("letzai", errands)
                (set[Exit]() if exits is None else exits).update(visit.exits)
                return evidence

    return asyncio.run(visiting())


def test_lists_are_looked_at_from_each_order_on(served: SandboxServer, tmp_path: Path) -> None:
    picture = errands_at("letzai")[0]

    evidence = visited([picture], tmp_path)

    (tried,) = evidence.tried
    assert (tried.failure, served.origin in (tried.url or "")) == ("", True)
    paths = [(each.call.method, each.call.path, each.is_paid) for each in evidence.seen]
    assert ("POST", "/images", True) in paths
    assert ("GET", "/images", False) in paths
    assert evidence.seen[-1].call.query["limit"] == "100"


def test_what_is_to_be_stopped_is_stopped_and_is_no_failure(
    served: SandboxServer, tmp_path: Path
) -> None:
    assert served.origin
    stopped = errands_at("letzai")[-1]
    exits: set[Exit] = set()

    evidence = visited([stopped], tmp_path, exits)

    assert "interrupted" in evidence.tried[0].failure
    assert exits == set()


def test_what_needs_a_missing_picture_is_not_ordered(served: SandboxServer, tmp_path: Path) -> None:
    orders = len(served.orders())

    evidence = visited([errands_at("letzai")[1]], tmp_path)

    assert evidence.tried[0].failure == "`picture` is missing"
    assert len(served.orders()) == orders


def test_a_refused_order_is_evidence_and_decides_the_exit_code(
    served: SandboxServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert served.origin
    monkeypatch.setenv("LETZAI_API_KEY", "another-key-entirely")
    exits: set[Exit] = set()

    evidence = visited([errands_at("letzai")[0]], tmp_path, exits)

    assert evidence.tried[0].failure
    assert [each.answer.status for each in evidence.seen if each.is_paid] == [401]
    assert exits == {Exit.CREDENTIALS}
