"""The line to blame for a change: where somebody wrote what an asset now asks for.

its own field                    [image.hero] prompt = …       also one of `[defaults]`
the words of a prompt file       the first line that differs
a variable that fills the field  [vars] product = …, where the field itself is as it was
the bytes of a source            the file, without a line
a new asset, or a new cell       its header, or its `matrix`
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from assetforge.core.values import is_table
from assetforge.manifest.model import Origin
from assetforge.manifest.positions import Positions
from assetforge.manifest.source import read_tables
from assetforge.manifest.template import fill_text, gaps, is_template
from assetforge.report.diff_model import Line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetforge.app.reading import Reading
    from assetforge.core.diagnostics import KeyPath
    from assetforge.core.values import Scalar
    from assetforge.manifest.model import Asset
    from assetforge.plan.model import Reason

# Keys that a person writes, by what a reason is about; the first that is written counts.
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "provider": ("provider",), "model": ("model",), "inputs": ("from",),
    "output-moved": ("output",),
}  # fmt: skip
_MEANT: Final[Mapping[str, tuple[str, ...]]] = {
    "prompt": ("prompt", "prompt_file"), "size": ("size", "aspect_ratio", "resolution"),
    "format": ("format", "output"),
}  # fmt: skip


class ChangedLines:
    """Finds lines of a project as it is now, beside what its base says."""

    def __init__(self, now: Reading, base: Reading | None) -> None:
        self._now, self._positions = _Texts(now), dict[str, Positions]()
        self._base = None if base is None else _Texts(base)

    def find(self, asset: Asset, reasons: Sequence[Reason]) -> Line:
        """Find the line of a change; the asset's header where nothing nearer is written."""
        if asset.kind == "source" and any(each.field == "content" for each in reasons):
            return Line(file=asset.stem, line=None)
        key = next((key for reason in reasons for key in _written(asset, reason)), "")
        if not key:
            return self._at(self._header(asset))
        was = None if self._base is None else self._base.assets.get(asset.address)
        new = self._now.raw(asset, key)
        old = None if was is None or self._base is None else self._base.raw(was, key)
        if new == old:
            return self._behind(asset, key, new)
        return self._within(_home(asset, key), old, new)

    def _header(self, asset: Asset) -> Origin:
        """Find the header of a new asset; the matrix, where other cells of it were there before."""
        known = () if self._base is None else self._base.assets.values()
        is_cell = any((each.kind, each.name) == (asset.kind, asset.name) for each in known)
        is_own = "matrix" in self._now.table(asset.origin)
        return _home(asset, "matrix") if is_cell and is_own else asset.origin

    def _behind(self, asset: Asset, key: str, raw: object) -> Line:
        """Find what a field that is as it was takes its new value from."""
        if key == "prompt_file" and isinstance(raw, str):
            path = fill_text(raw, self._now.scope(asset))
            new, old = self._now.text(path), None if self._base is None else self._base.text(path)
            if new is not None and new != old:
                return Line(file=path, line=1 + _shared_lines(old or "", new))
            raw = new or ""
        if is_template(raw):
            for name in dict.fromkeys(gap.name for gap in gaps(raw, {})):
                if name is not None and self._has_other(name):
                    return self._at(self._now.homes[name])
        return self._at(_home(asset, key))

    def _has_other(self, name: str) -> bool:
        """Say whether a variable has another value than in the base."""
        known = {} if self._base is None else self._base.variables
        return name in self._now.variables and self._now.variables[name] != known.get(name)

    def _within(self, home: Origin, old: object, new: object) -> Line:
        """Find the line in a value of several lines that is the first to differ."""
        found = self._at(home)
        if not isinstance(new, str) or not isinstance(old, str) or found.line is None:
            return found
        shared, rows = _shared_lines(old, new), new.split("\n")
        lines = self._now.lines(home.file)
        for start in (found.line, found.line + 1):  # the text may begin below its quotes
            place = start + shared
            if shared and place <= len(lines) and lines[place - 1].strip() == rows[shared].strip():
                return Line(file=home.file, line=place)
        return found

    def _at(self, origin: Origin) -> Line:
        if origin.file not in self._positions:
            self._positions[origin.file] = Positions(self._now.texts.get(origin.file, ""))
        return Line(file=origin.file, line=self._positions[origin.file].key(origin.path).line)


class _Texts:
    """What is written in the files of one side."""

    def __init__(self, reading: Reading) -> None:
        self._data = reading.data
        self.texts, self.assets = reading.texts, reading.graph.assets
        self._tables = {file: read_tables(file, text.encode()) for file, text in self.texts.items()}
        self.homes: dict[str, Origin] = {}
        self.variables: dict[str, Scalar] = {}
        for file, tables in self._tables.items():
            named = tables.get("vars")
            for name, value in named.items() if is_table(named) else ():
                if isinstance(value, bool | int | float | str):
                    self.homes[name] = Origin(file=file, path=("vars", name))
                    self.variables[name] = value

    def table(self, origin: Origin) -> Mapping[str, object]:
        """Find the table at a path, empty where there is none."""
        found = _inner(self._tables.get(origin.file, {}), origin.path)
        return found if is_table(found) else {}

    def raw(self, asset: Asset, key: str) -> object:
        """Find a field as it is written, before anything is filled in."""
        home = _home(asset, key)
        return _inner(self._tables.get(home.file, {}), home.path)

    def scope(self, asset: Asset) -> Mapping[str, Scalar]:
        """List what `{{name}}` may stand for in an asset."""
        return {**self.variables, **asset.cell, "name": asset.name}

    def text(self, path: str) -> str | None:
        """Find the text of a prompt file."""
        data = self._data.get(path)
        return None if data is None else data.decode("utf-8-sig", errors="replace")

    def lines(self, file: str) -> Sequence[str]:
        """Split a file of the manifest into its lines."""
        return self.texts.get(file, "").split("\n")


def _written(asset: Asset, reason: Reason) -> list[str]:
    """List the keys that a person wrote for what a reason is about."""
    keys = _MEANT.get(reason.field, (reason.field,)) if reason.field else _KEYS.get(reason.why, ())
    return [key for key in keys if key in asset.written]


def _home(asset: Asset, key: str) -> Origin:
    home = asset.homes.get(key, asset.origin)
    return Origin(file=home.file, path=(*home.path, key))


def _inner(tables: object, path: KeyPath) -> object:
    for part in path:
        tables = tables.get(str(part)) if is_table(tables) else None
    return tables


def _shared_lines(old: str, new: str) -> int:
    """Count the lines that two texts begin with; never all of the new one."""
    rows, others = new.splitlines(), old.splitlines()
    same = takewhile(lambda pair: pair[0] == pair[1], zip(rows, others, strict=False))
    return min(sum(1 for _ in same), max(len(rows) - 1, 0))
