"""Having git merge locks by asset: a line that is committed, and settings of each clone's own.

.gitattributes   /assets.lock merge=assetforge      everybody gets it; without the settings git
                                                    merges the lock as any other text
.git/config      merge.assetforge.driver = …        never committed: once for each clone; where
                                                    assetforge cannot run, both texts stay, whole
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.adapters.git_repository import find_repository
from assetforge.adapters.git_settings import read_setting, write_setting
from assetforge.adapters.new_files import NewFiles
from assetforge.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assetforge.adapters.git_repository import Repository

ATTRIBUTES: Final = ".gitattributes"
MERGED_LINE: Final = "/assets.lock merge=assetforge"
# Git takes what a driver leaves in %A, even where it fails or is not found. Where that has no marks
# both texts go there, each whole: merged line by line, one entry may come to have the blessing of
# one side and the picture of the other, and git would see no conflict. POSIX sh, as git runs it.
_DRIVER: Final = (
    "assetforge lock --merge-driver %O %A %B %P || { grep -q '^<<<<<<< ' %A || "
    "{ { echo '<<<<<<< ours'; cat %A; echo; echo '||||||| base'; cat %O; echo; echo =======; "
    "cat %B; echo; echo '>>>>>>> theirs'; } > %A.both && mv %A.both %A; }; exit 1; }"
)
SETTINGS: Final[Mapping[str, str]] = {
    "merge.assetforge.name": "assetforge: merges assets.lock by asset",
    "merge.assetforge.driver": _DRIVER,
}


def repository_of(folder: str) -> Repository:
    """Find the repository of a folder.

    Raises:
        UsageError: it lies in none.
        AssetforgeError: git is not there, or refuses to look into this one.
    """
    repository = find_repository(folder)
    if repository is None:
        raise _no_repository()
    return repository


def set_up_merging(folder: str, repository: Repository, tell: Callable[[str], None]) -> None:
    """Have git ask us to merge the lock in a folder; each change is told before it is made.

    Raises:
        UsageError: `.gitattributes` is a link, a folder, or longer than any.
        AssetforgeError: git or the disk refused.
    """
    place = NewFiles(folder)
    if place.list_obstacle(ATTRIBUTES) is not None:
        raise _in_the_way()
    if place.missing_lines(ATTRIBUTES, (MERGED_LINE,)):
        tell(f"{ATTRIBUTES}: `{MERGED_LINE}`, for everybody once it is committed")
        place.add_lines(ATTRIBUTES, (MERGED_LINE,))
    for name, value in SETTINGS.items():
        if read_setting(repository, name) != value:
            tell(f"git config {name}: `{value}`, for this clone alone")
            write_setting(repository, name, value)


def _no_repository() -> UsageError:
    return UsageError(
        "this folder is in no git repository, so there is nothing to install a merge driver in",
        next_step="Run `git init` first, or leave `--git` out.",
    )


def _in_the_way() -> UsageError:
    return UsageError(
        f"`{ATTRIBUTES}` is a link, a folder, or too long to be a list of attributes",
        next_step=f"Put a plain file there that holds the line `{MERGED_LINE}`, then run it again.",
    )
