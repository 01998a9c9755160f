"""The part of a graph that some targets need, and the chain that takes longest."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from assetforge.core.diagnostics import did_you_mean
from assetforge.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from assetforge.graph.model import Graph


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What the command line picked: patterns of addresses or names, such as `hero*`."""

    targets: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The assets of the longest chain, first to last, and how long they take together."""

    addresses: tuple[str, ...]
    seconds: float


def select(graph: Graph, selection: Selection) -> Graph:
    """Keep the targets with all they need, without the excluded and all that needs those.

    Raises:
        UsageError: a pattern fits no asset.
    """
    wanted = frozenset(graph.order)
    if selection.targets:
        wanted = _closure(_matching(graph, selection.targets), graph.inputs)
    if selection.excludes:
        users = graph.users.__getitem__
        wanted -= _closure(_matching(graph, selection.excludes), users)
    return graph if len(wanted) == len(graph.order) else graph.limited_to(wanted)


def matching(graph: Graph, pattern: str) -> frozenset[str]:
    """Find the assets that a pattern means: an address, a name with all its cells, or a glob.

    Raises:
        UsageError: it fits no asset.
    """
    if pattern in graph.assets:
        return frozenset({pattern})
    found = frozenset(
        asset.address
        for asset in graph
        if fnmatchcase(asset.address, pattern) or fnmatchcase(asset.name, pattern)
    )
    if not found:
        raise _no_asset_fits(graph, pattern)
    return found


def longest_chain(graph: Graph, seconds: Mapping[str, float]) -> Chain:
    """Find the chain that decides how long everything takes with unlimited workers.

    An asset that takes no time is there already: it waits for nothing and is in no chain.
    """
    reached: dict[str, float] = {}
    before: dict[str, str] = {}
    for address in graph.order:
        if own := seconds.get(address, 0):
            inputs = (name for name in graph.inputs(address) if name in reached)
            slowest = max(inputs, key=reached.__getitem__, default=None)
            reached[address] = own
            if slowest is not None:
                before[address] = slowest
                reached[address] += reached[slowest]
    last = max(reached, key=reached.__getitem__, default=None)
    if last is None:
        return Chain(addresses=(), seconds=0)
    addresses = [last]
    while addresses[-1] in before:
        addresses.append(before[addresses[-1]])
    return Chain(addresses=tuple(reversed(addresses)), seconds=reached[last])


def _no_asset_fits(graph: Graph, pattern: str) -> UsageError:
    near = did_you_mean(pattern, (*graph.assets, *{asset.name for asset in graph}))
    return UsageError(
        f"no asset fits `{pattern}`", next_step=near or "`assetforge graph` lists every asset."
    )


def _matching(graph: Graph, patterns: Iterable[str]) -> frozenset[str]:
    return frozenset[str]().union(*(matching(graph, pattern) for pattern in patterns))


def _closure(start: frozenset[str], step: Callable[[str], Sequence[str]]) -> frozenset[str]:
    found = set(start)
    waiting = list(start)
    while waiting:
        for address in step(waiting.pop()):
            if address not in found:
                found.add(address)
                waiting.append(address)
    return frozenset(found)
