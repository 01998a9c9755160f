"""The arrow from a manifest to its graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from assetforge.core.diagnostics import Problem
from assetforge.graph.model import Graph

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.manifest.model import Asset, Manifest

SHOWN: Final = 8  # names at either end of a long circle


class CycleError(Exception):
    """Assets need each other in a circle; `problem` names them in order."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


def build_graph(manifest: Manifest) -> Graph:
    """Order the assets of a manifest so that inputs come first, as written where that is free.

    Raises:
        CycleError: some assets need each other in a circle.
    """
    users = _users(manifest.assets)
    order = _inputs_first(manifest.assets, users)
    if len(order) < len(manifest.assets):
        raise CycleError(_cycle(manifest.assets, frozenset(order)))
    return Graph(order=order, assets=manifest.assets, users=users)


def _users(assets: Mapping[str, Asset]) -> dict[str, tuple[str, ...]]:
    users: dict[str, list[str]] = {address: [] for address in assets}
    for address, asset in assets.items():
        for source in dict.fromkeys(asset.inputs):
            users[source].append(address)
    return {address: tuple(names) for address, names in users.items()}


def _inputs_first(
    assets: Mapping[str, Asset], users: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    waiting = {address: len(set(asset.inputs)) for address, asset in assets.items()}
    order = [address for address, count in waiting.items() if count == 0]
    for address in order:  # grows while it is read: each asset is added when its last input was
        for user in users[address]:
            waiting[user] -= 1
            if waiting[user] == 0:
                order.append(user)
    return tuple(order)


def _cycle(assets: Mapping[str, Asset], outside: frozenset[str]) -> Problem:
    # networkx is loaded here only: a manifest without a cycle never needs it.
    # Its types leave open what find_cycle returns: the edges of one circle, in order.
    from networkx import DiGraph, find_cycle  # pyright: ignore[reportUnknownVariableType]

    edges: DiGraph[str] = DiGraph(
        (source, address)
        for address, asset in assets.items()
        if address not in outside
        for source in asset.inputs
    )
    circle = cast("list[tuple[str, str]]", find_cycle(edges))
    found = [source for source, _ in circle]
    first = found.index(min(found))
    names = [*found[first:], *found[:first]]
    asset = assets[names[0]]
    return Problem(
        code="cycle", file=asset.origin.file, path=(*asset.origin.path, "from"),
        summary="assets that need each other",
        detail=f"{_written(names)}: none of them can be made first",
        hint="take one of these names out of a `from`",
    )  # fmt: skip


def _written(names: list[str]) -> str:
    """Write a circle in order; of a very long one its beginning and its end."""
    left_out = len(names) - 2 * SHOWN
    if left_out > 1:
        names = [*names[:SHOWN], f"… {left_out} more …", *names[-SHOWN:]]
    return " → ".join([*names, names[0]])
