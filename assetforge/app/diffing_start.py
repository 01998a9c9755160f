"""Which commit a tree is compared with.

BASE given     where this tree and BASE parted
otherwise      where it left the remote's default branch: origin/HEAD, origin/main,
               origin/master, else main or master here
none           no repository, no commit, no such branch: everything counts as new
out of reach   a shallow clone may end before that commit: said, with how to deepen it
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.core.errors import AssetforgeError, UsageError
from assetforge.report.diff_model import Base

if TYPE_CHECKING:
    from assetforge.adapters.git_repository import Repository

USUAL: Final = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
_DEFAULT: Final = "the default branch"
_DEEPEN: Final = (
    "Run `git fetch --deepen=1000 origin{branches}`, or check out with `fetch-depth: 0` in CI, "
    "then run the command again."
)
_BRANCHES: Final = " '+refs/heads/*:refs/remotes/origin/*'"  # a clone of one branch has no other


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a tree began from."""

    base: Base | None
    no_base: str = ""  # why there is none; a clause
    head: str | None = None  # the commit that this tree was checked out from


def find_start(repository: Repository | None, named: str | None) -> Start:
    """Find the commit to compare with.

    Raises:
        UsageError: BASE is no commit here, or there is no repository to have one.
        AssetforgeError: the clone ends before it, or git failed.
    """
    if repository is None:
        if named is not None:
            raise _no_repository(named)
        return Start(base=None, no_base="this is no git repository")
    head = repository.commit("HEAD")
    found = _tip(repository, named)
    if head is None or found is None:
        return Start(base=None, no_base=_why_not(head), head=head)
    name, tip = found
    shared = repository.merge_base(tip, head)
    if shared is None:
        raise _out_of_reach(name) if repository.is_shallow else _nothing_shared(name)
    return Start(base=Base(name=name, commit=shared), head=head)


def _tip(repository: Repository, named: str | None) -> tuple[str, str] | None:
    """Find the newest commit of the base, and the name that it was found under."""
    names = USUAL if named is None else (named, f"origin/{named}")
    for name in names:
        commit = repository.commit(name)
        if commit is not None:
            return name, commit
    if named is not None:
        raise _unknown(named)
    if repository.is_shallow:
        raise _out_of_reach(_DEFAULT, _BRANCHES)
    return None


def _why_not(head: str | None) -> str:
    if head is None:
        return "nothing is committed yet"
    return f"there is no branch {', '.join(USUAL[:-1])} or {USUAL[-1]}"


def _no_repository(named: str) -> UsageError:
    return UsageError(
        f"there is no git repository here, so nothing is called `{named}`",
        next_step="Leave BASE out: then everything counts as new.",
    )


def _unknown(named: str) -> UsageError:
    return UsageError(
        f"this clone has nothing that is called `{named}`",
        next_step=f"Run `git fetch origin {named}` and name FETCH_HEAD, or name a branch that "
        "`git branch --all` lists.",
    )


def _out_of_reach(name: str, branches: str = "") -> AssetforgeError:
    return AssetforgeError(
        f"this clone is shallow and ends before the commit that it shares with {name}",
        next_step=_DEEPEN.format(branches=branches),
    )


def _nothing_shared(name: str) -> AssetforgeError:
    return AssetforgeError(
        f"this tree and {name} share no commit",
        next_step="Name as BASE a branch or commit that this tree was made from.",
    )
