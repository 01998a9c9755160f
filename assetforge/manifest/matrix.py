"""Matrices: how many cells an asset has, and which cell of its inputs each one takes.

    [image.banner]  matrix = { locale = ["en", "de"], ratio = ["16:9", "9:16"] }    4 cells
    [edit.night]    from = "banner"                                                 the same 4
    [edit.signed]   from = ["banner", "seal"]   seal has { locale = ["de", "fr"] }  2: locale de
    [edit.one]      from = "banner@de-9x16"                                         1

Axes stand in the order of `from`, then the asset's own new ones. An axis that several inputs share
joins: only values that all of them have remain. An asset that names an inherited axis again picks
some of its values. Values are told apart by how they are written: 8 and 8.0 are two.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Final, TypeAlias

from assetforge.core.diagnostics import Problem
from assetforge.core.names import cell_address
from assetforge.core.values import is_table
from assetforge.manifest.axis import axis_problem, own_axes
from assetforge.manifest.problem_list import ProblemList
from assetforge.manifest.template import as_text
from assetforge.manifest.wording import known_here

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.core.values import Scalar
    from assetforge.manifest.declared import Declared
    from assetforge.manifest.order import InputsFirst

Axes: TypeAlias = "Mapping[str, tuple[Scalar, ...]]"

MOST_AXES: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisFlow:
    """The axes of every asset, and what could not be made of them, for a reason given."""

    axes: Mapping[str, Axes]  # by name of asset
    broken: frozenset[str]  # names of axes that are written but cannot be used
    unjoined: frozenset[str]  # names of assets whose inputs have no cell in common


def all_axes(assets: Mapping[str, Declared], order: InputsFirst, problems: ProblemList) -> AxisFlow:
    """Let the axes flow from inputs to what is made from them.

    What is stuck in a circle inherits what is known by then, without a word: the circle is said.
    """
    flow = _Flow(problems)
    for name in order.names:
        flow.add(assets[name], is_stuck=name in order.stuck)
    return AxisFlow(
        axes=flow.found, broken=frozenset(flow.broken), unjoined=frozenset(flow.unjoined)
    )


def cells(axes: Axes) -> Iterator[dict[str, Scalar]]:
    """List the cells, the last axis turning fastest; an asset without axes is one cell."""
    for values in product(*axes.values()):
        yield dict(zip(axes, values, strict=True))


def address_in(name: str, axes: Axes, scope: Mapping[str, Scalar]) -> str | None:
    """Name the cell that a scope picks; None where it says nothing of one of the axes."""
    if not axes:
        return name
    if any(axis not in scope for axis in axes):
        return None
    return cell_address(name, (scope[axis] for axis in axes))


def count_cells(axes: Axes, limit: int) -> int:
    """Count the cells without making them, up to a little over a limit."""
    count = 1
    for values in axes.values():
        count *= len(values)
        if count > limit:
            break
    return count


class _Flow:
    def __init__(self, problems: ProblemList) -> None:
        self.problems = problems
        self.found: dict[str, Axes] = {}
        self.broken: set[str] = set()
        self.unjoined: set[str] = set()

    def add(self, asset: Declared, *, is_stuck: bool) -> None:
        joining = ProblemList() if is_stuck else self.problems
        axes: dict[str, tuple[Scalar, ...]] = {}
        for source in asset.sources():
            self._join(axes, self.found.get(source, {}), asset, joining)
        if "matrix" in asset.table and asset.kind != "source":  # which has none; its fields say so
            self._add_own(axes, asset, joining)
        if len(axes) > MOST_AXES:
            self.problems.add(_too_many_axes(asset, len(axes)))
            self.broken.update([*axes][MOST_AXES:])
            axes = dict([*axes.items()][:MOST_AXES])
        self.found[asset.name] = axes

    def _join(
        self,
        into: dict[str, tuple[Scalar, ...]],
        axes: Axes,
        asset: Declared,
        joining: ProblemList,
    ) -> None:
        for axis, values in axes.items():
            known = into.get(axis, values)
            shared = known if known is values else _shared(known, values)
            if not shared:
                joining.add(_nothing_shared(asset, axis))
                self.unjoined.add(asset.name)
            into[axis] = shared or known

    def _add_own(
        self, into: dict[str, tuple[Scalar, ...]], asset: Declared, joining: ProblemList
    ) -> None:
        own = own_axes(asset, self.problems)
        matrix = asset.table["matrix"]
        self.broken.update(matrix.keys() - own.keys() if is_table(matrix) else ())
        for axis, values in own.items():
            known = into.get(axis, values)
            shared = values if known is values else _shared(values, known)
            if len(shared) < len(values):
                joining.add(_not_inherited(asset, axis, values, known))
            into[axis] = shared or known


def _shared(values: tuple[Scalar, ...], others: tuple[Scalar, ...]) -> tuple[Scalar, ...]:
    written = {as_text(other) for other in others}
    return tuple(value for value in values if as_text(value) in written)


def _nothing_shared(asset: Declared, axis: str) -> Problem:
    return Problem(
        code="no-cells", file=asset.origin.file, path=(*asset.origin.path, "from"),
        summary="inputs that have no cell in common",
        detail=f"the inputs share the axis `{axis}` but none of its values, so no cell is left",
        hint="pick cells by their addresses, or give the inputs a value in common",
    )  # fmt: skip


def _not_inherited(
    asset: Declared, axis: str, values: tuple[Scalar, ...], known: tuple[Scalar, ...]
) -> Problem:
    words = [as_text(value) for value in known]
    word = next(text for text in map(as_text, values) if text not in words)
    return axis_problem(
        asset, axis, "no-cells", "a value that the inputs do not have",
        f"`{axis}` comes from the inputs, and they have no cell for `{word}`",
        f"take it out; {known_here(word, words)}",
    )  # fmt: skip


def _too_many_axes(asset: Declared, count: int) -> Problem:
    return Problem(
        code="too-many-axes", file=asset.origin.file, path=asset.origin.path, on="key",
        summary="too many axes",
        detail=f"this asset has {count:,} axes, its own and those of its inputs; "
        f"{MOST_AXES} are the most",
        hint="name single cells in `from`, or take axes out of the `matrix`",
    )  # fmt: skip
