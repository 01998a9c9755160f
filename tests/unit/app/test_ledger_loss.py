"""What a build says before it buys with a ledger that has never seen the project."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from assetforge.app.ledger_loss import suspected_loss
from assetforge.app.money_places import money_places
from assetforge.app.planning import plan_project
from tests.unit.app.projects import CHEAP, bought, built, wishes, write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from tests.sandbox_server import SandboxServer


def said(project: Project, *targets: str) -> str:
    return suspected_loss(plan_project(project, wishes(*targets)))


def test_a_lock_with_jobs_and_no_ledger_is_worth_a_line(
    served: SandboxServer, project: Project
) -> None:
    assert served.origin
    write(project, CHEAP)
    bought(project, "hero")
    assert said(project) == ""

    shutil.rmtree(money_places().folder)

    assert said(project).startswith("this machine has no ledger of what assets.lock says")
    assert "`assetforge jobs resume --search`" in said(project)
    assert said(project, "hero") == ""  # nothing is bought


def test_a_first_purchase_is_no_loss(served: SandboxServer, project: Project) -> None:
    assert served.origin
    write(project, CHEAP)

    assert said(project) == ""


def test_what_is_drawn_here_was_never_bought(served: SandboxServer, project: Project) -> None:
    assert served.origin
    built(project)
    write(project, CHEAP)

    assert said(project) == ""
