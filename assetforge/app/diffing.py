"""Comparing a project with what is committed elsewhere: assets, credits, and who causes them.

    working tree ─▶ reading, lock ─▶ plan by its lock ──┐
                                                        ├──▶ Diff, with the lines to blame
    base commit ──▶ reading, lock ─▶ plan by its lock ──┘

Locks and manifests alone decide, at the catalogue's prices: no store, no ledger, no key, no
network, and nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assetforge.adapters.git_repository import find_repository
from assetforge.adapters.git_tree import GitTree
from assetforge.adapters.lock_file import MOST_BYTES
from assetforge.app.approving import committed_plan
from assetforge.app.diffing_authors import with_authors
from assetforge.app.diffing_lines import ChangedLines
from assetforge.app.diffing_start import find_start
from assetforge.app.memo import read_memo
from assetforge.app.offers import catalogue_market
from assetforge.app.reading import parse_lock, read_lock, read_project, read_tree
from assetforge.core.errors import InvalidError
from assetforge.lock.model import Lock
from assetforge.lock.moved import renamed
from assetforge.report.diff import build_diff
from assetforge.report.diff_model import About, Side

if TYPE_CHECKING:
    from assetforge.adapters.git_repository import Repository
    from assetforge.app.project import Project
    from assetforge.app.reading import Reading
    from assetforge.manifest.budget import Budget
    from assetforge.plan.model import Plan
    from assetforge.report.diff_model import Base, Diff


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A comparison, and the budgets that both sides set."""

    diff: Diff
    budgets: tuple[Budget, ...]


def diff_project(project: Project, base: str | None = None) -> Diff:
    """Compare a project with a commit; raises as `compare_project`."""
    return compare_project(project, base).diff


def compare_project(project: Project, base: str | None = None) -> Compared:
    """Compare a project with a commit; None: where it left the remote's default branch.

    Raises:
        UsageError: the base is no commit that is known here.
        InvalidError: the project or its base is invalid; the places of the base name its commit.
        AssetforgeError: git failed, or the clone is too shallow.
    """
    lock = read_lock(project)
    reading = read_project(project, read_memo(project))
    repository = find_repository(project.root)
    start = find_start(repository, base)
    old = _old(project, repository, start.base)
    committed = committed_plan(reading, lock)
    new = _side(reading, lock, committed.plan)
    about = About(
        manifest=project.manifest, digest=committed.digest, head=start.head,
        base=None if old is None else start.base,
        no_base=start.no_base or ("" if old else _absent(project, start.base)),
    )  # fmt: skip
    diff = build_diff(None if old is None else old.side, new, catalogue_market(), about)
    lines = ChangedLines(reading, None if old is None else old.reading)
    readings = [reading] if old is None else [reading, old.reading]
    return Compared(
        diff=_with_lines(diff, reading, lines, repository),
        budgets=tuple(each.manifest.budget for each in readings),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Old:
    reading: Reading
    side: Side


def _old(project: Project, repository: Repository | None, base: Base | None) -> _Old | None:
    """Read the project at a commit; None where it was not there yet."""
    if repository is None or base is None:
        return None
    tree = GitTree(repository, base.commit)
    if not tree.has(project.manifest):
        return None
    try:
        lock = _lock_at(tree, project)
        reading = read_tree(tree, project.manifest)
    except InvalidError as error:
        raise _invalid_base(error, base, repository.prefix) from error
    return _Old(reading=reading, side=_side(reading, lock, committed_plan(reading, lock).plan))


def _side(reading: Reading, lock: Lock, plan: Plan) -> Side:
    moved = reading.manifest.moved
    return Side(
        graph=reading.graph, lock=renamed(lock, moved), plan=plan, sources=reading.sources,
        moved=moved,
    )  # fmt: skip


def _lock_at(tree: GitTree, project: Project) -> Lock:
    name = project.shown_lock
    return parse_lock(tree.read(name, limit=MOST_BYTES), name) if tree.has(name) else Lock()


def _absent(project: Project, base: Base | None) -> str:
    return "" if base is None else f"{base.name} has no {project.manifest} in this folder"


def _with_lines(
    diff: Diff, reading: Reading, lines: ChangedLines, repository: Repository | None
) -> Diff:
    assets = reading.graph.assets
    found = [lines.find(assets[cause.address], cause.reasons) for cause in diff.causes]
    told = with_authors(repository, found)
    causes = (replace(cause, line=line) for cause, line in zip(diff.causes, told, strict=True))
    return replace(diff, causes=tuple(causes))


def _invalid_base(error: InvalidError, base: Base, prefix: str) -> InvalidError:
    """Say of each problem at which commit it is, in words that `git show` understands."""
    at = f"{base.commit[:12]}:{prefix}"
    diagnostics = [
        replace(each, place=replace(each.place, file=at + each.place.file))
        for each in error.diagnostics
    ]
    told = InvalidError(diagnostics, {at + file: text for file, text in error.texts.items()})
    told.what = f"the base {base.name} cannot be compared with: {told.what}"
    told.next_step = "Mend what is marked above on that branch, or name another BASE."
    return told
