"""What the store holds, counted without reading any of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.store import FileStore
from assetforge.report.holdings import Holdings

if TYPE_CHECKING:
    from assetforge.app.project import Project


def store_holdings(project: Project) -> Holdings:
    """Count the files of the store and their bytes."""
    sizes = [size for _, size in FileStore(project.store, read_only=True).sizes()]
    return Holdings(place=project.store, files=len(sizes), size=sum(sizes))
