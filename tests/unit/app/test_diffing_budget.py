"""The budgets that bind a change: those of the newest commit of what it leads into, too."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.git_repository import find_repository
from assetforge.app.diffing import compare_project
from assetforge.app.diffing_budget import Binding, binding_budgets
from assetforge.app.project import project_at
from assetforge.manifest.budget import Budget
from assetforge.report.diff_model import Base
from tests.fakes.workplace import Workplace
from tests.git_commands import commit_all, git
from tests.unit.app.projects import CHEAP, write

if TYPE_CHECKING:
    from assetforge.app.diffing import Compared
    from assetforge.app.project import Project

STRICT = f"{CHEAP}\n[budget]\ndeny_above = 10\n"


@pytest.fixture
def committed(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Commit a project without a budget, in a folder of a repository, and leave main."""
    top = Path(project.root).parent
    monkeypatch.setenv("HOME", str(top))
    monkeypatch.delenv("GITHUB_BASE_REF", raising=False)  # where these tests run in CI
    git(top, "init", "-q")
    write(project, CHEAP)
    write(project, "/store/\n", "../.gitignore")
    commit_all(top, "first")
    git(top, "checkout", "-q", "-b", "branch")
    return project


def on_main(project: Project, text: str, name: str = "assets.toml") -> None:
    """Commit a file to main, and come back."""
    top = Path(project.root).parent
    git(top, "checkout", "-q", "main")
    write(project, text, name)
    commit_all(top, "later")
    git(top, "checkout", "-q", "branch")


def denied(found: Compared) -> bool:
    return bool(found.diff.verdict.denied)


def limits(found: Compared) -> list[Decimal | None]:
    return [each.deny_above for each in found.budgets]


def test_a_budget_that_came_after_the_branch_began_binds_it(committed: Project) -> None:
    on_main(committed, STRICT)

    found = compare_project(committed, "main")

    assert denied(found)
    assert limits(found) == [None, Decimal(10)]
    assert found.diff.about.base is not None
    assert found.diff.about.base.commit == found.diff.about.head


def test_a_budget_that_was_raised_since_then_binds_as_it_is_now(committed: Project) -> None:
    top = Path(committed.root).parent
    on_main(committed, STRICT)
    git(top, "merge", "-q", "--ff-only", "main")
    on_main(committed, STRICT.replace("10", "1000"))
    write(committed, STRICT.replace("10", "500"))

    found = compare_project(committed, "main")

    assert limits(found) == [500, 1000]
    assert not denied(found)


def test_a_branch_that_shares_no_commit_is_bound_all_the_same(committed: Project) -> None:
    top = Path(committed.root).parent
    on_main(committed, STRICT)
    git(top, "checkout", "-q", "--orphan", "stranger")
    write(committed, CHEAP)
    commit_all(top, "stranger")

    found = compare_project(committed)

    assert found.diff.about.base is None
    assert denied(found)


def test_a_project_that_moved_takes_its_budget_along(committed: Project) -> None:
    top = Path(committed.root).parent
    on_main(committed, STRICT)
    git(top, "mv", "project", "elsewhere")
    commit_all(top, "moved")
    moved = project_at(str(top / "elsewhere" / "assets.toml"), is_draft=False)

    found = compare_project(moved, "main")

    assert denied(found)
    assert found.diff.verdict.warned == (
        "main has project/assets.toml, which is gone here: its budget holds as well",
    )


def test_a_manifest_that_is_called_otherwise_takes_its_budget_along(committed: Project) -> None:
    on_main(committed, STRICT)
    Path(committed.root, "assets.toml").rename(Path(committed.root, "other.toml"))
    other = project_at(str(Path(committed.root, "other.toml")), is_draft=False)

    found = compare_project(other, "main")

    assert limits(found) == [None, 10]


def test_a_project_beside_others_is_bound_by_its_own_budget_alone(committed: Project) -> None:
    top = Path(committed.root).parent
    on_main(committed, STRICT)
    (top / "second").mkdir()
    second = project_at(str(top / "second" / "assets.toml"), is_draft=False)
    write(second, CHEAP)

    found = compare_project(second, "main")

    assert limits(found) == [None]
    assert found.diff.verdict.warned == ()


def test_a_budget_that_cannot_be_read_is_told(committed: Project) -> None:
    on_main(committed, "version = 99\n")

    found = compare_project(committed, "main")

    (said,) = found.diff.verdict.warned
    commit = git(Path(committed.root), "rev-parse", "main")[:12]
    assert said.startswith(
        f"the budget of the base is not known: main is invalid, {commit}:project/assets.toml:1: "
    )
    assert limits(found) == [None]


def test_the_budget_holds_whatever_the_lock_beside_it_is(committed: Project) -> None:
    on_main(committed, STRICT)
    on_main(committed, "version = 99\n", "assets.lock")

    found = compare_project(committed, "main")

    assert denied(found)


def test_a_budget_in_a_folder_of_its_own_is_read_there(committed: Project) -> None:
    repository = find_repository(committed.root)
    assert repository is not None
    on_main(committed, STRICT)
    tip = Base(name="main", commit=git(Path(committed.root), "rev-parse", "main").strip())

    found = binding_budgets(committed, repository, tip)

    assert [each.deny_above for each in found.budgets] == [10]
    assert found.said == ()


def test_what_is_said_of_budgets_stands_with_the_verdict() -> None:
    workplace = Workplace()
    workplace.add("hero")
    binding = Binding(said=("it moved",))

    found = binding.judge(workplace.plan(), Budget(deny_above=Decimal(1)))

    assert (len(found.denied), found.warned) == (1, ("it moved",))
