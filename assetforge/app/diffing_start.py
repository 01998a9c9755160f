"""Which commit a tree is compared with.

BASE given     where this tree and BASE parted; of one name a branch comes before a remote's branch,
               that before a tag
in CI          where it left the branch that a pull or merge request leads into; no other branch
               stands in for one that is not here
otherwise      where it left the remote's default branch: origin/HEAD, origin/main, origin/master,
               else main or master here
none           no git, no repository, no commit, no such branch, or one that shares nothing with
               this tree: everything counts as new
out of reach   a shallow clone may end before that commit: said, with how to deepen it
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.adapters.git_repository import check_name
from assetforge.core.errors import AssetforgeError, UsageError
from assetforge.report.diff_model import Base

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.adapters.git_repository import Repository

_REMOTE: Final = "refs/remotes/origin/"
_HEADS: Final = "refs/heads/"
USUAL: Final = (
    f"{_REMOTE}HEAD", f"{_REMOTE}main", f"{_REMOTE}master", f"{_HEADS}main", f"{_HEADS}master",
)  # fmt: skip
# GitHub, "Default environment variables"; GitLab, "Predefined CI/CD variables" (both 2026): set in
# the pipeline of a pull or merge request alone.
_TARGETS: Final = ("GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME")
_EXACT: Final = re.compile(
    r"[0-9a-f]{40}([0-9a-f]{24})?|@|HEAD|(FETCH|ORIG|MERGE|CHERRY_PICK)_HEAD"
)  # what git takes for nothing else
_LEADS_ON: Final = re.compile(r"[~^:]|@\{")  # no name of a branch holds these
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
    tip: Base | None = None  # the newest commit of what is compared with; its budget binds
    no_base: str = ""  # why there is none; a clause
    head: str | None = None  # the commit that this tree was checked out from


def find_start(repository: Repository | None, named: str | None, target: str = "") -> Start:
    """Find the commit to compare with; `target` is the branch that a merge request leads into.

    Raises:
        UsageError: BASE or `target` is no commit here, or there is no repository to have one.
        AssetforgeError: the clone ends before it, or git failed.
    """
    if repository is None:
        if named is not None:
            raise _no_repository(named)
        return Start(base=None, no_base="this is no git repository")
    head = repository.commit("HEAD")
    found = _usual(repository, target) if named is None else _named(repository, named)
    if head is None or found is None:
        return Start(base=None, no_base=_why_not(head), head=head)
    name, commit = found
    tip = Base(name=name, commit=commit)
    shared = repository.merge_base(commit, head)
    if shared is not None:
        return Start(base=Base(name=name, commit=shared), tip=tip, head=head)
    if repository.is_shallow:
        raise _out_of_reach(name)
    if named is not None:
        raise _nothing_shared(name)
    return Start(base=None, tip=tip, no_base=f"this tree and {name} share no commit", head=head)


def target_branch(environ: Mapping[str, str]) -> str:
    """Find in the variables of CI the branch that a merge request leads into; empty: none."""
    return next((environ[name] for name in _TARGETS if environ.get(name)), "")


def _usual(repository: Repository, target: str) -> tuple[str, str] | None:
    """Find the newest commit of the branch that is meant where none is named, and its name."""
    for ref in (f"{_REMOTE}{target}",) if target else USUAL:
        commit = repository.commit_at(ref)
        if commit is not None:
            return _shown(repository.target(ref) or ref), commit
    name = f"origin/{target}" if target else _DEFAULT
    if repository.is_shallow:
        raise _out_of_reach(name, _BRANCHES)
    if target:
        raise _no_target(name)
    return None


def _named(repository: Repository, named: str) -> tuple[str, str]:
    """Find the newest commit of what a person named, and the name that it was found under."""
    check_name(named)
    place = _LEADS_ON.search(named)
    name = named if place is None else named[: place.start()]
    suffix = named[len(name) :]
    refs = () if _EXACT.fullmatch(name) or suffix.startswith("@") else _refs(name)
    for ref in refs:
        commit = repository.commit_at(ref, suffix)
        if commit is not None:
            return f"{_shown(ref)}{suffix}", commit
    commit = repository.commit(named)
    if commit is None:
        raise _unknown(named)
    return named, commit


def _refs(name: str) -> tuple[str, ...]:
    """List what a name can mean; `origin/main` is the remote's, whatever a branch is called."""
    if name.startswith("refs/"):
        return (name,)
    own, remote = f"{_HEADS}{name}", f"refs/remotes/{name}"
    first = (remote, own) if name.startswith("origin/") else (own, remote)
    return (*first, f"{_REMOTE}{name}", f"refs/tags/{name}")


def _shown(ref: str) -> str:
    for prefix in ("refs/remotes/", _HEADS, "refs/tags/"):
        if ref.startswith(prefix):
            return ref.removeprefix(prefix)
    return ref


def _why_not(head: str | None) -> str:
    if head is None:
        return "nothing is committed yet"
    names = [_shown(ref) for ref in USUAL]
    return f"there is no branch {', '.join(names[:-1])} or {names[-1]}"


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


def _no_target(name: str) -> UsageError:
    return UsageError(
        f"this run is for a change that leads into `{name}`, and this clone has no such branch",
        next_step="Run `git fetch origin '+refs/heads/*:refs/remotes/origin/*'`, or name as BASE "
        "what to compare with.",
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
