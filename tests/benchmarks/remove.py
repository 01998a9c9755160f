"""Removing what a run left, so that the next one begins where the first did."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def remove(*places: Path) -> None:
    """Remove files and folders; those that are not there are not missed."""
    for place in places:
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)
