"""Searching for orders that the ledger forgot, against the sandbox."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.ledger_opening import open_book
from assetforge.app.jobs_searching import SearchedJobs, search_jobs
from assetforge.app.ledger import all_attempts
from assetforge.app.money_places import money_places
from assetforge.app.planning import plan_project
from assetforge.core.errors import CredentialsError, UnavailableError, UsageError
from assetforge.core.exits import Exit
from assetforge.execution.attempt import AttemptState, Change
from assetforge.report.searched import Searched
from tests.sandbox_server import SandboxServer
from tests.unit.adapters.ledger_samples import intent_of
from tests.unit.app.placed import mark, note, place
from tests.unit.app.projects import CHEAP, bought, wishes, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assetforge.app.project import Project
    from assetforge.plan.model import Step

NOWHERE = "http://127.0.0.1:9"  # the port that discards; nobody listens there


@pytest.fixture
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxServer]:
    """Have an account of its own for each test: what others bought is unknown to this ledger."""
    with SandboxServer(tmp_path_factory.mktemp("account")) as server:
        yield server


@pytest.fixture
def cheap(served: SandboxServer, project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    assert served.origin
    write(project, CHEAP)
    monkeypatch.chdir(project.root)
    return project


def search() -> tuple[SearchedJobs, list[str]]:
    told: list[str] = []
    found = search_jobs(
        None, lambda _: None, lambda taken: told.extend(each.address for each in taken)
    )
    return found, told


def step_of(project: Project, address: str) -> Step:
    (step,) = (
        each for each in plan_project(project, wishes(address)).plan.steps
        if each.address == address
    )  # fmt: skip
    return step


def test_an_order_that_no_ledger_knows_is_taken_up_and_finished(
    served: SandboxServer, cheap: Project
) -> None:
    job = place(served, project="cheap", intent=intent_of("hero"), key=mark(cheap, "hero"))
    cost = step_of(cheap, "hero").cost.high

    found, told = search()

    assert told == ["hero"]
    assert [each.job for each in found.searched.taken] == [job]
    assert (found.resumption.exit, len(found.resumption.resumed)) == (Exit.DONE, 1)
    (attempt,) = all_attempts()
    assert (attempt.intent, attempt.state.value) == (intent_of("hero"), "stored")
    assert cost is not None
    assert attempt.reserved == cost
    assert (step_of(cheap, "hero").action, len(served.orders())) == ("restore", 1)


def test_a_second_search_finds_nothing_and_changes_nothing(
    served: SandboxServer, cheap: Project
) -> None:
    place(served, project="cheap", intent=intent_of("hero"), key=mark(cheap, "hero"))
    search()
    before = all_attempts()

    found, told = search()

    assert (found.searched, told, all_attempts()) == (Searched(), [], before)


def test_what_is_under_way_already_needs_no_other_job(
    served: SandboxServer, cheap: Project
) -> None:
    note(cheap, "hero", job=place(served, project="cheap", intent=intent_of("hero")))
    spare = place(
        served, project="cheap", intent=intent_of("spare"), key=mark(cheap, "hero")
    )  # fmt: skip

    found, told = search()

    assert (told, [each.job.id for each in found.searched.rest]) == ([], [spare])
    assert [each.attempt.address for each in found.resumption.resumed] == ["hero"]
    assert len(all_attempts()) == 1


@pytest.mark.parametrize("state", [AttemptState.VOID, AttemptState.ABANDONED])
def test_what_the_ledger_has_given_up_and_is_there_is_left_to_a_person(
    state: AttemptState, served: SandboxServer, cheap: Project
) -> None:
    """A list that showed it too late, or somebody who took it for lost."""
    job = place(served, project="cheap", intent=intent_of("hero"), key=mark(cheap, "hero"))
    note(cheap, "hero", job=None)
    with open_book(money_places().ledger) as book:
        book.note(intent_of("hero"), Change(state=state), date=1.0)
    before = all_attempts()

    found, told = search()

    assert (told, all_attempts()) == ([], before)
    assert [(each.job.job.id, each.addresses) for each in found.searched.unsure] == [
        (job, ("hero",))
    ]
    assert found.searched.is_in_doubt


def test_what_the_lock_names_is_no_find(cheap: Project) -> None:
    bought(cheap, "hero")
    shutil.rmtree(money_places().folder)
    shutil.rmtree(cheap.store)

    found, _ = search()

    assert found.searched == Searched()
    assert not money_places().ledger.exists()
    assert step_of(cheap, "hero").action == "keep"


def test_jobs_of_another_project_are_nobodys_business_here(
    served: SandboxServer, cheap: Project
) -> None:
    assert cheap.root
    place(served, project="another project", intent=intent_of("hero"))

    found, told = search()

    assert (found.searched, told) == (Searched(), [])


@pytest.mark.usefixtures("served")
def test_without_a_project_nobody_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LETZAI_BASE_URL", NOWHERE)

    with pytest.raises(UsageError):
        search()


@pytest.mark.usefixtures("cheap")
def test_without_a_key_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LETZAI_API_KEY")

    with pytest.raises(CredentialsError):
        search()


@pytest.mark.usefixtures("cheap")
def test_a_service_that_is_silent_is_no_empty_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assetforge.app.asking.PATIENCE", 0.2)
    monkeypatch.setenv("LETZAI_BASE_URL", NOWHERE)

    with pytest.raises(UnavailableError):
        search()
    assert not money_places().ledger.exists()
