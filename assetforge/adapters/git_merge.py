"""The files that a merge of two commits brings, before git writes any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from assetforge.adapters.git_repository import Repository

# Our own driver asks this, so it must not be asked in turn; and git would start any other one.
_NOT_OURS: Final = ("-c", "merge.assetforge.driver=false")
_CONFLICTS: Final = 1  # the tree is there, with marks in some files (git-merge-tree, git 2.39)


def merged_tree(repository: Repository, ours: str, theirs: str) -> str | None:
    """Merge two commits into a tree, and nothing else; None where this git cannot (before 2.38).

    A file that both changed in one place stands there with marks, so that whoever reads it is
    told. Objects are added to the repository, as the merge itself adds them.

    Raises:
        AssetforgeError: git takes too long.
    """
    words = ("merge-tree", "--write-tree", "--no-messages", "-z", ours, theirs)
    answer = repository.git.ask(*_NOT_OURS, *words)
    if not answer.is_good and answer.code != _CONFLICTS:
        return None
    tree = answer.out.partition(b"\0")[0].decode("ascii", errors="replace")
    return tree if set(tree) <= set("0123456789abcdef") and tree else None
