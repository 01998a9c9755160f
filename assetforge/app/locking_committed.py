"""The lock of the last commit: what stands in for one that was lost in the working tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.git_repository import find_repository
from assetforge.adapters.git_stages import read_committed
from assetforge.app.locking_salvage import salvage
from assetforge.app.locking_sides import read_side
from assetforge.core.errors import AssetforgeError, InvalidError
from assetforge.lock.codec import refuse_newer_revision
from assetforge.lock.model import Lock

if TYPE_CHECKING:
    from assetforge.app.project import Project


def read_committed_lock(project: Project) -> Lock:
    """Read the lock as it was committed last; an empty one where there is no git, or no such file.

    Of a damaged one its whole entries count.

    Raises:
        InvalidError, StaleError: a newer assetforge wrote it.
    """
    try:
        repository = find_repository(project.root)
        name = project.shown_lock
        data = None if repository is None else read_committed(repository, name)
    except AssetforgeError:  # git is not there, or does not answer
        return Lock()
    lock = Lock() if data is None else _understood(data, f"HEAD:{name}")
    refuse_newer_revision(lock)
    return lock


def _understood(data: bytes, name: str) -> Lock:
    try:
        return read_side(data, name)
    except InvalidError as error:
        if any(each.code == "newer-lock" for each in error.diagnostics):
            raise
        return salvage(data)
