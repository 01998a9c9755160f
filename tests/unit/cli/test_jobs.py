"""`jobs`: what is listed, in both forms, and what a person may decide."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assetforge.core.exits import Exit
from assetforge.execution.attempt import AttemptState
from tests.unit.adapters.ledger_samples import attempt_of
from tests.unit.adapters.test_ledger_opening import overwrite_all
from tests.unit.app.ledgers import state_folder, write_attempts
from tests.unit.app.placed import mark, note, place
from tests.unit.app.projects import CHEAP, write

if TYPE_CHECKING:
    from pathlib import Path

    from assetforge.app.project import Project
    from tests.sandbox_server import SandboxServer
    from tests.unit.cli.ran import Run

HERO = attempt_of("hero").intent


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return state_folder(tmp_path, monkeypatch)


def test_nothing_bought_is_nothing_listed_and_nothing_made(run: Run, state: Path) -> None:
    assert run("jobs") == run("jobs", "-q")
    assert run("jobs").out == "Nothing is under way.\n"
    assert json.loads(run("jobs", "--json").out)["jobs"] == []
    assert not state.exists()


def test_what_is_live_is_listed_and_with_all_the_rest(run: Run) -> None:
    write_attempts(attempt_of("hero"), attempt_of("beach", state=AttemptState.VOID))

    assert HERO[:6] in run("jobs").out
    assert "beach" not in run("jobs").out
    assert "beach" in run("jobs", "--all").out
    listed = json.loads(run("jobs", "--all", "--json").out)
    assert {each["asset"]: each["state"] for each in listed["jobs"]} == {
        "hero": "intent",
        "beach": "void",
    }


def test_what_needs_a_person_is_said_and_is_no_failure(run: Run) -> None:
    write_attempts(attempt_of("hero", state=AttemptState.UNKNOWN))

    listed = run("jobs")

    assert listed.code == Exit.DONE
    assert "jobs resolve" in listed.out


def test_a_decision_is_noted_once(run: Run) -> None:
    write_attempts(attempt_of("hero", state=AttemptState.UNKNOWN))

    decided = run("jobs", "resolve", HERO[:8], "--retry")
    again = run("jobs", "resolve", HERO[:8], "--retry")

    assert (decided.code, again.code) == (Exit.DONE, Exit.USAGE)
    assert "Up to 40 letzai credits may have been charged" in decided.out
    assert "has ended as abandoned" in again.err


def test_a_decision_has_a_form_for_programs(run: Run) -> None:
    write_attempts(attempt_of("hero"))

    said = json.loads(run("jobs", "resolve", HERO, "--job", "job-1", "--json").out)

    assert (said["decision"], said["was"], said["jobs"][0]["job"]) == ("job", "intent", "job-1")


@pytest.mark.parametrize(
    "words",
    [(), ("--retry", "--drop"), ("--drop", "--job", "j"), ("--retry", "--drop", "--job", "j")],
)
def test_one_thing_has_to_be_said(run: Run, words: tuple[str, ...]) -> None:
    write_attempts(attempt_of("hero"))

    refused = run("jobs", "resolve", HERO, *words)

    assert refused.code == Exit.USAGE
    assert "one of `--retry`, `--drop` and `--job ID`" in refused.err


def test_shared_options_may_follow_the_name_of_the_group(run: Run) -> None:
    assert run("jobs", "--manifest", "missing.toml").code == Exit.USAGE
    assert run("jobs", "--no-color").code == Exit.DONE


def test_a_job_is_resumed_and_given_up(run: Run, served: SandboxServer, project: Project) -> None:
    write(project, CHEAP)
    note(project, "hero", job=place(served, project="cheap", intent=HERO))
    assert "hero" in run("status").out

    resumed = run("jobs", "resume", HERO[:8])

    assert (resumed.code, resumed.out.splitlines()[0]) == (
        Exit.DONE, "done hero  1600x1600 image/png",
    )  # fmt: skip
    assert "is taken up at no charge" in resumed.err
    assert run("jobs", "resume").out == "Nothing is under way.\n"
    assert json.loads(run("jobs", "resume", "--json").out)["resumed"] == []
    assert run("jobs", "cancel", HERO, "-y").code == Exit.USAGE


def test_to_give_up_a_job_somebody_has_to_agree(run: Run) -> None:
    job = "00000000-0000-4000-8000-000000000001"
    write_attempts(attempt_of("hero", state=AttemptState.SUBMITTED, job=job))

    assert run("jobs", "cancel", HERO).code == Exit.UNDECIDED


def test_a_damaged_ledger_is_settled_by_resuming(
    run: Run, served: SandboxServer, project: Project, state: Path
) -> None:
    write(project, CHEAP)
    job = place(served, project="another project", intent="abc")
    state.mkdir()
    overwrite_all(state / "ledger.sqlite3")

    undecided, settled = run("jobs", "resume"), run("jobs", "resume", "-y")

    assert (undecided.code, settled.code) == (Exit.UNDECIDED, Exit.DONE)
    assert "The ledger was damaged. 0 attempts could be read from it." in undecided.err
    assert "Of yours at letzai, and not known here:\n" in undecided.err
    assert job in undecided.err
    assert run("jobs").code == Exit.DONE


def test_a_search_takes_up_what_the_ledger_lost(
    run: Run, served: SandboxServer, project: Project
) -> None:
    write(project, CHEAP.replace('"cheap"', '"searched"'))
    key = mark(project, "hero")
    job = place(served, project="searched", intent=HERO, key=key)
    orders = len(served.orders())

    found, again = run("jobs", "resume", "--search"), run("jobs", "resume", "--search")

    assert (found.code, again.code) == (Exit.DONE, Exit.DONE)
    assert f"Found at letzai, and taken up at no charge:\n  hero  job {job}\n" in found.err
    assert found.out.splitlines()[0] == "done hero  1600x1600 image/png"
    assert again.err == "LetzAI shows no job of this project that is not known here.\n"
    assert len(served.orders()) == orders


def test_a_job_that_several_assets_may_have_ordered_is_for_a_person(
    run: Run, served: SandboxServer, project: Project
) -> None:
    hero = CHEAP[CHEAP.index("[image.hero]") : CHEAP.index("[edit.night]")]
    twins = CHEAP + hero.replace("hero", "twin") + "revision = 2\n"
    write(project, twins.replace('"cheap"', '"twins"'))
    job = place(served, project="twins", intent=HERO)

    doubtful = run("jobs", "resume", "--search", "--json")

    assert doubtful.code == Exit.UNDECIDED
    (unsure,) = json.loads(doubtful.out)["searched"]["unsure"]
    assert (unsure["job"]["id"], unsure["assets"]) == (job, ["hero", "twin"])
    assert "Next: Run `assetforge adopt ASSET --job ID`" in doubtful.err
    assert run("jobs", "resume", "--search", "-y").code == Exit.DONE


def test_a_search_needs_a_key_and_trust_and_no_intent(run: Run) -> None:
    assert run("jobs", "resume", "--search").code == Exit.CREDENTIALS
    assert run("jobs", "resume", "--search", "--untrusted").code == Exit.UNTRUSTED
    assert run("jobs", "resume", "--search", HERO).code == Exit.USAGE
