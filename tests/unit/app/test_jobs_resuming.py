"""Resuming what was bought before, against the sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.app.jobs_resuming import Resumption, resume_jobs
from assetforge.app.ledger import all_attempts
from assetforge.app.planning import plan_project
from assetforge.core.errors import UsageError
from assetforge.core.exits import Exit
from tests.unit.adapters.ledger_samples import intent_of
from tests.unit.app.placed import note, place
from tests.unit.app.projects import CHEAP, wishes, write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from assetforge.execution.events import Event
    from tests.sandbox_server import SandboxServer


def resumed(*names: str) -> Resumption:
    events: list[Event] = []
    return resume_jobs(names, None, events.append)


def test_where_nothing_was_bought_there_is_nothing_to_resume(served: SandboxServer) -> None:
    assert served.origin
    assert resumed() == Resumption(resumed=())
    with pytest.raises(UsageError, match="no attempt's intent begins with `abcdef`"):
        resumed("abcdef")


def test_a_job_is_fetched_into_the_store_and_a_build_has_it_free(
    served: SandboxServer, project: Project
) -> None:
    write(project, CHEAP)
    note(project, "hero", job=place(served, project="cheap", intent=intent_of("hero")))
    orders = len(served.orders())

    done = resumed(intent_of("hero")[:8])

    assert (done.exit, [each.attempt.address for each in done.resumed]) == (Exit.DONE, ["hero"])
    assert all_attempts()[0].state == "stored"
    (step,) = plan_project(project, wishes("hero")).plan.steps
    assert (step.action, len(served.orders())) == ("restore", orders)


def test_what_has_ended_cannot_be_resumed(served: SandboxServer, project: Project) -> None:
    write(project, CHEAP)
    note(project, "hero", job=place(served, project="cheap", intent=intent_of("hero")))
    resumed()

    with pytest.raises(UsageError, match="has ended as stored"):
        resumed(intent_of("hero"))
    assert resumed().resumed == ()


def test_a_failure_is_told_and_decides_the_exit_code(
    served: SandboxServer, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, CHEAP)
    note(project, "hero", job=place(served, project="cheap", intent=intent_of("hero")))
    monkeypatch.delenv("LETZAI_API_KEY")

    done = resumed()

    assert done.exit is Exit.CREDENTIALS
    assert all_attempts()[0].is_live
