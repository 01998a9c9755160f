"""Files of two assets that would lie in one place, or one inside the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.diagnostics import Problem
from assetforge.core.media import TYPE_BY_EXTENSION
from assetforge.core.paths import extension, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from assetforge.manifest.cell import Cell
    from assetforge.manifest.model import Asset
    from assetforge.manifest.problem_list import ProblemList


def check_outputs(
    cells: Mapping[str, Cell], assets: Mapping[str, Asset], problems: ProblemList
) -> None:
    """Find outputs that others go to as well; sources stay where they are."""
    taken: dict[str, list[Asset]] = {}
    folders: dict[str, Asset] = {}
    for asset in _sources_first(assets.values()):
        stem, ending = _place(asset)
        there = taken.setdefault(stem, [])
        other = next((each for each in there if _may_meet(ending, _place(each)[1])), None)
        if other is None:
            there.append(asset)
        elif asset.kind != "source":
            problems.add_in(asset.address, _twice(cells[asset.address], asset, other))
        if "/" in stem:
            folders.setdefault(stem.rpartition("/")[0], asset)
    for folder, asset in folders.items():
        for file in _files_among(folder, taken):
            problems.add_in(file.address, _folder(cells[file.address], asset))


def _sources_first(assets: Iterable[Asset]) -> list[Asset]:
    return sorted(assets, key=lambda asset: asset.kind != "source")


def _place(asset: Asset) -> tuple[str, str | None]:
    """Give the path without extension, and the extension if it is known, as file systems see it."""
    if asset.kind == "source":
        ending = extension(asset.stem)
        return fold(asset.stem[: len(asset.stem) - len(ending)]), ending
    return fold(asset.stem), asset.extension


def _may_meet(ending: str | None, other: str | None) -> bool:
    return ending is None or other is None or ending == other


def _files_among(folder: str, taken: Mapping[str, list[Asset]]) -> Iterator[Asset]:
    """Find assets whose file would be that folder, or one of those above it."""
    parts = folder.split("/")
    for length in range(1, len(parts) + 1):
        path = "/".join(parts[:length])
        ending = extension(path)
        if ending in TYPE_BY_EXTENSION:
            there = taken.get(path[: len(path) - len(ending)], ())
            yield from (asset for asset in there if _may_meet(ending, _place(asset)[1]))


def _twice(cell: Cell, asset: Asset, other: Asset) -> Problem:
    detail = f"`{other.address}` goes to `{other.stem}{other.extension or ''}` too"
    if other.kind == "source":
        detail = f"`{other.stem}` is the source `{other.address}`, which must stay as it is"
    elif fold(other.stem) == fold(asset.stem) and other.stem != asset.stem:
        detail += ", and capitals do not count on every system"
    return _problem(
        cell, "output-twice", "two assets with one file", detail, _way_out(cell, asset, other)
    )


def _way_out(cell: Cell, asset: Asset, other: Asset) -> str:
    if asset.name != other.name:
        return "give one of them another `output`"
    if asset.stem != other.stem:
        return "choose values that differ in more than capitals"
    return "put the axes into `output`: " + " and ".join(
        f"`{{{{{axis}}}}}`" for axis in cell.values
    )


def _folder(cell: Cell, other: Asset) -> Problem:
    return _problem(
        cell, "output-twice", "two assets with one file",
        f"this file would be the folder that `{other.address}` goes to, `{other.stem}`",
        "give one of them another `output`",
    )  # fmt: skip


def _problem(cell: Cell, *said: str) -> Problem:
    code, summary, detail, hint = said
    has_output = "output" in cell.fields
    origin = cell.origin("output") if has_output else cell.origin()
    return Problem(
        code=code, file=origin.file, path=origin.path, on="value" if has_output else "key",
        summary=summary, detail=detail, hint=hint,
    )  # fmt: skip
