"""Edited meanwhile: a build carries out its plan, and says so where the files say another thing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assetforge.core.errors import StaleError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.app.planning import Situation


def edited_meanwhile(found: Situation) -> Iterator[StaleError]:
    """Yield an error where a file of the manifest is not what was planned with any more."""
    root, files = Path(found.project.root), found.reading.data
    edited = [name for name, data in files.items() if not _holds(root / name, data)]
    if edited:
        others = f" and {len(edited) - 1} more" if len(edited) > 1 else ""
        yield StaleError(
            f"`{edited[0]}`{others} changed while this was built; what was built is what it said "
            "before",
            cost="What was spent stands below.",
            next_step="Run `assetforge build` again: it plans with what stands there now.",
        )


def _holds(place: Path, data: bytes) -> bool:
    try:
        return place.read_bytes() == data
    except OSError:
        return False  # whatever became of it, it is not what was read
