"""The first day with real keys: a few small orders that settle what no document says.

    trials ─ priced, agreed to ─▶ the same ledger, buyer and store as a build's
                                   └ a witness keeps what came back ─▶ Settled …

It can be killed at any instant: what was ordered is taken up by the next one, at no charge.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assetforge.adapters.clock import SystemClock
from assetforge.adapters.signals import listening
from assetforge.app.asking import scratch_of
from assetforge.app.buying import open_premises
from assetforge.app.consent import keep_limits, seek_consent
from assetforge.app.doctor_trials import errands_at, plan_of
from assetforge.app.doctor_visit import Visit
from assetforge.app.doctor_witness import Witness, WitnessedOwner, WitnessedWire
from assetforge.app.offers import registry
from assetforge.app.trade import Purse, open_desk, require_keys
from assetforge.core.exits import Exit, gravest
from assetforge.execution.gate import Gate
from assetforge.execution.opening import open_buyer
from assetforge.report.first_day import settle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal

    from assetforge.app.consent import Consent
    from assetforge.app.doctor_trials import Errand
    from assetforge.execution.desk import Desk
    from assetforge.execution.events import Event
    from assetforge.plan.model import Plan
    from assetforge.report.first_day import Settled
    from assetforge.report.witness import Tried

PROJECT = "assetforge doctor"  # what its attempts are noted under


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcer:
    """Who is told what."""

    planned: Callable[[Plan], None]
    notice: Callable[[Event], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstDay:
    """What the first day settled."""

    settled: tuple[Settled, ...] = ()
    tried: tuple[Tried, ...] = ()
    exits: frozenset[Exit] = frozenset()
    stopped_by: Exit | None = None

    @property
    def exit(self) -> Exit:
        """The exit code that tells most about what went wrong."""
        return self.stopped_by or gravest(set(self.exits))


def try_services(
    providers: Sequence[str], consent: Consent, manifest: str | None, announcer: Announcer
) -> FirstDay | None:
    """Order what settles the questions of the first day, once agreed to; None: they said no.

    Raises:
        CredentialsError: there is no key for one of the services.
        RefusedError, UndecidedError: it is not agreed to.
        AssetforgeError: the ledger or the store does not answer.
    """
    errands = [errand for name in providers for errand in errands_at(name)]
    plan = plan_of(errands)
    announcer.planned(plan)
    keep_limits(plan, consent, None)
    require_keys(providers)
    if not seek_consent(plan, consent):
        return None
    purse = Purse(project=PROJECT, state=scratch_of(manifest), limits=_limits(plan, consent))
    gate = Gate()
    found = asyncio.run(_visited(errands, purse, gate, announcer.notice))
    return replace(found, stopped_by=gate.closed_by if gate.is_asked else None)


def _limits(plan: Plan, consent: Consent) -> dict[str, Decimal]:
    """Find what may be reserved at each service: what was agreed to, and no more."""
    found: dict[str, Decimal] = {}
    for name, cost in plan.costs().items():
        known = [each for each in (cost.high, consent.limit_for(name, None)) if each is not None]
        if known:
            found[name] = min(known)
    return found


async def _visited(
    errands: Sequence[Errand], purse: Purse, gate: Gate, notice: Callable[[Event], None]
) -> FirstDay:
    clock = SystemClock()
    with open_premises() as premises:
        async with open_desk(purse, clock) as desk:
            witnesses = {name: Witness(clock) for name in desk.wires}
            watched = _watched(desk, witnesses)
            place = premises.at(watched, clock)
            buyer = open_buyer(place, registry().services, gate, notice)
            assert buyer is not None, "there is a desk"
            gate.when_asked(buyer.leave)
            visit = Visit(buyer, watched, clock, witnesses)
            with listening(gate.close):
                return await _day(visit, errands)


async def _day(visit: Visit, errands: Sequence[Errand]) -> FirstDay:
    settled: list[Settled] = []
    tried: list[Tried] = []
    for provider in dict.fromkeys(errand.trial.provider for errand in errands):
        own = [errand for errand in errands if errand.trial.provider == provider]
        evidence = await visit.at(provider, own)
        settled += settle(evidence)
        tried += evidence.tried
    return FirstDay(settled=tuple(settled), tried=tuple(tried), exits=frozenset(visit.exits))


def _watched(desk: Desk, witnesses: Mapping[str, Witness]) -> Desk:
    wires = {name: WitnessedWire(wire, witnesses[name]) for name, wire in desk.wires.items()}
    letta = witnesses.get("letta")  # its calls are made by a process of their own
    owner = desk.owner if letta is None else WitnessedOwner(desk.owner, letta)
    return replace(desk, wires=wires, owner=owner)
