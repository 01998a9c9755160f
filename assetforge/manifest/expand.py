"""From declared assets to cells: defaults joined, `{{names}}` filled, inputs addressed.

Declared ──axes──▶ one cell for each combination ──▶ Cell: address, inputs, fields
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.core.diagnostics import KeyPath, Problem, did_you_mean
from assetforge.core.names import cell_address
from assetforge.core.values import is_table
from assetforge.manifest.declare import Declared, declared_assets, declared_vars
from assetforge.manifest.matrix import all_axes, cells, size
from assetforge.manifest.model import Origin
from assetforge.manifest.template import Gap, fill, gaps

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assetforge.core.values import Scalar
    from assetforge.manifest.document import Document
    from assetforge.manifest.matrix import Axes

ASSET_LIMIT: Final = 10_000

# A field in the asset's own table sets these defaults aside, for both say the same thing.
RIVALS: Final = {
    "size": ("aspect_ratio", "resolution"),
    "aspect_ratio": ("size",),
    "resolution": ("size",),
    "prompt": ("prompt_file",),
    "prompt_file": ("prompt",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One asset to be, with every field filled in but not yet checked."""

    declared: Declared
    address: str
    values: Mapping[str, Scalar]
    sources: tuple[str, ...]  # addresses, or names that no asset has
    fields: Mapping[str, object]
    inherited: Mapping[str, Origin]  # fields that come from `[defaults]`
    scope: Mapping[str, Scalar]

    def origin(self, *keys: str | int) -> Origin:
        """Find where a field is written: in the asset's table or in `[defaults]`."""
        home = self.inherited.get(str(keys[0])) if keys else None
        if home is not None:
            return Origin(file=home.file, path=(*home.path, *keys))
        return Origin(file=self.declared.file, path=(*self.declared.path, *keys))


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """Every cell of a manifest, and what was found wrong on the way."""

    root: Document
    cells: tuple[Cell, ...]
    problems: tuple[Problem, ...]

    @property
    def prompt_files(self) -> frozenset[str]:
        """The paths of prompt files that the cells ask for."""
        paths = (cell.fields.get("prompt_file") for cell in self.cells)
        return frozenset(path for path in paths if isinstance(path, str))

    @property
    def source_files(self) -> Mapping[str, str]:
        """The path of each source, by address."""
        return {
            cell.address: path
            for cell in self.cells
            if cell.declared.kind == "source" and isinstance(path := cell.fields.get("path"), str)
        }


def expand(documents: Sequence[Document]) -> Expansion:
    """Spell out every cell of the manifest whose main file comes first."""
    problems: list[Problem] = []
    root = documents[0]
    assets = declared_assets(documents, problems)
    values = declared_vars(documents, problems)
    axes = all_axes(assets, problems)
    if sum(size(axes[name]) for name in assets) > ASSET_LIMIT:
        problems.append(_too_many(root))
        return Expansion(root=root, cells=(), problems=tuple(problems))
    expander = _Expander(root, values, axes, problems)
    spelled = tuple(cell for asset in assets.values() for cell in expander.cells_of(asset))
    return Expansion(root=root, cells=spelled, problems=tuple(problems))


class _Expander:
    """Holds what all assets share while they are spelled out one by one."""

    def __init__(
        self,
        root: Document,
        values: Mapping[str, Scalar],
        axes: Mapping[str, Axes],
        problems: list[Problem],
    ) -> None:
        self.root = root
        self.defaults = root.table("defaults")
        self.values = values
        self.axes = axes
        self.problems = problems

    def cells_of(self, asset: Declared) -> Iterator[Cell]:
        """Spell out each cell of one asset."""
        fields, inherited = self._joined(asset)
        self._report_gaps(asset, fields, inherited)
        taken: dict[str, Mapping[str, Scalar]] = {}
        for values in cells(self.axes[asset.name]):
            address = cell_address(asset.name, values.values())
            if address in taken:
                self.problems.append(_clash(asset, address))
                continue
            taken[address] = values
            scope = {**self.values, "name": asset.name, **values}
            yield Cell(
                declared=asset, address=address, values=values, scope=scope, inherited=inherited,
                sources=tuple(self._address(asset, text, scope) for text in asset.sources()),
                fields={key: fill(value, scope) for key, value in fields.items()},
            )  # fmt: skip

    def _joined(self, asset: Declared) -> tuple[dict[str, object], dict[str, Origin]]:
        own = {key: value for key, value in asset.table.items() if key != "matrix"}
        set_aside = {rival for key in own for rival in RIVALS.get(key, ())}
        joined, homes = dict(own), dict[str, Origin]()
        for path, table in self._defaults_for(asset):
            for key, value in table.items():
                if key not in joined and key not in set_aside:
                    joined[key] = value
                    homes[key] = Origin(file=self.root.file, path=path)
        return joined, homes

    def _defaults_for(self, asset: Declared) -> Iterator[tuple[KeyPath, Mapping[str, object]]]:
        table = self.defaults.get(asset.kind)
        if is_table(table):
            yield ("defaults", asset.kind), table
        if "provider" in self.defaults and asset.kind not in {"source", "derive"}:
            yield ("defaults",), {"provider": self.defaults["provider"]}

    def _address(self, asset: Declared, text: str, scope: Mapping[str, Scalar]) -> str:
        name = str(fill(text, scope))
        axes = self.axes.get(name)
        if not axes:
            return name
        missing = [axis for axis in axes if axis not in scope]
        if missing:
            self.problems.append(_which_cell(asset, name, missing[0]))
        return cell_address(name, (scope.get(axis, "") for axis in axes))

    def _report_gaps(
        self, asset: Declared, fields: Mapping[str, object], homes: Mapping[str, Origin]
    ) -> None:
        known = {**self.values, "name": asset.name}
        known.update((axis, values[0]) for axis, values in self.axes[asset.name].items())
        own = Origin(file=asset.file, path=asset.path)
        for gap in gaps(fields, known):
            self.problems.append(gap_problem(gap, homes.get(str(gap.path[0]), own), known))


def gap_problem(gap: Gap, home: Origin, known: Mapping[str, Scalar]) -> Problem:
    """Say that nothing fills a `{{name}}` in the table at `home`."""
    file, path = home.file, (*home.path, *gap.path)
    if not gap.name:
        return Problem(
            code="open-braces", file=file, path=path, summary="braces that are not closed",
            detail="`{{` starts a name that is to be replaced, and no `}}` follows",
            hint="close it, or write `{{{{` for a literal `{{`",
        )  # fmt: skip
    return Problem(
        code="unknown-var", file=file, path=path, summary="an unknown name in braces",
        detail=f"`{{{{{gap.name}}}}}` is no var and no axis of this asset's matrix",
        hint=did_you_mean(gap.name, known) or f"known here: {', '.join(sorted(known))}",
    )  # fmt: skip


def _clash(asset: Declared, address: str) -> Problem:
    return Problem(
        code="cell-clash", file=asset.file, path=(*asset.path, "matrix"),
        summary="two cells with one name",
        detail=f"two cells would both be called `{address}`, because a file name cannot hold "
        "what tells them apart",
        hint="choose values that differ in letters, digits, `_` or `.`",
    )  # fmt: skip


def _which_cell(asset: Declared, name: str, axis: str) -> Problem:
    return Problem(
        code="which-cell", file=asset.file, path=(*asset.path, "from"),
        summary="an input with several cells",
        detail=f"`{name}` has a cell for each `{axis}`, and this asset has no such axis to pick by",
        hint=f"name one cell by its address, or name `{name}` without braces to take all of them",
    )  # fmt: skip


def _too_many(root: Document) -> Problem:
    return Problem(
        code="too-many-assets", file=root.file, path=(), summary="too many assets",
        detail=f"a manifest holds at most {ASSET_LIMIT:,} assets with all cells spelled out",
        hint="take values out of a matrix, or split the project in two",
    )  # fmt: skip
