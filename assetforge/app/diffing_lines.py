"""The line to blame for a change: where somebody wrote what an asset now asks for.

its own field                    [image.hero] prompt = …       also one of `[defaults]`
the words of a prompt file       the first line that differs
a variable that fills the field  [vars] product = …, where the field itself is as it was
the bytes of a source            the file, without a line
another take                     the lock, where it names the result
a new asset, or a new cell       its header, or its `matrix`
what is written no more          the line of the base, said to be removed
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.app.diffing_rows import rows_of, shared_rows
from assetforge.app.diffing_texts import DiffTexts, home_of, keys_of
from assetforge.manifest.positions import Positions
from assetforge.manifest.template import gaps, is_template
from assetforge.report.diff_model import Line
from assetforge.report.diff_reasons import CONTENT, RESULT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.app.reading import Reading
    from assetforge.manifest.model import Asset, Origin
    from assetforge.plan.model import Reason


class ChangedLines:
    """Finds lines of a project as it is now, beside what its base says."""

    def __init__(
        self, now: Reading, base: Reading | None, lock: tuple[str, str] = ("assets.lock", "")
    ) -> None:
        self._now, self._base = DiffTexts(now), None if base is None else DiffTexts(base)
        self._lock = lock  # path and text

    def find(self, asset: Asset, reasons: Sequence[Reason]) -> Line:
        """Find the line of a change; the asset's header where nothing nearer is written."""
        fields = {each.field for each in reasons if each.why == "field"}
        if asset.kind == "source" and CONTENT in fields and "path" not in fields:
            return Line(file=asset.stem, line=None)
        if fields == {RESULT}:
            return self._locked(asset)
        was = None if self._base is None else self._base.assets.get(asset.address)
        keys = keys_of(asset, reasons)
        changed = (self._changed(asset, was, key) for key in keys)
        removed = (self._removed(asset, was, key) for key in keys_of(was, reasons))
        found = next((line for each in (changed, removed) for line in each if line), None)
        if found is not None:
            return found
        return self._now.at(home_of(asset, keys[0]) if keys else self._header(asset))

    def _locked(self, asset: Asset) -> Line:
        name, text = self._lock
        span = Positions(text).key(("asset", asset.address, "result", "digest"))
        return Line(file=name, line=span.line if text else None)

    def _header(self, asset: Asset) -> Origin:
        """Find the header of a new asset; the matrix, where other cells of it were there before."""
        known = () if self._base is None else self._base.assets.values()
        is_cell = any((each.kind, each.name) == (asset.kind, asset.name) for each in known)
        is_own = "matrix" in self._now.table(asset.origin)
        return home_of(asset, "matrix") if is_cell and is_own else asset.origin

    def _changed(self, asset: Asset, was: Asset | None, key: str) -> Line | None:
        """Find the line of a field, where that is another than in the base."""
        home = home_of(asset, key)
        new = self._now.value(home)
        if was is None or self._base is None:
            return self._now.at(home)
        old = self._base.value(home_of(was, key))
        if new == old:
            return self._behind(asset, key, new)
        if self._base.value(home) == new:
            return None  # it stood there before; a nearer one was taken away
        return self._within(was, home, old, new)

    def _behind(self, asset: Asset, key: str, raw: object) -> Line | None:
        """Find what a field that is as it was takes its new value from."""
        if key == "prompt_file" and isinstance(raw, str):
            path = self._now.filled(asset, raw)
            new, old = self._now.text(path), None if self._base is None else self._base.text(path)
            if new is not None and new != old:
                return _in_file(path, old or "", new)
            raw = new or ""
        if is_template(raw):
            for name in dict.fromkeys(gap.name for gap in gaps(raw, {})):
                if name is not None and self._has_other(name):
                    return self._now.at(self._now.homes[name])
        return None

    def _has_other(self, name: str) -> bool:
        """Say whether a variable has another value than in the base."""
        known = {} if self._base is None else self._base.variables
        return name in self._now.variables and self._now.variables[name] != known.get(name)

    def _within(self, was: Asset, home: Origin, old: object, new: object) -> Line:
        """Find the line in a value of several lines that is the first to differ."""
        found = self._now.at(home)
        if not isinstance(new, str) or not isinstance(old, str) or self._base is None:
            return found
        shared = shared_rows(old, new)
        if not shared.is_removal:
            return self._now.row(home, rows_of(new), shared.count) or found
        before = home_of(was, home.path[-1] if isinstance(home.path[-1], str) else "")
        line = self._base.row(before, rows_of(old), shared.count)
        return found if line is None else _as_removed(line)

    def _removed(self, asset: Asset, was: Asset | None, key: str) -> Line | None:
        """Find a line of the base that counted there, and does not stand here any more."""
        if was is None or self._base is None:
            return None
        home = home_of(was, key)
        is_moved = self._now.value(home_of(asset, key)) == self._base.value(home)
        is_left = is_moved or self._now.value(home) is not None
        return None if is_left else _as_removed(self._base.at(home))


def _in_file(path: str, old: str, new: str) -> Line:
    shared = shared_rows(old, new)
    return Line(file=path, line=1 + shared.count, is_removed=shared.is_removal)


def _as_removed(line: Line) -> Line:
    return Line(file=line.file, line=line.line, is_removed=True)
