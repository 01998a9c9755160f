"""Adopting jobs, against the sandbox."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.app.adopting import Adopted, Adoption, adopt_job
from assetforge.app.planning import plan_project
from assetforge.core.errors import RefusedError, UndecidedError, UsageError
from tests.unit.adapters.ledger_samples import intent_of
from tests.unit.app.placed import note, place
from tests.unit.app.projects import CHEAP, LAMP, Listener, bought, wishes, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetforge.app.project import Project
    from tests.sandbox_server import SandboxServer

OTHER = CHEAP.replace("A bottle", "Two bottles")


@pytest.fixture
def job(served: SandboxServer, project: Project) -> str:
    write(project, CHEAP)
    return place(served, project="elsewhere", intent="abc")


def adopt(
    project: Project, job: str, asset: str = "hero", *, says_yes: bool = False,
    ask: Callable[[str], bool] | None = None,
) -> Adopted:  # fmt: skip
    adoption = Adoption(asset=asset, job=job, says_yes=says_yes, ask=ask)
    return adopt_job(project, adoption, Listener().audience)


def test_a_job_is_stored_locked_and_placed_for_nothing(
    served: SandboxServer, project: Project, job: str
) -> None:
    orders = len(served.orders())

    done = adopt(project, job)

    assert (done.bought.made.job_id, done.differences) == (job, ())
    (step,) = plan_project(project, wishes("hero")).plan.steps
    assert (step.action, step.made) == ("keep", done.bought.made)
    assert Path(project.root, "assets", "hero.png").exists()
    assert f'job_id = "{job}"' in Path(project.lock).read_text("utf-8")
    assert len(served.orders()) == orders


def test_what_was_adopted_is_an_input_like_any_other(
    served: SandboxServer, project: Project, job: str
) -> None:
    with pytest.raises(UsageError, match="`night` is made from `hero`, which is not built"):
        adopt(project, job, "night")

    adopt(project, job)
    bought(project)

    assert served.orders()[-1]["route"] == "/image-edits"


def test_what_differs_needs_somebody_to_agree(project: Project, job: str) -> None:
    write(project, OTHER)
    asked: list[str] = []

    def yes(question: str) -> bool:
        asked.append(question)
        return True

    with pytest.raises(UndecidedError, match='its prompt is "A bottle on wet marble"'):
        adopt(project, job)
    with pytest.raises(RefusedError, match="nothing was adopted"):
        adopt(project, job, ask=lambda _: False)
    done = adopt(project, job, ask=yes)

    assert done.bought.made.request["prompt"] == "Two bottles on wet marble"
    assert asked[0].endswith("Adopt it for `hero` all the same?")


def test_another_result_gives_way_only_to_who_agrees(
    served: SandboxServer, project: Project, job: str
) -> None:
    bought(project, "hero")
    old = served.orders()[-1]["id"]

    with pytest.raises(UndecidedError, match=f"the result of job {old} for it, which gives way"):
        adopt(project, job)

    assert adopt(project, job, says_yes=True).bought.made.job_id == job


def test_a_job_of_another_kind_is_refused(
    served: SandboxServer, project: Project, job: str
) -> None:
    bought(project)
    edit = str(served.orders()[-1]["id"])

    with pytest.raises(UsageError, match="is of the kind edit, and `hero` is of the kind image"):
        adopt(project, edit)
    with pytest.raises(UsageError, match="shows no job"):
        adopt(project, job[:-1] + ("0" if job[-1] != "0" else "1"))


def test_what_is_made_here_has_no_jobs_whether_or_not_there_is_a_key(
    project: Project, job: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LETZAI_API_KEY")
    write(project, LAMP)

    with pytest.raises(UsageError, match="`lamp` is made by studio, which has no jobs"):
        adopt(project, job, "lamp")


def test_a_pattern_is_no_asset(project: Project, job: str) -> None:
    with pytest.raises(UsageError, match=r"`her\*` is not the address of one asset"):
        adopt(project, job, "her*")


def test_what_is_being_bought_is_left_to_its_order(
    served: SandboxServer, project: Project, job: str
) -> None:
    running = place(served, project="cheap", intent=intent_of("hero"))
    note(project, "hero", job=running)

    with pytest.raises(UsageError, match="`hero` was ordered already"):
        adopt(project, job)
    write(project, OTHER)
    with pytest.raises(UsageError, match="belongs to the order of `hero`, which is not finished"):
        adopt(project, running)
