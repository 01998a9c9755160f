"""The line of a field that asks for something else than in the base, in the files of both sides.

another value         the row of it that differs first, however deep
the same, as it was   what fills it: a variable, the name, the cell; the words of its prompt file
written no more       the line of the base, said to be removed
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assetforge.app.diffing_rows import rows_of, shared_rows
from assetforge.app.diffing_steps import first_step
from assetforge.app.diffing_texts import home_of
from assetforge.core.values import is_array
from assetforge.manifest.model import Origin
from assetforge.manifest.template import gaps, is_template
from assetforge.report.diff_model import Line

if TYPE_CHECKING:
    from assetforge.app.diffing_steps import Step
    from assetforge.app.diffing_texts import DiffTexts
    from assetforge.manifest.model import Asset


class ChangedFields:
    """Finds lines of fields in two sides, each asset beside what it was."""

    def __init__(self, now: DiffTexts, base: DiffTexts) -> None:
        self._now, self._base = now, base

    def changed(self, asset: Asset, was: Asset, key: str) -> Line | None:
        """Find the line that made another value of a field; None: none that stands here now."""
        home, before = home_of(asset, key), home_of(was, key)
        new, old = self._now.value(home), self._base.value(before)
        if new is None:
            return None
        if new == old:
            return self._behind(asset, was, key, new)
        if self._base.value(home) == new:
            return None  # it stood there before; a nearer one was taken away
        return self._within(before, home, old, new)

    def removed(self, asset: Asset, was: Asset, key: str) -> Line | None:
        """Find a line of the base that counted there, and does not stand here any more."""
        home = home_of(was, key)
        is_moved = self._now.value(home_of(asset, key)) == self._base.value(home)
        is_left = is_moved or self._now.value(home) is not None
        return None if is_left else _as_removed(self._base.at(home))

    def cell(self, asset: Asset, other: Asset) -> Line | None:
        """Find the value of its own matrix that makes a cell, where another cell had it not."""
        home = home_of(asset, "matrix")
        written, known = self._now.table(home), self._base.table(home_of(other, "matrix"))
        for axis, value in asset.cell.items():
            values, before = written.get(axis), known.get(axis)
            is_here = is_array(values) and value in values
            if is_array(values) and is_here and not (is_array(before) and value in before):
                return self._now.at(_deeper(_deeper(home, axis), values.index(value)))
        return None

    def _behind(self, asset: Asset, was: Asset, key: str, raw: object) -> Line | None:
        """Find what a field that is as it was takes its new value from."""
        if key != "prompt_file" or not isinstance(raw, str):
            return self._filler(asset, was, raw)
        path, past = self._now.filled(asset, raw), self._base.filled(was, raw)
        named = None if path == past else self._filler(asset, was, raw)
        if named is not None:
            return named
        new, old = self._now.text(path), self._base.text(past)
        if new is None or new == old:
            return self._filler(asset, was, new or "")
        shared = shared_rows(old or "", new)
        file = past if shared.is_removal else path
        return Line(file=file, line=1 + shared.count, is_removed=shared.is_removal)

    def _filler(self, asset: Asset, was: Asset, raw: object) -> Line | None:
        """Find the first of what fills the gaps of a value that is another than it was."""
        names = dict.fromkeys(gap.name for gap in gaps(raw, {})) if is_template(raw) else ()
        lines = (self._filling(asset, was, name) for name in names if name is not None)
        return next((line for line in lines if line is not None), None)

    def _filling(self, asset: Asset, was: Asset, name: str) -> Line | None:
        if name == "name":
            return None if asset.name == was.name else self._now.at(asset.origin)
        if name in asset.cell:
            is_same = asset.cell[name] == was.cell.get(name)
            return None if is_same else self._now.at(home_of(asset, "matrix"))
        is_known = name in self._now.variables
        is_other = is_known and self._now.variables[name] != self._base.variables.get(name)
        return self._now.at(self._now.homes[name]) if is_other else None

    def _within(self, before: Origin, home: Origin, old: object, new: object) -> Line:
        """Find the line in a value of several lines that is the first to differ."""
        step = first_step(old, new)
        if step is not None:
            return self._into(before, home, step)
        found = self._now.at(home)
        if not isinstance(new, str) or not isinstance(old, str):
            return found
        shared = shared_rows(old, new)
        if not shared.is_removal:
            return self._now.row(home, rows_of(new), shared.count) or found
        line = self._base.row(before, rows_of(old), shared.count)
        return found if line is None else _as_removed(line)

    def _into(self, before: Origin, home: Origin, step: Step) -> Line:
        there, here = _deeper(before, step.part), _deeper(home, step.part)
        if step.new is None:
            gone = self._base.at(there)
            is_of_its_own = gone.line != self._base.at(before).line
            return _as_removed(gone) if is_of_its_own else self._now.at(home)
        if step.old is None:
            return self._now.at(here)
        return self._within(there, here, step.old, step.new)


def _deeper(home: Origin, part: str | int) -> Origin:
    return Origin(file=home.file, path=(*home.path, part))


def _as_removed(line: Line) -> Line:
    return replace(line, is_removed=True)
