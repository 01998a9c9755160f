"""Matrices: how many cells an asset has, and which cell of its inputs each one takes.

    [image.banner]  matrix = { locale = ["en", "de"], ratio = ["16:9", "9:16"] }    4 cells
    [edit.night]    from = "banner"                                                 the same 4
    [edit.signed]   from = ["banner", "seal"]   seal has { locale = ["de", "fr"] }  2: locale de
    [edit.one]      from = "banner@de-9x16"                                         1

Axes stand in the order of `from`, then the asset's own new ones. An axis that several inputs share
joins: only values that all of them have remain. An asset that names an inherited axis again picks
some of its values.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, TypeAlias

from assetforge.core.diagnostics import Problem
from assetforge.core.names import is_name
from assetforge.core.values import is_array, is_table
from assetforge.manifest.template import as_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.core.values import Scalar
    from assetforge.manifest.declare import Declared

Axes: TypeAlias = "Mapping[str, tuple[Scalar, ...]]"


def all_axes(assets: Mapping[str, Declared], problems: list[Problem]) -> dict[str, Axes]:
    """Work out the axes of every asset; those of a cycle inherit nothing from each other."""
    found: dict[str, Axes] = {}
    for name in _inputs_first(assets):
        asset = assets[name]
        inherited: dict[str, tuple[Scalar, ...]] = {}
        for source in asset.sources():
            _join(inherited, found.get(source, {}), asset, problems)
        found[name] = _with_own(inherited, asset, problems)
    return found


def cells(axes: Axes) -> Iterator[dict[str, Scalar]]:
    """List the cells, the last axis turning fastest; an asset without axes is one cell."""
    for values in product(*axes.values()):
        yield dict(zip(axes, values, strict=True))


def size(axes: Axes) -> int:
    """Count the cells without making them."""
    return prod(len(values) for values in axes.values())


def _inputs_first(assets: Mapping[str, Declared]) -> Iterator[str]:
    waiting = {
        name: sum(source in assets and source != name for source in set(asset.sources()))
        for name, asset in assets.items()
    }
    users: dict[str, list[str]] = {name: [] for name in assets}
    for name, asset in assets.items():
        for source in set(asset.sources()) & assets.keys() - {name}:
            users[source].append(name)
    ready = [name for name, count in waiting.items() if count == 0]
    while ready:
        name = ready.pop()
        del waiting[name]
        yield name
        for user in users[name]:
            waiting[user] -= 1
            if waiting[user] == 0:
                ready.append(user)
    yield from waiting  # what is left stands in a cycle, which the graph names


def _join(
    into: dict[str, tuple[Scalar, ...]], axes: Axes, asset: Declared, problems: list[Problem]
) -> None:
    for axis, values in axes.items():
        if axis in into:
            shared = tuple(value for value in into[axis] if value in values)
            if not shared:
                problems.append(_nothing_shared(asset, axis))
            into[axis] = shared or into[axis]
        else:
            into[axis] = values


def _with_own(
    inherited: dict[str, tuple[Scalar, ...]], asset: Declared, problems: list[Problem]
) -> Axes:
    matrix = asset.table.get("matrix")
    for axis, values in matrix.items() if is_table(matrix) else ():
        listed = _axis(asset, axis, values, problems)
        foreign = [value for value in listed if value not in inherited.get(axis, listed)]
        if foreign:
            problems.append(_not_inherited(asset, axis, foreign[0], inherited[axis]))
        elif listed:
            inherited[axis] = listed
    return inherited


def _axis(
    asset: Declared, axis: str, values: object, problems: list[Problem]
) -> tuple[Scalar, ...]:
    listed = tuple(values) if is_array(values) else ()
    plain = tuple(value for value in listed if isinstance(value, bool | int | float | str))
    texts = [as_text(value) for value in plain]
    if not is_name(axis) or axis == "name":
        problems.append(_bad_axis(asset, axis))
    elif not listed or len(plain) < len(listed) or len(set(texts)) < len(texts):
        problems.append(_bad_values(asset, axis))
    else:
        return plain
    return ()


def _bad_axis(asset: Declared, axis: str) -> Problem:
    return Problem(
        code="bad-axis", file=asset.file, path=(*asset.path, "matrix", axis), on="key",
        summary="an axis that cannot be used",
        detail="an axis is named like an asset, and `name` is taken by the asset's own name",
        hint="rename the axis",
    )  # fmt: skip


def _bad_values(asset: Declared, axis: str) -> Problem:
    return Problem(
        code="bad-axis", file=asset.file, path=(*asset.path, "matrix", axis),
        summary="an axis without usable values",
        detail=f"`{axis}` takes a list of different texts, numbers, true or false; "
        "each value becomes a cell",
        hint=f'write `{axis} = ["one", "two"]`',
    )  # fmt: skip


def _nothing_shared(asset: Declared, axis: str) -> Problem:
    return Problem(
        code="no-cells", file=asset.file, path=(*asset.path, "from"),
        summary="inputs that have no cell in common",
        detail=f"the inputs share the axis `{axis}` but none of its values, so no cell is left",
        hint="pick cells by their addresses, or give the inputs a value in common",
    )  # fmt: skip


def _not_inherited(asset: Declared, axis: str, value: Scalar, known: tuple[Scalar, ...]) -> Problem:
    return Problem(
        code="no-cells", file=asset.file, path=(*asset.path, "matrix", axis),
        summary="a value that the inputs do not have",
        detail=f"`{axis}` comes from the inputs, which have no cell for {as_text(value)!r}",
        hint=f"known values: {', '.join(as_text(item) for item in known)}",
    )  # fmt: skip
