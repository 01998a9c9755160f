"""The arrow from a graph and a lock to a plan."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assetforge.core.credits import FREE
from assetforge.core.errors import UsageError
from assetforge.graph.select import Selection, longest_chain, matching, select
from assetforge.lock.model import InputRef
from assetforge.plan.case import Case
from assetforge.plan.compare import Known
from assetforge.plan.decide import decide
from assetforge.plan.drawn_name import as_drawn
from assetforge.plan.estimate import RESTORE_SECONDS
from assetforge.plan.model import Ask, Orphan, Plan, Reason
from assetforge.plan.output import entries_by_key, owners_of
from assetforge.providers.protocol import Order

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.digest import Digest
    from assetforge.graph.model import Graph
    from assetforge.lock.model import Entry, Lock, Made
    from assetforge.manifest.model import Asset
    from assetforge.plan.facts import Facts, Market
    from assetforge.plan.model import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the command line asks for beyond the manifest."""

    selection: Selection
    replace: tuple[str, ...] = ()  # patterns of assets to make anew
    is_frozen: bool = False  # have everything as it is locked, see `frozen`


@dataclass(frozen=True, slots=True, kw_only=True)
class Planner:
    """What all decisions of one run share; the build asks it again once inputs are there."""

    lock: Lock
    facts: Facts
    market: Market
    asked: frozenset[str]  # addresses to make anew
    addresses: frozenset[str] | None = None  # of all assets; None: nobody knows who is gone
    owners: Mapping[Digest, Entry] = field(init=False)  # bytes that the lock knows
    by_key: Mapping[Digest, Entry] = field(init=False)  # what the lock says was made for a key

    def __post_init__(self) -> None:
        object.__setattr__(self, "owners", owners_of(self.lock))
        object.__setattr__(self, "by_key", entries_by_key(self.lock))

    def step(self, asset: Asset, before: Mapping[str, Step]) -> Step:
        """Decide about one asset whose inputs are decided in `before`.

        Raises:
            DamagedError: the store's record of paid work cannot be read.
            StorageError: the disk does not answer, which is not the same as a miss.
        """
        step = decide(self._case(asset, before), self.facts)
        return replace(step, notes=asset.notes) if asset.notes else step

    def locked(self, made: Made) -> Made | None:
        """Find what the lock says of this very result; None unless it tells who made it, and how.

        The plan counts such a result as its service's own, and says of no other that it becomes
        public where it is handed over.
        """
        entry = self.by_key.get(made.as_ordered.key)
        if entry is None or entry.made.result.digest != made.result.digest:
            return None
        return entry.made if _is_by(entry.made, made.provider, self.market) else None

    def _case(self, asset: Asset, before: Mapping[str, Step]) -> Case:
        inputs = tuple(
            Known(name=name, ref=self._input(name, before.get(name))) for name in asset.inputs
        )
        steps = (before[name] for name in asset.inputs if name in before)
        order = Order(
            address=asset.address, kind=asset.kind, model=asset.model, params=asset.params
        )
        ask, entry = self._ask(asset, order, inputs), self.lock.entries.get(asset.address)
        is_asked = asset.address in self.asked
        return Case(
            asset=asset,
            order=order,
            ask=ask if is_asked else as_drawn(ask, entry),
            inputs=inputs,
            entry=entry,
            owners=self.owners,
            by_key=self.by_key,
            market=self.market,
            foreign=self._foreign(asset, before),
            blocked_by=next((step.address for step in steps if step.action == "blocked"), ""),
            is_asked=is_asked,
            addresses=self.addresses,
            moved_from=self.lock.moved.get(asset.address, ""),
        )

    def _foreign(self, asset: Asset, before: Mapping[str, Step]) -> tuple[str, ...]:
        """Name the inputs that an asset's provider did not make, or cannot be told that it did."""
        return tuple(
            name
            for name in dict.fromkeys(asset.inputs)
            if name not in before or not self._is_made_by(asset.provider, before[name])
        )

    def _is_made_by(self, provider: str, step: Step) -> bool:
        """Say whether a provider made an input, or is going to before it is needed."""
        if step.ask.provider != provider:
            return False
        return step.made is None or _is_by(step.made, provider, self.market)

    def _ask(self, asset: Asset, order: Order, inputs: tuple[Known, ...]) -> Ask:
        request = self.market.offers[asset.provider].resolve(order)
        known = tuple(source.ref for source in inputs if source.ref is not None)
        return Ask(
            address=asset.address,
            kind=asset.kind,
            provider=asset.provider,
            model=asset.model,
            # A lock cannot say "nothing", so a word without a value is no word.
            request={word: value for word, value in request.items() if value is not None},
            inputs=known if len(known) == len(inputs) else None,
            place=self.market.place(asset.provider),
        )

    def _input(self, name: str, step: Step | None) -> InputRef | None:
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
        DamagedError: the store's record of paid work cannot be read.
        StorageError: the disk does not answer, which is not the same as a miss.
    """
    chosen = select(graph, wishes.selection)
    asked = _asked(graph, chosen, wishes.replace)
    planner = Planner(
        lock=lock, facts=facts, market=market, asked=asked, addresses=frozenset(graph.assets)
    )
    steps: dict[str, Step] = {}
    makers: dict[Digest, str] = {}
    for asset in chosen:
        if asset.kind != "source":
            steps[asset.address] = _once(planner.step(asset, steps), makers)
    seconds = {address: step.seconds for address, step in steps.items()}
    return Plan(
        steps=tuple(steps.values()),
        orphans=_orphans(lock, graph.assets),
        chain=longest_chain(chosen, seconds),
        asked=asked,
    )


def _is_by(made: Made, provider: str, market: Market) -> bool:
    """Say whether a result is a provider's own, and what is known of it is enough to name it."""
    is_there = made.provider == provider and made.place == market.place(provider)
    return is_there and made.job_id is not None and made.url is not None


def _once(step: Step, makers: dict[Digest, str]) -> Step:
    """Have what several assets ask for in the same words made once, and placed for each."""
    if step.key is None or step.action not in {"make", "derive"}:
        return step
    first = makers.setdefault(step.key, step.address)
    if first == step.address:
        return step
    return replace(
        step, action="restore", cost=FREE, seconds=RESTORE_SECONDS, same_as=first, shares=(),
        reasons=(*step.reasons, Reason(why="same-request", upstream=first)),
    )  # fmt: skip


def _asked(graph: Graph, chosen: Graph, patterns: tuple[str, ...]) -> frozenset[str]:
    asked = frozenset[str]().union(*(_made_ones(graph, pattern) for pattern in patterns))
    outside = sorted(asked - chosen.assets.keys())
    if outside:
        raise _not_chosen(outside[0])
    return asked


def _made_ones(graph: Graph, pattern: str) -> frozenset[str]:
    found = matching(graph, pattern)
    made = frozenset(address for address in found if graph.assets[address].kind != "source")
    if not made:
        raise _only_sources(pattern)
    return made


def _only_sources(pattern: str) -> UsageError:
    return UsageError(
        f"`{pattern}` is a source: the project brings it along, so it cannot be made anew",
        next_step="Change its file instead, or name an asset that is made.",
    )


def _not_chosen(address: str) -> UsageError:
    return UsageError(
        f"`{address}` is to be replaced but is not among the chosen assets",
        next_step=f"Name `{address}` as a target too, or leave it out of `--replace`.",
    )


def _orphans(lock: Lock, assets: Mapping[str, Asset]) -> tuple[Orphan, ...]:
    return tuple(
        Orphan(address=address, output=entry.output)
        for address, entry in sorted(lock.entries.items())
        if address not in assets or assets[address].kind == "source"
    )
