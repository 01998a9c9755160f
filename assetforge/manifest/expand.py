"""From declared assets to cells: defaults joined, `{{names}}` filled, inputs addressed.

Declared ──axes──▶ one cell for each combination ──▶ Cell: address, inputs, fields
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from assetforge.core.diagnostics import Problem
from assetforge.core.names import KINDS, cell_address
from assetforge.manifest.axis import MOST_CHARACTERS
from assetforge.manifest.cell import Cell
from assetforge.manifest.declare import declared_assets, declared_vars
from assetforge.manifest.gap_problem import gap_problem
from assetforge.manifest.joined import defaults_of, join_defaults
from assetforge.manifest.matrix import address_in, all_axes, cells, count_cells
from assetforge.manifest.order import circles, inputs_first
from assetforge.manifest.problem_list import ProblemList
from assetforge.manifest.template import fill, fill_text, fill_texts, gaps

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assetforge.core.values import Scalar
    from assetforge.manifest.declared import Declared
    from assetforge.manifest.document import Document
    from assetforge.manifest.joined import Joined
    from assetforge.manifest.matrix import AxisFlow

ASSET_LIMIT: Final = 10_000
MOST_TEXT: Final = 400_000_000  # characters of one asset's cells; 10,000 of the longest prompts fit
MOST_SAID: Final = 50  # gaps of one asset
NOTHING: Final = frozenset[str]()

# Fields that hold nothing but text: a number that is filled in becomes one.
TEXTS: Final = frozenset(
    {"alt", "description", "from", "model", "output", "path", "prompt", "prompt_file", "provider"}
    | {"tags"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """Every cell of a manifest, and what was found wrong on the way."""

    root: Document
    cells: tuple[Cell, ...]
    values: Mapping[str, Scalar]  # what `[vars]` say
    axes: frozenset[str]  # the names of all
    loose: frozenset[str]  # names of assets whose inputs' cells are not known, for a reason given
    problems: tuple[Problem, ...]

    @property
    def prompt_files(self) -> frozenset[str]:
        """The paths of prompt files that the cells ask for."""
        paths = (
            cell.fields.get("prompt_file")
            for cell in self.cells
            if "prompt_file" in cell.written - cell.gaps
        )
        return frozenset(path for path in paths if isinstance(path, str))

    @property
    def source_files(self) -> Mapping[str, str]:
        """The path of each source, by address."""
        return {
            cell.address: path
            for cell in self.cells
            if cell.declared.kind == "source"
            and isinstance(path := cell.fields.get("path"), str)
            and "path" not in cell.gaps
        }


def expand(documents: Sequence[Document]) -> Expansion:
    """Spell out every cell of the manifest whose main file comes first."""
    problems = ProblemList()
    assets = declared_assets(documents, problems)
    scope = declared_vars(documents, problems)
    order = inputs_first(assets)
    problems.extend(circles(assets, order))
    flow = all_axes(assets, order, problems)
    expander = _Expander(scope, flow, order.stuck, problems)
    spelled = tuple(expander.cells_of_all(assets, documents[0]))
    return Expansion(
        root=documents[0], cells=spelled, problems=tuple(problems.told(spelled)),
        loose=order.stuck | flow.unjoined, values=scope,
        axes=flow.broken.union(*flow.axes.values()),
    )  # fmt: skip


class _Expander:
    """Holds what all assets share while they are spelled out one by one."""

    def __init__(
        self,
        values: Mapping[str, Scalar],
        flow: AxisFlow,
        stuck: frozenset[str],
        problems: ProblemList,
    ) -> None:
        self.values = values
        self.longest = max(map(len, map(str, values.values())), default=0) + MOST_CHARACTERS
        self.axes = flow.axes
        self.broken = flow.broken
        self.stuck = stuck
        self.problems = problems

    def cells_of_all(self, assets: Mapping[str, Declared], root: Document) -> Iterator[Cell]:
        """Spell out each cell of each asset, or none if they are too many."""
        defaults = {kind: defaults_of(kind, root) for kind in KINDS}
        counts = {name: count_cells(axes, ASSET_LIMIT) for name, axes in self.axes.items()}
        if sum(counts.values()) > ASSET_LIMIT:
            largest = max(assets.values(), key=lambda asset: counts[asset.name])
            self.problems.add(_too_many(largest))
            return
        for asset in assets.values():
            joined = join_defaults(asset, defaults[asset.kind])
            found = frozenset(self._report_gaps(asset, joined)) if joined.templates else NOTHING
            if self._is_too_long(asset, joined, counts[asset.name]):
                found, joined = joined.templates, replace(joined, templates=NOTHING)
            yield from self._cells_of(asset, joined, found)

    def _is_too_long(self, asset: Declared, joined: Joined, cells: int) -> bool:
        """Tell whether an asset would fill the memory with text, as a hostile one may."""
        if not joined.templates:
            return False
        texts = str([joined.fields[key] for key in joined.templates])
        filled = len(texts) + texts.count("{{") * self.longest
        if filled * cells > MOST_TEXT:
            self.problems.add(_too_much_text(asset))
        return filled * cells > MOST_TEXT

    def _cells_of(self, asset: Declared, joined: Joined, found: frozenset[str]) -> Iterator[Cell]:
        taken, clashing = set[str](), set[str]()
        shared = {**self.values, "name": asset.name}
        sources = asset.sources()
        for values in cells(self.axes[asset.name]):
            address = cell_address(asset.name, values.values())
            if address in taken:
                clashing.add(address)
                continue
            taken.add(address)
            scope = {**shared, **values} if values else shared
            yield Cell(
                declared=asset, address=address, values=values, scope=scope,
                sources=tuple(self._address(asset, address, text, scope) for text in sources),
                fields=_filled(joined, scope), homes=joined.homes, written=joined.written,
                filled=joined.templates, gaps=found | joined.misplaced,
            )  # fmt: skip
        if clashing:
            self.problems.add(_clash(asset, min(clashing)))

    def _address(
        self, asset: Declared, address: str, text: str, scope: Mapping[str, Scalar]
    ) -> str:
        name = fill_text(text, scope)
        found = address_in(name, self.axes.get(name, {}), scope)
        if found is None and asset.name not in self.stuck:
            axis = next(axis for axis in self.axes[name] if axis not in scope)
            self.problems.add_in(address, _which_cell(asset, name, axis))
        return name if found is None else found

    def _report_gaps(self, asset: Declared, joined: Joined) -> Iterator[str]:
        """Tell the fields with something in them that nothing fills."""
        known = {**self.values, "name": asset.name}
        for axes in self.axes.values() if asset.name in self.stuck else [self.axes[asset.name]]:
            known.update((axis, values[0]) for axis, values in axes.items())
        found = gaps({key: joined.fields[key] for key in joined.templates}, known)
        for count, gap in enumerate(found):
            yield str(gap.path[0])
            if gap.name not in self.broken and count < MOST_SAID:
                origin = joined.homes.get(str(gap.path[0]), asset.origin)
                problem = gap_problem(gap, origin, known)
                if origin is asset.origin:
                    self.problems.add(problem)
                else:
                    self.problems.add_in(asset.name, problem)


def _filled(joined: Joined, scope: Mapping[str, Scalar]) -> Mapping[str, object]:
    if not joined.templates:
        return joined.fields
    return {
        key: value if key not in joined.templates
        else fill_texts(value, scope) if key in TEXTS
        else fill(value, scope)
        for key, value in joined.fields.items()
    }  # fmt: skip


def _clash(asset: Declared, address: str) -> Problem:
    return Problem(
        code="cell-clash", file=asset.origin.file, path=(*asset.origin.path, "matrix"),
        summary="two cells with one name",
        detail=f"two cells would both be called `{address}`, because a file name cannot hold "
        "what tells them apart",
        hint="choose values that differ in letters, digits, `_` or `.`",
    )  # fmt: skip


def _which_cell(asset: Declared, name: str, axis: str) -> Problem:
    return Problem(
        code="which-cell", file=asset.origin.file, path=(*asset.origin.path, "from"),
        summary="an input with several cells",
        detail=f"`{name}` has a cell for each `{axis}`, and this asset has no such axis to pick by",
        hint=f"name one cell by its address, or name `{name}` without braces to take all of them",
    )  # fmt: skip


def _too_much_text(asset: Declared) -> Problem:
    return Problem(
        code="too-much-text", file=asset.origin.file, path=asset.origin.path, on="key",
        summary="too much text",
        detail="with all names filled in, the cells of this asset may have more than "
        f"{MOST_TEXT:,} characters",
        hint="shorten its texts and the vars in them, or take values out of its `matrix`",
    )  # fmt: skip


def _too_many(largest: Declared) -> Problem:
    return Problem(
        code="too-many-assets", file=largest.origin.file, path=largest.origin.path, on="key",
        summary="too many assets",
        detail=f"a manifest holds at most {ASSET_LIMIT:,} assets with all cells spelled out, and "
        "this one has the most cells",
        hint="take values out of a matrix, or split the project in two",
    )  # fmt: skip
