"""Edited meanwhile: a build carries out its plan, and says so where the files say another thing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assetforge.core.errors import StaleError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.app.planning import Situation


def edited_files(found: Situation) -> list[str]:
    """List the files of the manifest that are not what was planned with any more."""
    root, files = Path(found.project.root), found.reading.data
    return [name for name, data in files.items() if not _holds(root / name, data)]


def edited_meanwhile(found: Situation) -> Iterator[StaleError]:
    """Yield an error where a file of the manifest is not what was planned with any more."""
    edited = edited_files(found)
    if edited:
        others = f" and {len(edited) - 1} more" if len(edited) > 1 else ""
        yield StaleError(
            f"`{edited[0]}`{others} changed while this was built; the plan was made from what it "
            "said before",
            cost="What was spent stands below.",
            next_step="Run `assetforge plan`: it shows what a build would do now.",
        )


def _holds(place: Path, data: bytes) -> bool:
    try:
        return place.read_bytes() == data
    except OSError:
        return False  # whatever became of it, it is not what was read
