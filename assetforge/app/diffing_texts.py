"""What is written in the files of one side of a diff: values, variables, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.values import is_table
from assetforge.manifest.model import Origin
from assetforge.manifest.positions import Positions
from assetforge.manifest.source import read_tables
from assetforge.manifest.template import fill_text
from assetforge.report.diff_model import Line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetforge.app.reading import Reading
    from assetforge.core.values import Scalar
    from assetforge.manifest.model import Asset
    from assetforge.plan.model import Reason

# Keys that a person writes, by what a reason is about; the first that is written counts.
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "provider": ("provider",), "model": ("model",), "inputs": ("from",),
}  # fmt: skip
_MEANT: Final[Mapping[str, tuple[str, ...]]] = {
    "prompt": ("prompt", "prompt_file"), "size": ("size", "aspect_ratio", "resolution"),
    "format": ("format", "output"),
}  # fmt: skip
_QUOTES: Final = ('"""', "'''")  # behind them the text begins in the next line


class DiffTexts:
    """Finds values and lines in the files of one side."""

    def __init__(self, reading: Reading) -> None:
        self._data, self._texts = reading.data, reading.texts
        self.assets: Mapping[str, Asset] = reading.graph.assets
        self._positions = dict[str, Positions]()
        self._tables = {
            file: read_tables(file, text.encode()) for file, text in self._texts.items()
        }
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
        found = self.value(origin)
        return found if is_table(found) else {}

    def value(self, origin: Origin) -> object:
        """Find what is written at a path, before anything is filled in; None: nothing."""
        found: object = self._tables.get(origin.file, {})
        for part in origin.path:
            found = found.get(str(part)) if is_table(found) else None
        return found

    def filled(self, asset: Asset, text: str) -> str:
        """Fill in what `{{name}}` stands for in an asset."""
        return fill_text(text, {**self.variables, **asset.cell, "name": asset.name})

    def text(self, path: str) -> str | None:
        """Find the text of a prompt file."""
        data = self._data.get(path)
        return None if data is None else data.decode("utf-8-sig", errors="replace")

    def at(self, origin: Origin) -> Line:
        """Find the line of a key or of a header."""
        if origin.file not in self._positions:
            self._positions[origin.file] = Positions(self._texts.get(origin.file, ""))
        return Line(file=origin.file, line=self._positions[origin.file].key(origin.path).line)

    def row(self, home: Origin, rows: Sequence[str], place: int) -> Line | None:
        """Find the line of one row of a value, counted from 0; None where it is not told apart."""
        lines = self._texts.get(home.file, "").split("\n")
        first = self.at(home).line or 1
        begins_below = lines[first - 1].rstrip().endswith(_QUOTES)
        line = first + place + begins_below
        is_there = place < len(rows) and line <= len(lines)
        if is_there and lines[line - 1].strip() == rows[place].strip():
            return Line(file=home.file, line=line)
        return None


def keys_of(asset: Asset | None, reasons: Sequence[Reason]) -> list[str]:
    """List the keys that a person wrote for what reasons are about."""
    if asset is None:
        return []
    keys = (key for reason in reasons for key in _meant(reason) if key in asset.written)
    return list(dict.fromkeys(keys))


def home_of(asset: Asset, key: str) -> Origin:
    """Find where a field of an asset is written: with it, or in `[defaults]`."""
    home = asset.homes.get(key, asset.origin)
    return Origin(file=home.file, path=(*home.path, key))


def _meant(reason: Reason) -> tuple[str, ...]:
    if reason.field:
        return _MEANT.get(reason.field, (reason.field,))
    return _KEYS.get(reason.why, ())
