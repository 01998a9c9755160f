"""Paid jobs that run on where the manifest asks for something else now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.app.jobs import list_jobs
from assetforge.app.memo import count_if_unchanged
from assetforge.app.money_places import money_places, project_mark
from assetforge.app.planning import plan_project
from assetforge.app.project import project_at
from assetforge.execution.attempt import AttemptState
from assetforge.execution.dossier import encode_dossier
from tests.unit.adapters.ledger_samples import attempt_of
from tests.unit.app.ledgers import state_folder, write_attempts
from tests.unit.app.projects import PAID, built, wishes, write
from tests.unit.execution.attempts import DOSSIER

if TYPE_CHECKING:
    from pathlib import Path

    from assetforge.app.project import Project

MARK = project_mark("lamp")
HERO = attempt_of("hero", project=MARK, state=AttemptState.SUBMITTED, job="job-1")


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LETZAI_BASE_URL", raising=False)
    state_folder(tmp_path, monkeypatch)


def unasked(project: Project, *targets: str) -> tuple[str, ...]:
    return plan_project(project, wishes(*targets)).plan.unasked


def test_a_job_for_an_asset_that_asks_for_something_else_now_is_told(project: Project) -> None:
    write(project, PAID)
    write_attempts(HERO)

    assert unasked(project) == (HERO.intent,)


def test_a_job_for_an_asset_that_is_gone_is_told_each_time(project: Project) -> None:
    write_attempts(HERO)
    built(project)

    assert unasked(project) == (HERO.intent,)
    assert count_if_unchanged(project) is None


def test_what_a_step_asks_for_is_taken_up_and_needs_no_word(project: Project) -> None:
    write(project, PAID)
    key = next(
        step.key for step in plan_project(project, wishes()).plan.steps if step.address == "hero"
    )
    assert key is not None
    write_attempts(replace(HERO, key=key))

    assert unasked(project) == ()


def test_what_the_plan_leaves_out_may_still_ask_for_it(project: Project) -> None:
    write(project, PAID)
    write_attempts(HERO)

    assert unasked(project, "lamp") == ()


@pytest.mark.parametrize(
    "other",
    [
        replace(HERO, project="0123456789ab"),
        replace(HERO, state=AttemptState.VOID, job=None),
        replace(HERO, made=encode_dossier(replace(DOSSIER, place="this machine"))),
    ],
    ids=["another project", "ended", "at a sandbox"],
)
def test_what_is_not_this_projects_or_does_not_run_is_not_told(
    other: object, project: Project
) -> None:
    write_attempts(other)  # type: ignore[arg-type] # rows of one type

    assert unasked(project) == ()


def test_a_draft_pays_for_nothing_and_tells_nothing(project: Project) -> None:
    write_attempts(HERO)
    draft = project_at(f"{project.root}/{project.manifest}", is_draft=True)

    assert unasked(draft) == ()


def test_a_ledger_that_does_not_answer_stops_no_look(project: Project) -> None:
    place = money_places().ledger
    place.parent.mkdir(parents=True)
    place.write_bytes(b"no ledger at all" * 100)

    assert unasked(project) == ()


def test_the_list_of_jobs_says_which_they_are(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    write_attempts(HERO, attempt_of("theirs"))

    assert list_jobs(None, is_all=False).unasked == {HERO.intent}


def test_without_a_readable_manifest_the_list_of_jobs_is_there_all_the_same(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    write(project, "version = 1\nwhat = ")
    write_attempts(HERO)

    found = list_jobs(None, is_all=False)

    assert (len(found.attempts), found.unasked) == (1, frozenset())


def test_a_job_is_known_by_the_name_that_its_asset_has_now(project: Project) -> None:
    write(project, f'{PAID}\n[moved]\nhero-old = "hero"\n')
    write_attempts(replace(HERO, address="hero-old"))

    assert unasked(project, "lamp") == ()
    assert unasked(project) == (HERO.intent,)
