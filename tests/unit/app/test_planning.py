"""Planning: what a build would do, without a trace on the disk."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.store import FileStore
from assetforge.app.planning import plan_project, refuse_changes, situation
from assetforge.app.project import Project, project_at
from assetforge.app.reading import read_lock
from assetforge.core.errors import StaleError, UsageError
from assetforge.plan.facts import Ordered
from assetforge.plan.model import Reason
from tests.unit.app.projects import LAMP, built, paint, wishes, write

if TYPE_CHECKING:
    from assetforge.plan.model import Action, Why


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


RENAMED = LAMP.replace("image.lamp", "image.light").replace('"lamp"\nwidth', '"light"\nwidth')


def test_a_renamed_asset_is_found_and_its_lock_has_to_change(project: Project) -> None:
    built(project)
    write(project, f'{RENAMED}\n[moved]\nlamp = "light"\n')

    found = plan_project(project, wishes())

    assert [(step.address, step.action) for step in found.plan.steps] == [
        ("light", "restore"), ("icon", "keep"),
    ]  # fmt: skip
    assert found.plan.orphans == ()
    with pytest.raises(StaleError, match="for light, but"):
        refuse_changes(found)
    built(project)
    again = plan_project(project, wishes())
    refuse_changes(again)
    assert not again.plan.has_changes
    assert again.plan.spent_moves == ("lamp",)


def test_a_moved_output_would_change_the_lock(project: Project) -> None:
    built(project)
    write(project, LAMP.replace('size = "64x48"', 'size = "64x48"\noutput = "assets/light.png"'))

    with pytest.raises(StaleError, match="for lamp, but"):
        refuse_changes(plan_project(project, wishes()))


def test_an_order_is_known_by_the_name_that_its_asset_has_now(project: Project) -> None:
    built(project)
    key = read_lock(project).entries["lamp"].made.key
    write(project, f'{RENAMED}\n[moved]\nlamp = "light"\n')
    order = Ordered(provider="letzai", job="j", is_certain=True, address="lamp")

    with FileStore(project.store, read_only=True) as store:
        found = situation(project, wishes(), store, lambda asked: order if asked == key else None)

    assert found.facts.ordered(key) == replace(order, address="light")


@pytest.mark.parametrize(
    ("reason", "action"), [("newer-take", "restore"), ("ordered", "make"), ("asked", "make")]
)
def test_what_is_to_take_the_place_of_a_locked_result_is_a_change(
    project: Project, reason: Why, action: Action
) -> None:
    built(project)
    found = plan_project(project, wishes())
    lamp, *others = found.plan.steps
    pending = replace(
        lamp, action=action, is_locked=False, is_ordered=reason == "ordered",
        reasons=(Reason(why=reason),),
    )  # fmt: skip
    asked = frozenset({"lamp"} if reason == "asked" else set[str]())
    plan = replace(found.plan, steps=(pending, *others), asked=asked)

    with pytest.raises(StaleError, match="for lamp, but"):
        refuse_changes(replace(found, plan=plan))


def test_what_is_only_lost_here_is_no_change_of_the_lock(project: Project) -> None:
    built(project)
    Path(project.root, "assets/lamp.png").unlink()
    shutil.rmtree(project.store)

    found = plan_project(project, wishes())

    assert found.plan.steps[0].action == "make"
    refuse_changes(found)
