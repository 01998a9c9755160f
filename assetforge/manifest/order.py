"""The order in which axes flow: inputs before what is made from them, as far as there is one.

    hero ─▶ hero-beach ─▶ hero-4k                 hero, hero-beach, hero-4k
    a ─▶ b ─▶ c ─▶ a    c ─▶ d                    none: a, b and c stand in a circle, d behind it

Only what `from` names plainly counts; circles through cells and `{{names}}` are found by the graph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.core.diagnostics import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.manifest.declared import Declared

MOST_NAMED: Final = 20  # names of a circle; of a longer one its middle is left out


@dataclass(frozen=True, slots=True, kw_only=True)
class InputsFirst:
    """Names in order, and those that have no place in it; all together are in `names`."""

    names: tuple[str, ...]
    stuck: frozenset[str]  # in a circle, or made from what is in one


def inputs_first(assets: Mapping[str, Declared]) -> InputsFirst:
    """Put the names of assets in an order in which inputs come first."""
    needs = {name: _needs(asset, assets) for name, asset in assets.items()}
    users: dict[str, list[str]] = {name: [] for name in assets}
    for name, sources in needs.items():
        for source in sources:
            users[source].append(name)
    waiting = {name: len(sources) for name, sources in needs.items()}
    order = [name for name, count in waiting.items() if count == 0]
    for name in order:  # grows while it is read: each name is added when its last input was
        for user in users[name]:
            waiting[user] -= 1
            if waiting[user] == 0:
                order.append(user)
    stuck = [name for name, count in waiting.items() if count > 0]
    return InputsFirst(names=(*order, *stuck), stuck=frozenset(stuck))


def circles(assets: Mapping[str, Declared], order: InputsFirst) -> Iterator[Problem]:
    """Find a circle for each group of assets that is stuck in one; those behind it are passed."""
    seen: set[str] = set()
    for start in order.names[len(order.names) - len(order.stuck) :]:
        name, trail = start, dict[str, None]()
        while name not in seen:
            seen.add(name)
            trail[name] = None
            name = next(source for source in _needs(assets[name], assets) if source in order.stuck)
        if name in trail:
            names = [*trail]
            yield _circle(assets, names[names.index(name) :])


def _needs(asset: Declared, assets: Mapping[str, Declared]) -> dict[str, None]:
    """List the assets that `from` names plainly, each once; itself is another mistake."""
    return dict.fromkeys(
        source for source in asset.sources() if source in assets and source != asset.name
    )


def _circle(assets: Mapping[str, Declared], against: list[str]) -> Problem:
    first = against.index(min(against))
    names = [against[first], *reversed(against[first + 1 :] + against[:first]), against[first]]
    origin = assets[names[0]].origin
    return Problem(
        code="cycle", file=origin.file, path=(*origin.path, "from"),
        summary="assets that need each other",
        detail=f"{' → '.join(_shortened(names))}: none of them can be made first",
        hint="take one of these names out of a `from`",
    )  # fmt: skip


def _shortened(names: list[str]) -> list[str]:
    half = MOST_NAMED // 2
    return names if len(names) <= MOST_NAMED else [*names[:half], "…", *names[-half:]]
