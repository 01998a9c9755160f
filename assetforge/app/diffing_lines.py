"""The line to blame for a change: where somebody wrote what an asset now asks for.

its own field                    [image.hero] prompt = …       also one of `[defaults]`
the words of a prompt file       the first line that differs
a variable that fills the field  [vars] product = …, where the field itself is as it was
the bytes of a source            the file, without a line
another take                     the lock, where it names the result
a new asset                      its header
a new cell                       its value in `matrix`, else the `from` that brings it
what is written no more          the line of the base, said to be removed

What was renamed by `[moved]` is held against what it was called.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from assetforge.app.diffing_fields import ChangedFields
from assetforge.app.diffing_texts import DiffTexts, home_of, keys_of
from assetforge.manifest.positions import Positions
from assetforge.report.diff_model import Line
from assetforge.report.diff_reasons import CONTENT, RESULT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assetforge.app.reading import Reading
    from assetforge.manifest.model import Asset
    from assetforge.plan.model import Reason


class ChangedLines:
    """Finds lines of a project as it is now, beside what its base says."""

    def __init__(
        self,
        now: Reading,
        base: Reading | None,
        lock: tuple[str, str] = ("assets.lock", ""),
        moved: Mapping[str, str] | None = None,
    ) -> None:
        self._now = DiffTexts(now)
        self._lock = lock  # path and text
        self._moved = moved or {}  # addresses, and those that they had in the base
        self._before: Mapping[str, Asset] = {} if base is None else base.graph.assets
        self._fields = None if base is None else ChangedFields(self._now, DiffTexts(base))

    def find(self, asset: Asset, reasons: Sequence[Reason]) -> Line:
        """Find the line of a change; the asset's header where nothing nearer is written."""
        fields = {each.field for each in reasons if each.why == "field"}
        if asset.kind == "source" and CONTENT in fields and "path" not in fields:
            return Line(file=asset.stem, line=None)
        if fields == {RESULT}:
            return self._locked(asset)
        was = self._before.get(self._moved.get(asset.address, asset.address))
        return self._header(asset) if was is None else self._field(asset, was, reasons)

    def _field(self, asset: Asset, was: Asset, reasons: Sequence[Reason]) -> Line:
        keys = keys_of(asset, reasons)
        found = self._written(asset, was, keys, keys_of(was, reasons))
        if found is None and keys:
            return self._now.at(home_of(asset, keys[0]))
        if found is None and asset.name != was.name:
            return self._now.at(asset.origin)
        return found or self._header(asset)

    def _locked(self, asset: Asset) -> Line:
        name, text = self._lock
        span = Positions(text).key(("asset", asset.address, "result", "digest"))
        return Line(file=name, line=span.line if text else None)

    def _header(self, asset: Asset) -> Line:
        """Find the header of a new asset; what makes the cell, where it had others before."""
        other = self._cells.get((asset.kind, asset.name))
        if other is None or self._fields is None:
            return self._now.at(asset.origin)
        makers = ("matrix", "from")
        found = self._fields.cell(asset, other) or self._written(asset, other, makers, makers)
        is_own = "matrix" in self._now.table(asset.origin)
        return found or self._now.at(home_of(asset, "matrix") if is_own else asset.origin)

    def _written(
        self, asset: Asset, was: Asset, keys: Iterable[str], past: Iterable[str]
    ) -> Line | None:
        """Find the first of some fields that has a line, those that stand here before others."""
        if self._fields is None:
            return None
        changed = (self._fields.changed(asset, was, key) for key in keys)
        removed = (self._fields.removed(asset, was, key) for key in past)
        return next((line for each in (changed, removed) for line in each if line), None)

    @cached_property
    def _cells(self) -> Mapping[tuple[str, str], Asset]:
        """The first cell that the base has of each asset, by its kind and its present name."""
        now = {before: address for address, before in self._moved.items()}
        return {
            (asset.kind, now.get(address, address).partition("@")[0]): asset
            for address, asset in reversed([*self._before.items()])
        }
