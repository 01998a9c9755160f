"""Frozen: what a build does where the lock alone counts, whatever the manifest asks for by now.

locked ─────────────▶ keep, or restore to where the lock says
not locked ─────────▶ refused: nothing is made
bytes gone ─────────▶ refused, unless their service may still have them
two in one file ────▶ refused: each build would put the other one there
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assetforge.core.diagnostics import Diagnostic, Place
from assetforge.core.errors import DamagedError, InvalidError, StaleError, UsageError
from assetforge.core.paths import fold
from assetforge.graph.select import longest_chain, select
from assetforge.plan.case import Case
from assetforge.plan.decide import keep_locked
from assetforge.plan.model import Ask, Plan
from assetforge.plan.output import owners_of
from assetforge.providers.protocol import Order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetforge.core.digest import Digest
    from assetforge.graph.model import Graph
    from assetforge.lock.model import Entry, Lock
    from assetforge.manifest.model import Asset
    from assetforge.plan.build import Wishes
    from assetforge.plan.facts import Facts, Market
    from assetforge.plan.model import Step

_NAMED: Final = 5  # assets; of more, their number


def as_locked(graph: Graph, lock: Lock) -> Graph:
    """Have every asset's finished file lie where the lock says."""
    assets = {
        address: _placed(asset, lock.entries.get(address))
        for address, asset in graph.assets.items()
    }
    return replace(graph, assets=assets)


def refuse_one_file(graph: Graph, lock: Lock, name: str) -> None:
    """See that a lock, whose file has this name, has no two assets of a graph in one file.

    Raises:
        InvalidError: it has, or one of them lies where a source does.
    """
    taken = {fold(asset.stem): asset for asset in graph if asset.kind == "source"}
    for asset in graph:
        entry = lock.entries.get(asset.address)
        if entry is not None and asset.kind != "source":
            other = taken.setdefault(fold(entry.output), asset)
            if other is not asset:
                raise _one_file(name, entry.output, asset, other)


def frozen_plan(graph: Graph, lock: Lock, facts: Facts, market: Market, wishes: Wishes) -> Plan:
    """Plan to have every chosen asset as it is locked; nothing in it makes or costs anything.

    Raises:
        UsageError: a pattern fits no asset, or something is to be made anew.
        StaleError: the lock does not name a chosen asset.
        DamagedError: the bytes of one are gone here, and cannot be had again for nothing.
        StorageError: the disk does not answer, which is not the same as a miss.
    """
    if wishes.replace:
        raise _makes_nothing(wishes.replace[0])
    chosen = select(as_locked(graph, lock), wishes.selection)
    made = [asset for asset in chosen if asset.kind != "source"]
    missing = [asset.address for asset in made if asset.address not in lock.entries]
    if missing:
        raise _not_locked(missing)
    owners = owners_of(lock)
    found = {
        asset.address: keep_locked(_case(asset, lock.entries[asset.address], owners, market), facts)
        for asset in made
    }
    steps = [step for step in found.values() if step is not None]
    if len(steps) < len(found):
        raise _bytes_gone([address for address, step in found.items() if step is None])
    return _plan(chosen, steps)


def _plan(chosen: Graph, steps: Sequence[Step]) -> Plan:
    seconds = {step.address: step.seconds for step in steps}
    return Plan(
        steps=tuple(steps), orphans=(), chain=longest_chain(chosen, seconds), is_frozen=True
    )


def _placed(asset: Asset, entry: Entry | None) -> Asset:
    if entry is None or asset.kind == "source":
        return asset
    stem, dot, extension = entry.output.rpartition(".")
    return replace(asset, stem=stem, extension=dot + extension)


def _case(asset: Asset, entry: Entry, owners: Mapping[Digest, Entry], market: Market) -> Case:
    made = entry.made
    ask = Ask(
        address=asset.address, kind=made.kind, provider=made.provider, model=made.model,
        request=made.request, inputs=made.inputs, place=made.place,
    )  # fmt: skip
    order = Order(address=asset.address, kind=made.kind, model=made.model, params=made.request)
    return Case(
        asset=asset, order=order, ask=ask, inputs=(), entry=entry, owners=owners, market=market
    )


def _named(addresses: Sequence[str]) -> str:
    names = ", ".join(f"`{address}`" for address in addresses[:_NAMED])
    more = len(addresses) - _NAMED
    return f"{names} and {more} more" if more > 0 else names


def _one_file(name: str, path: str, asset: Asset, other: Asset) -> InvalidError:
    kind = "the source " if other.kind == "source" else ""
    problem = Diagnostic(
        code="output-twice", place=Place(file=name, line=1, column=1, length=1),
        summary="two assets with one file",
        detail=f"by this lock `{asset.address}` lies in `{path}`, where {kind}`{other.address}` "
        "lies as well; capitals do not count on every system",
        hint="build without `--frozen`: the manifest says where each of them goes",
    )  # fmt: skip
    error = InvalidError([problem], {})
    error.next_step = "Build without `--frozen` and commit the lock."
    return error


def _not_locked(missing: Sequence[str]) -> StaleError:
    return StaleError(
        f"the lock does not name {_named(missing)}, and with `--frozen` nothing else is built",
        next_step="Build without `--frozen` and commit the lock, or name the assets that you need.",
    )


def _bytes_gone(addresses: Sequence[str]) -> DamagedError:
    return DamagedError(
        f"the bytes of {_named(addresses)} are gone here, and with `--frozen` nothing is made",
        next_step="Bring the store or the files back from a copy, or run `assetforge plan` to see "
        "what making them again would cost.",
    )


def _makes_nothing(pattern: str) -> UsageError:
    return UsageError(
        f"`{pattern}` is to be made anew, and with `--frozen` nothing is made",
        next_step="Leave one of them out.",
    )
