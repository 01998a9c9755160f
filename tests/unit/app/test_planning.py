"""Planning: what a build would do, without a trace on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from assetforge.app.planning import plan_project, refuse_changes
from assetforge.app.project import Project, project_at
from assetforge.core.errors import StaleError, UsageError
from tests.unit.app.projects import LAMP, built, paint, wishes, write


def test_a_plan_writes_nothing_not_even_a_folder(project: Project, tmp_path: Path) -> None:
    found = plan_project(project, wishes())

    assert [(step.address, step.action) for step in found.plan.steps] == [
        ("lamp", "make"), ("icon", "derive"),
    ]  # fmt: skip
    assert [path.name for path in Path(project.root).iterdir()] == ["assets.toml"]
    assert not (tmp_path / "store").exists()


def test_a_plan_knows_what_was_built(project: Project) -> None:
    built(project)

    assert not plan_project(project, wishes()).plan.has_changes
    assert plan_project(project, wishes(replaced=("lamp",))).plan.has_changes


def test_a_draft_is_planned_from_a_place_of_its_own(project: Project) -> None:
    built(project)
    draft = project_at(f"{project.root}/assets.toml", is_draft=True)

    assert plan_project(draft, wishes()).plan.has_changes


def test_wishes_that_fit_nothing_are_refused(project: Project) -> None:
    with pytest.raises(UsageError, match="no asset fits `vase`"):
        plan_project(project, wishes("vase"))


def test_locked_means_that_the_lock_says_it_all(project: Project) -> None:
    with pytest.raises(StaleError, match="lamp and 1 more"):
        refuse_changes(plan_project(project, wishes()))
    built(project)
    refuse_changes(plan_project(project, wishes()))

    write(project, LAMP.replace("width = 16", "width = 8"))

    with pytest.raises(StaleError, match="for icon, but"):
        refuse_changes(plan_project(project, wishes()))


@pytest.mark.parametrize(
    ("is_draft", "next_step"),
    [
        (False, "Build `other.toml` without `--locked`, then commit `other.lock`."),
        (True, "Run `assetforge build --draft` without `--locked`."),
    ],
)
def test_the_way_out_of_locked_names_what_it_is_about(
    next_step: str, project: Project, *, is_draft: bool
) -> None:
    write(project, LAMP, "other.toml")
    other = project_at(str(Path(project.root, "other.toml")), is_draft=is_draft)

    with pytest.raises(StaleError) as stale:
        refuse_changes(plan_project(other, wishes()))

    assert stale.value.what.startswith(f"`{other.shown_lock}` needs")
    assert stale.value.next_step == next_step


def test_an_output_edited_by_hand_is_no_change_of_the_lock(project: Project) -> None:
    built(project)
    paint(project, "assets/lamp.png")

    refuse_changes(plan_project(project, wishes()))


def test_files_that_are_missing_as_in_a_fresh_clone_are_no_change_of_the_lock(
    project: Project,
) -> None:
    built(project)
    Path(project.root, "assets/lamp.png").unlink()

    refuse_changes(plan_project(project, wishes()))
