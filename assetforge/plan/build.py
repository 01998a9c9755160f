"""The arrow from a graph and a lock to a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.core.errors import UsageError
from assetforge.graph.select import Selection, longest_chain, matching, select
from assetforge.lock.model import InputRef
from assetforge.plan.decide import Case, decide
from assetforge.plan.model import Ask, Orphan, Plan
from assetforge.providers.protocol import Order

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.graph.model import Graph
    from assetforge.lock.model import Lock
    from assetforge.manifest.model import Asset
    from assetforge.plan.facts import Facts, Market
    from assetforge.plan.model import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the command line asks for beyond the manifest."""

    selection: Selection
    replace: tuple[str, ...] = ()  # patterns of assets to make anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Planner:
    """What all decisions of one run share; the build asks it again once inputs are there."""

    lock: Lock
    facts: Facts
    market: Market
    asked: frozenset[str]  # addresses to make anew

    def step(self, asset: Asset, before: Mapping[str, Step]) -> Step:
        """Decide about one asset whose inputs are decided in `before`."""
        return decide(self._case(asset, before), self.facts, self.market)

    def _case(self, asset: Asset, before: Mapping[str, Step]) -> Case:
        inputs = [self._input(name, before) for name in asset.inputs]
        known = tuple(source for source in inputs if source is not None)
        steps = {name: before[name] for name in asset.inputs if name in before}
        first = tuple(name for name, step in steps.items() if step.action in {"make", "derive"})
        blocked = (name for name, step in steps.items() if step.action == "blocked")
        return Case(
            asset=asset,
            ask=self._ask(asset, known if len(known) == len(inputs) else None),
            entry=self.lock.entries.get(asset.address),
            blocked_by=next(blocked, ""),
            made_first=first,
            is_asked=asset.address in self.asked,
        )

    def _ask(self, asset: Asset, inputs: tuple[InputRef, ...] | None) -> Ask:
        order = Order(
            address=asset.address, kind=asset.kind, model=asset.model, params=asset.params
        )
        return Ask(
            address=asset.address,
            kind=asset.kind,
            provider=asset.provider,
            model=asset.model,
            request=self.market.offers[asset.provider].resolve(order),
            inputs=inputs,
        )

    def _input(self, name: str, before: Mapping[str, Step]) -> InputRef | None:
        step = before.get(name)
        if step is None:
            return InputRef(name=name, by="content", digest=self.facts.source(name).digest)
        if self.market.offers[step.ask.provider].is_local:
            return InputRef(name=name, by="key", digest=step.key) if step.key else None
        if step.made is None:
            return None
        return InputRef(name=name, by="content", digest=step.made.result.digest)


def build_plan(graph: Graph, lock: Lock, facts: Facts, market: Market, wishes: Wishes) -> Plan:
    """Decide for every chosen asset what a build would do, why, and for how much.

    Raises:
        UsageError: a pattern fits no asset, or one to replace is not among the chosen.
    """
    chosen = select(graph, wishes.selection)
    asked = _asked(graph, chosen, wishes.replace)
    planner = Planner(lock=lock, facts=facts, market=market, asked=asked)
    steps: dict[str, Step] = {}
    for asset in chosen:
        if asset.kind != "source":
            steps[asset.address] = planner.step(asset, steps)
    seconds = {address: step.seconds for address, step in steps.items()}
    return Plan(
        steps=tuple(steps.values()),
        orphans=_orphans(lock, graph.assets),
        chain=longest_chain(chosen, seconds),
        asked=asked,
    )


def _asked(graph: Graph, chosen: Graph, patterns: tuple[str, ...]) -> frozenset[str]:
    asked = frozenset[str]().union(*(matching(graph, pattern) for pattern in patterns))
    outside = sorted(asked - chosen.assets.keys())
    if outside:
        raise _not_chosen(outside[0])
    return asked


def _not_chosen(address: str) -> UsageError:
    return UsageError(
        f"`{address}` is to be replaced but is not among the chosen assets",
        next_step=f"Name `{address}` as a target too, or leave it out of `--replace`.",
    )


def _orphans(lock: Lock, assets: Mapping[str, Asset]) -> tuple[Orphan, ...]:
    return tuple(
        Orphan(address=address, output=entry.output)
        for address, entry in sorted(lock.entries.items())
        if address not in assets
    )
