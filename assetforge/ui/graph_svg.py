"""A graph as a picture: boxes in layers, curved edges, a legend; for light and dark grounds.

<svg> ── <style>    colours of both grounds; a viewer without media queries shows the light one
  ├───── <g>        each group: its edges, then its boxes (glyph, name, kind and state)
  └───── <g>        the legend: every state that occurs, counted
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from assetforge.core.text import display_width, shorten
from assetforge.ui.graph_groups import GAP, groups_of, pack
from assetforge.ui.graph_layers import layers_of
from assetforge.ui.graph_look import LOOKS, escape, label, subtitle
from assetforge.ui.graph_place import BOX_HEIGHT, place
from assetforge.ui.graph_svg_style import NAME_WIDTH, WORD_WIDTH, glyphs, style_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assetforge.graph.model import Graph
    from assetforge.manifest.model import Asset
    from assetforge.ui.graph_layers import Layers
    from assetforge.ui.graph_look import States
    from assetforge.ui.graph_place import Placed

MARGIN: Final = 28.0
SWATCH: Final = 16  # side of a square of the legend
LONGEST_NAME: Final = 34  # columns; the whole name is in the tooltip
TEXT_LEFT: Final = 40.0
NARROWEST: Final = 132.0


def graph_svg(graph: Graph, states: States) -> str:
    """Draw a graph as an SVG document, coloured by what a build would do."""
    groups = groups_of(graph)
    lone = [names[0] for names in groups if len(names) == 1]
    alike = max((_box_width(graph.assets[name], states) for name in lone), default=NARROWEST)
    drawings = [_Group(graph, names, states, alike) for names in groups]
    places, width, height = pack([each.size for each in drawings], len(groups) - len(lone))
    legend, legend_width = _legend(graph, states, MARGIN + height + GAP)
    wide = round(max(width, legend_width) + 2 * MARGIN)
    high = round(height + 2 * MARGIN + (GAP + SWATCH if legend else 0))
    lines = [
        _opening(wide, high), f"<style>{style_sheet()}</style>", *glyphs(),
        f'<rect class="ground" width="{wide}" height="{high}"/>',
        *(line for each, at in zip(drawings, places, strict=True) for line in each.draw(at)),
        *legend, "</svg>",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


class _Group:
    """Connected assets, laid out and ready to be drawn anywhere."""

    def __init__(self, graph: Graph, names: Sequence[str], states: States, alike: float) -> None:
        self.graph, self.states = graph, states
        self.narrowest = alike if len(names) == 1 else NARROWEST  # lone ones make a grid
        self.layers: Layers = layers_of(names, {name: graph.inputs(name) for name in names})
        self.placed: Placed = place(self.layers, [*map(self._width, self.layers.columns)])

    @property
    def size(self) -> tuple[float, float]:
        return self.placed.width, self.placed.height

    def draw(self, at: tuple[float, float]) -> Iterator[str]:
        yield f'<g transform="translate({at[0] + MARGIN:.1f} {at[1] + MARGIN:.1f})">'
        for route in self.layers.routes:
            yield f'<path class="edge" d="{self._curve(route)}"/>'
        for point, name in enumerate(self.layers.names):
            if name is not None:
                yield from self._box(point, self.graph.assets[name])
        yield "</g>"

    def _width(self, column: Sequence[int]) -> float:
        names = [self.layers.names[point] for point in column]
        assets = [self.graph.assets[name] for name in names if name is not None]
        return max(self.narrowest, *(_box_width(asset, self.states) for asset in assets))

    def _curve(self, route: Sequence[int]) -> str:
        """Draw an edge: level at each end, and through every column on its way."""
        x, y = self._right(route[0])
        parts = [f"M{x:.1f} {y:.1f}"]
        for point in route[1:]:
            left, width = self.placed.columns[self.placed.ranks[point]]
            height, half = self.placed.middles[point], (left - x) / 2
            parts.append(
                f"C{x + half:.1f} {y:.1f} {left - half:.1f} {height:.1f} {left:.1f} {height:.1f}"
            )
            if point != route[-1]:
                parts.append(f"H{left + width:.1f}")
            x, y = left + width, height
        return "".join(parts)

    def _right(self, point: int) -> tuple[float, float]:
        left, width = self.placed.columns[self.placed.ranks[point]]
        return left + width, self.placed.middles[point]

    def _box(self, point: int, asset: Asset) -> Iterator[str]:
        left, width = self.placed.columns[self.placed.ranks[point]]
        top = self.placed.middles[point] - BOX_HEIGHT / 2
        state = self.states.get(asset.address, "plain")
        name, words = label(asset.address), subtitle(asset, self.states)
        yield f'<g class="{state}" transform="translate({left:.1f} {top:.1f})">'
        yield f"<title>{escape(name)}: {escape(words)}</title>"
        yield f'<rect class="box" width="{width:.1f}" height="{BOX_HEIGHT:.0f}" rx="9"/>'
        yield f'<use class="glyph" href="#kind-{asset.kind}" x="12" y="14" width="18" height="18"/>'
        yield f'<text class="name" x="{TEXT_LEFT:.0f}" y="20">{_short(name)}</text>'
        yield f'<text class="words" x="{TEXT_LEFT:.0f}" y="35">{escape(words)}</text></g>'


def _opening(wide: int, high: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}" role="img" aria-label="Graph of assets">'
    )


def _short(name: str) -> str:
    return escape(shorten(name, LONGEST_NAME))


def _box_width(asset: Asset, states: States) -> float:
    name = display_width(shorten(label(asset.address), LONGEST_NAME)) * NAME_WIDTH
    words = len(subtitle(asset, states)) * WORD_WIDTH
    return max(NARROWEST, TEXT_LEFT + max(name, words) + 14)


def _legend(graph: Graph, states: States, y: float) -> tuple[list[str], float]:
    found = Counter(states.get(asset.address) for asset in graph)
    plain = found[None]
    entries = [(str(key), look.word, found[key]) for key, look in LOOKS.items() if found[key]]
    if plain and entries:
        entries.append(("plain", "source" if plain == 1 else "sources", plain))
    x, lines = MARGIN, list[str]()
    for state, word, count in entries:
        text = f"{count} {word}"
        lines.append(
            f'<g class="{state}" transform="translate({x:.1f} {y:.1f})">'
            f'<rect class="box" width="{SWATCH}" height="{SWATCH}" rx="4"/>'
            f'<text class="words" x="23" y="12">{text}</text></g>'
        )
        x += 23 + len(text) * WORD_WIDTH + 22
    return lines, x - MARGIN
