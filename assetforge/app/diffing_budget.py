"""The budgets that bind a change beside its own: those of the newest commit of what it leads into.

    main ──o──o──o  tip: its budget binds, whatever the commit said that the branch began at
           └──o     this tree: its own budget binds, too

A change may move or rename the file that holds the budget. So where the tip has no such manifest,
those count that this tree has no longer: of its name, or of the usual one, in whatever folder.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from assetforge.adapters.git_tree import GitTree
from assetforge.app.diffing_committed import BaseTree, invalid_at
from assetforge.app.project import MANIFEST
from assetforge.app.reading import read_tree
from assetforge.core.errors import DamagedError, InvalidError
from assetforge.manifest.budget import Budget
from assetforge.plan.policy import judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assetforge.adapters.git_repository import Repository
    from assetforge.app.project import Project
    from assetforge.plan.model import Plan
    from assetforge.plan.policy import Verdict
    from assetforge.report.diff_model import Base


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """Budgets of a base, and what is to be said of them; each is a sentence without its stop."""

    budgets: tuple[Budget, ...] = ()
    said: tuple[str, ...] = ()

    def judge(self, plan: Plan, own: Budget) -> Verdict:
        """Hold a plan against the strictest of these and its own."""
        found = judge(plan, reduce(Budget.stricter, self.budgets, own))
        return replace(found, warned=(*found.warned, *self.said))


def binding_budgets(project: Project, repository: Repository, tip: Base) -> Binding:
    """Read the budgets that a commit has for a project.

    Raises:
        AssetforgeError: git failed, or this clone lacks a file of that commit.
    """
    if GitTree(repository, tip.commit).has(project.manifest):
        return _together([_read(repository, project.manifest, tip)])
    gone = sorted(_gone(project, repository, tip))
    return _together(_elsewhere(repository, path, tip) for path in gone)


def _gone(project: Project, repository: Repository, tip: Base) -> Iterator[str]:
    """List by their paths from the top the manifests that this tree has no longer."""
    top = Path(project.root, *[".."] * repository.prefix.count("/"))
    names = {project.manifest, MANIFEST}
    for path, item in replace(repository, prefix="").items(tip.commit).items():
        if item.is_file and PurePosixPath(path).name in names and not Path(top, path).is_file():
            yield path


def _elsewhere(repository: Repository, path: str, tip: Base) -> Binding:
    folder, _, name = path.rpartition("/")
    there = replace(repository, prefix=f"{folder}/" if folder else "")
    found = _read(there, name, tip)
    moved = f"{tip.name} has {path}, which is gone here: its budget holds as well"
    return replace(found, said=(moved,)) if found.budgets else found


def _read(repository: Repository, name: str, tip: Base) -> Binding:
    tree = BaseTree(GitTree(repository, tip.commit), tip.commit)
    try:
        return Binding(budgets=(read_tree(tree, name).manifest.budget,))
    except (DamagedError, InvalidError) as error:
        why_not = invalid_at(error, tip, repository.prefix)
        return Binding(said=(f"the budget of the base is not known: {why_not}",))


def _together(found: Iterable[Binding]) -> Binding:
    all_of_them = tuple(found)
    return Binding(
        budgets=tuple(budget for each in all_of_them for budget in each.budgets),
        said=tuple(words for each in all_of_them for words in each.said),
    )
