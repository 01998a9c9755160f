"""Explaining: why one asset is what it is, with the places where a person wrote each part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.app.planning import plan_project
from assetforge.core.errors import UsageError
from assetforge.graph.select import Selection, matching
from assetforge.manifest.model import Origin
from assetforge.manifest.positions import Positions
from assetforge.plan.build import Wishes
from assetforge.ui.explain import Explanation, Where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.app.planning import Situation
    from assetforge.app.project import Project
    from assetforge.manifest.model import Asset


def explain_asset(project: Project, name: str) -> Explanation:
    """Gather everything that decides about one asset.

    Raises:
        UsageError: there is no such asset, or the name means several.
    """
    found = plan_project(project, Wishes(selection=Selection()))
    asset = _one_asset(found, name)
    step = next(step for step in found.plan.steps if step.address == asset.address)
    places = _Places(found.reading.texts)
    return Explanation(
        step=step, entry=found.lock.entries.get(asset.address), inputs=asset.inputs,
        declared=places.where(asset.origin),
        fields={_request_word(key): places.field(asset, key) for key in asset.written},
    )  # fmt: skip


def _request_word(key: str) -> str:
    """Name the word of the request that a field becomes: a prompt file gives the prompt."""
    return "prompt" if key == "prompt_file" else key


class _Places:
    """Finds the lines of a manifest's files, each file read once."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._positions: dict[str, Positions] = {}

    def where(self, origin: Origin) -> Where:
        if origin.file not in self._positions:
            self._positions[origin.file] = Positions(self._texts.get(origin.file, ""))
        return Where(file=origin.file, line=self._positions[origin.file].key(origin.path).line)

    def field(self, asset: Asset, key: str) -> Where:
        home = asset.homes.get(key, asset.origin)
        return self.where(Origin(file=home.file, path=(*home.path, key)))


def _one_asset(found: Situation, name: str) -> Asset:
    graph = found.reading.graph
    addresses = sorted(matching(graph, name))
    asset = graph.assets[addresses[0]]
    if len(addresses) > 1:
        raise _several(name, addresses)
    if asset.kind == "source":
        raise _is_source(name)
    return asset


def _several(name: str, addresses: list[str]) -> UsageError:
    return UsageError(
        f"`{name}` means {len(addresses)} assets",
        next_step=f"Name one of them: {', '.join(addresses[:8])}.",
    )


def _is_source(name: str) -> UsageError:
    return UsageError(
        f"`{name}` is a source: its key is the content of its file",
        next_step="Explain one of the assets that are made from it.",
    )
