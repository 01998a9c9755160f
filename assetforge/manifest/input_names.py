"""The names in `from`: each must be that of an asset, or the address of a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.diagnostics import Problem
from assetforge.manifest.check import input_path
from assetforge.manifest.template import is_template
from assetforge.manifest.wording import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assetforge.manifest.cell import Cell
    from assetforge.manifest.problem_list import ProblemList

MOST_SUGGESTED: Final = 50  # unknown names; looking for near ones among thousands takes a while


class InputNames:
    """Every name and address that there is."""

    def __init__(self, cells: Mapping[str, Cell], loose: frozenset[str]) -> None:
        """Take all cells, and the names of assets whose inputs' cells are not known."""
        self._cells = cells
        self._loose = loose
        self._names = dict.fromkeys(cell.declared.name for cell in cells.values())
        self._hints: dict[str, str] = {}

    def check(self, cell: Cell, problems: ProblemList) -> None:
        """Find inputs that no asset has, and a cell that names itself."""
        for position, name in enumerate(cell.sources):
            if name == cell.address:
                problems.add_in(cell.address, _itself(cell, position))
            elif name not in self._cells and not self._is_said(cell, name):
                problems.add_in(cell.address, self._unknown(cell, position, name))

    def _is_said(self, cell: Cell, name: str) -> bool:
        """Say whether another problem explains why there is no such cell."""
        asset, _, part = name.partition("@")
        if asset not in self._names:
            return is_template(name)
        return not part or asset in self._loose or cell.declared.name in self._loose

    def _unknown(self, cell: Cell, position: int, name: str) -> Problem:
        origin = cell.origin(*input_path(cell, position))
        asset, _, part = name.partition("@")
        detail = f"no asset is called `{name}`"
        if part and asset in self._names:
            detail = f"`{asset}` has no cell `{name}`"
        if name not in self._hints:
            self._hints[name] = self._hint(name, asset if part else "")
        return Problem(
            code="unknown-asset", file=origin.file, path=origin.path, summary="an unknown asset",
            detail=detail, hint=self._hints[name],
        )  # fmt: skip

    def _hint(self, name: str, asset: str) -> str:
        known: Collection[str] = self._names
        if asset in self._names:
            known = [each for each in self._cells if each.startswith(f"{asset}@")] or [asset]
        near = nearest(name, known) if len(self._hints) < MOST_SUGGESTED else ""
        return f"did you mean `{near}`?" if near else "declare it, or name another asset"


def _itself(cell: Cell, position: int) -> Problem:
    origin = cell.origin(*input_path(cell, position))
    return Problem(
        code="unknown-asset", file=origin.file, path=origin.path, summary="an unknown asset",
        detail=f"`{cell.address}` cannot be made from itself", hint="name another asset",
    )  # fmt: skip
