"""Checking: is everything that the project says valid? Nothing is planned and nothing written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.app.memo import read_memo
from assetforge.app.reading import read_lock, read_project

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from assetforge.app.reading import Reading


def check_project(project: Project) -> Reading:
    """Read manifest and lock.

    Raises:
        InvalidError: one of them is invalid; every problem found is in it.
    """
    read_lock(project)  # first, while little else is held: it takes the most memory
    return read_project(project, read_memo(project))
