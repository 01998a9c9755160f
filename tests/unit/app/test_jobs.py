from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.rescue import save_rescue
from assetforge.app.jobs import list_jobs, state_of
from assetforge.core.errors import DamagedError, UsageError
from assetforge.execution.attempt import AttemptState, Change
from tests.unit.adapters.ledger_samples import attempt_of
from tests.unit.adapters.test_ledger_opening import everything_in, overwrite_all
from tests.unit.app.ledgers import state_folder, write_attempts

if TYPE_CHECKING:
    from pathlib import Path

S = AttemptState


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    project = tmp_path / "project"
    project.mkdir()
    (project / "assets.toml").touch()
    monkeypatch.chdir(project)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return state_folder(tmp_path, monkeypatch)


def test_where_nothing_was_bought_nothing_is_made(state: Path) -> None:
    jobs = list_jobs(None, is_all=True)

    assert (jobs.attempts, jobs.rescued, jobs.unclear) == ((), 0, ())
    assert not state.exists()


def test_what_is_live_is_listed_and_the_rest_if_asked_for(state: Path) -> None:
    write_attempts(attempt_of("a"), attempt_of("b", state=S.VOID))
    before = everything_in(state)

    assert [each.address for each in list_jobs(None, is_all=False).attempts] == ["a"]
    assert [each.address for each in list_jobs(None, is_all=True).attempts] == ["a", "b"]
    assert everything_in(state) == before


def test_short_names_are_unique_among_those_that_are_not_listed_too(state: Path) -> None:
    assert not state.exists()
    first = attempt_of("a", intent="a" * 25 + "b")
    write_attempts(first, attempt_of("b", intent="a" * 25 + "c", state=S.VOID))

    assert list_jobs(None, is_all=False).names[first.intent] == first.intent


def test_what_a_run_could_not_write_comes_back_once(state: Path) -> None:
    write_attempts(attempt_of())
    rescued = state.parent / "project" / ".assetforge"
    rescued.mkdir()
    save_rescue([rescued], attempt_of(), Change(state=S.SUBMITTED, job="job-1"))

    first, second = list_jobs(None, is_all=False), list_jobs(None, is_all=False)

    assert (first.rescued, first.attempts[0].job) == (1, "job-1")
    assert (second.rescued, second.attempts) == (0, first.attempts)


def test_what_does_not_fit_is_named_and_makes_no_ledger(state: Path) -> None:
    rescued = state.parent / "project" / ".assetforge"
    rescued.mkdir()
    save_rescue([rescued], attempt_of(), Change(state=S.SUBMITTED, job="job-1"))

    jobs = list_jobs(None, is_all=False)

    assert jobs.unclear == tuple(str(path) for path in rescued.iterdir())
    assert not state.exists()


def test_damage_is_no_empty_list(state: Path) -> None:
    state.mkdir()
    overwrite_all(state / "ledger.sqlite3")

    with pytest.raises(DamagedError):
        list_jobs(None, is_all=False)


def test_a_ledger_needs_no_project(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(state.parent)

    assert state_of(None) is None
    assert list_jobs(None, is_all=False).attempts == ()
    with pytest.raises(UsageError):
        list_jobs("missing.toml", is_all=False)
