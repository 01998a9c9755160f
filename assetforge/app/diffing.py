"""Comparing a project with what is committed elsewhere: assets, credits, and who causes them.

    working tree ─▶ reading, lock ─▶ plan by its lock ──┐
                                                        ├──▶ Diff, with the lines to blame
    base commit ──▶ reading, lock ─▶ plan by its lock ──┘

Locks and manifests alone decide, at the catalogue's prices: no key, no network, and nothing is
written. What the store and the ledger of this machine noted is only told beside it, where it
contradicts what a lock newly says.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assetforge.adapters.git import NoGitError
from assetforge.adapters.git_repository import find_repository
from assetforge.adapters.lock_file import LockFile
from assetforge.app.approving import committed_plan
from assetforge.app.diffing_authors import Here, with_authors
from assetforge.app.diffing_budget import Binding, binding_budgets
from assetforge.app.diffing_committed import Committed, read_base, side_of
from assetforge.app.diffing_lines import ChangedLines
from assetforge.app.diffing_noted import Noted
from assetforge.app.diffing_start import Start, find_start, target_branch
from assetforge.app.locking_open import refuse_unmerged
from assetforge.app.memo import read_memo
from assetforge.app.offers import catalogue_market
from assetforge.app.reading import parse_lock, read_project
from assetforge.lock.model import Lock
from assetforge.report.diff import build_diff
from assetforge.report.diff_model import About
from assetforge.report.diff_proof import with_proofs

if TYPE_CHECKING:
    from assetforge.adapters.git_repository import Repository
    from assetforge.app.project import Project
    from assetforge.app.reading import Reading
    from assetforge.manifest.budget import Budget
    from assetforge.report.diff_model import Diff, Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A comparison, and the budgets that bind it: that of this tree first."""

    diff: Diff
    budgets: tuple[Budget, ...]


def diff_project(project: Project, base: str | None = None) -> Diff:
    """Compare a project with a commit; raises as `compare_project`."""
    return compare_project(project, base).diff


def compare_project(project: Project, base: str | None = None) -> Compared:
    """Compare a project with a commit; None: where it left the remote's default branch.

    Where the project is invalid at that commit everything counts as new, and the diff says why.

    Raises:
        UsageError: the base is no commit that is known here.
        InvalidError: the project is invalid.
        AssetforgeError: git failed, or the clone is too shallow.
    """
    data = LockFile(project.lock).read()
    lock = Lock() if data is None else parse_lock(data, project.shown_lock)
    refuse_unmerged(project)
    reading = read_project(project, read_memo(project))
    tree = _Tree(project=project, reading=reading, lock=data)
    repository, start = _begin(project, base)
    old = _old(project, repository, start)
    committed = committed_plan(tree.reading, lock)
    new = side_of(tree.reading, lock, committed.plan)
    about = About(
        manifest=project.manifest, digest=committed.digest, head=start.head,
        base=None if old.side is None else start.base, no_base=start.no_base or old.why_not,
    )  # fmt: skip
    compared = build_diff(old.side, new, catalogue_market(), about)
    diff = with_proofs(compared, old.side, new, Noted(project.store).otherwise)
    lines = tree.lines(diff, old.reading)
    told = with_authors(repository, lines, tree.here(start))
    causes = (replace(cause, line=line) for cause, line in zip(diff.causes, told, strict=True))
    binding, own = _binding(project, repository, start, old), reading.manifest.budget
    verdict = binding.judge(committed.plan, own)
    return Compared(
        diff=replace(diff, causes=tuple(causes), verdict=verdict), budgets=(own, *binding.budgets)
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tree:
    """The project as it lies in its folder."""

    project: Project
    reading: Reading
    lock: bytes | None

    def lines(self, diff: Diff, base: Reading | None) -> list[Line]:
        """Find the line of each cause."""
        text = (self.lock or b"").decode("utf-8-sig", errors="replace")
        moved = {each.address: each.moved_from for each in diff.assets if each.moved_from}
        lines = ChangedLines(self.reading, base, (self.project.shown_lock, text), moved)
        assets = self.reading.graph.assets
        return [lines.find(assets[cause.address], cause.reasons) for cause in diff.causes]

    def here(self, start: Start) -> Here:
        """Hand on what was read, so that nobody has to read it again."""
        assets, lock = self.reading.graph.assets, self.project.shown_lock
        return Here(
            data={**self.reading.data, **({} if self.lock is None else {lock: self.lock})},
            digests={assets[name].stem: blob.digest for name, blob in self.reading.sources.items()},
            head=start.head, base=None if start.base is None else start.base.commit,
        )  # fmt: skip


def _begin(project: Project, base: str | None) -> tuple[Repository | None, Start]:
    """Find the repository and the commit; without git nothing was committed that could be asked."""
    try:
        repository = find_repository(project.root)
    except NoGitError as error:
        if base is not None:
            raise
        return None, Start(base=None, no_base=error.what)
    return repository, find_start(repository, base, target_branch(os.environ))


def _old(project: Project, repository: Repository | None, start: Start) -> Committed:
    if repository is None or start.base is None:
        return Committed()
    return read_base(project, repository, start.base)


def _binding(
    project: Project, repository: Repository | None, start: Start, old: Committed
) -> Binding:
    """Find the budgets of the base; where nothing was committed since, its reading has it."""
    if repository is None or start.tip is None:
        return Binding()
    if old.reading is not None and start.base == start.tip:
        return Binding(budgets=(old.reading.manifest.budget,))
    return binding_budgets(project, repository, start.tip)
