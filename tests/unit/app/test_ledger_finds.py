from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.store import FileStore
from assetforge.app.ledger_finds import find_homes
from assetforge.app.money_places import project_mark
from assetforge.app.planning import plan_project
from assetforge.execution.attempt import AttemptState
from assetforge.execution.dossier import decode_dossier
from assetforge.providers.instruction import Job
from assetforge.providers.letzai.adoption import Candidate
from assetforge.providers.letzai.recent import Recent
from tests.unit.app.placed import PROMPT
from tests.unit.app.projects import CHEAP, bought, paint, wishes, write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from assetforge.core.digest import Digest
    from assetforge.execution.attempt import Attempt
    from assetforge.providers.instruction import Phase
    from assetforge.report.searched import Searched
    from tests.sandbox_server import SandboxServer

MADE_AT = "2026-11-20T12:00:00Z"
TWIN = f"""{CHEAP}
[image.twin]
prompt = "{PROMPT}"
model = "wan-2-7-image-pro"
revision = 2
"""
SKETCHED = """\
version = 1

[project]
name = "cheap"

[source.sketch]
path = "sketch.png"

[edit.night]
from = "sketch"
prompt = "At night"
provider = "letzai"
model = "wan-2-7-image-pro"
"""


def job(
    name: str = "job-1", prompt: str = PROMPT, *, route: str = "/images", created: float = 5,
    phase: Phase = "running",
) -> Recent:  # fmt: skip
    found = Candidate(
        job=Job(id=name, route=route),
        record={"prompt": prompt, "baseModel": "wan-2-7-image-pro", "createdAt": MADE_AT},
    )
    return Recent(
        candidate=found, created=created, intent=f"intent{name}", project=project_mark("cheap"),
        prompt=prompt, phase=phase,
    )  # fmt: skip


def homes(project: Project, *jobs: Recent, busy: frozenset[Digest] = frozenset()) -> Searched:
    dates = {each.job.id: each.created for each in jobs}
    with FileStore(project.store, read_only=True) as store:
        return find_homes(project, store, jobs, busy, dates)


def taken(found: Searched) -> list[tuple[str, str | None]]:
    return [(attempt.address, attempt.job) for attempt in found.taken]


def unsure(found: Searched) -> dict[str, tuple[str, ...]]:
    return {each.job.job.id: each.addresses for each in found.unsure}


def rest(found: Searched) -> list[str]:
    return [each.job.id for each in found.rest]


def only(found: Searched) -> Attempt:
    (attempt,) = found.taken
    return attempt


def test_a_job_that_exactly_one_asset_asks_for_has_a_home(project: Project) -> None:
    write(project, CHEAP)

    attempt = only(homes(project, job()))

    assert (attempt.address, attempt.intent, attempt.route) == ("hero", "intentjob-1", "/images")
    assert (attempt.state, attempt.job, attempt.intended_at) == (AttemptState.SUBMITTED, "job-1", 5)
    dossier = decode_dossier(attempt.made)
    assert dossier is not None
    assert (dossier.key, dossier.kind) == (attempt.key, "image")
    assert attempt.reserved == dossier.estimated.high


def test_what_nothing_asks_for_is_left(project: Project) -> None:
    write(project, CHEAP)

    found = homes(project, job(prompt="Something else"), job("job-2", route="/image-edits"))

    assert (taken(found), unsure(found), rest(found)) == ([], {}, ["job-1", "job-2"])


def test_jobs_of_others_are_passed_over(project: Project) -> None:
    write(project, CHEAP)

    found = homes(
        project,
        replace(job(), project=project_mark("another")),
        replace(job("job-2"), intent=None, project=None),
    )

    assert (taken(found), unsure(found), rest(found)) == ([], {}, [])
    assert homes(project) == found


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (job("done", phase="done", created=5), job("new", created=9)),
        (job("newer", created=9), job("older", created=5)),
        (job("newer", created=9, phase="done"), job("older", created=5, phase="done")),
    ],
)
def test_of_two_jobs_the_one_that_is_done_is_taken_and_then_the_newest(
    project: Project, first: Recent, second: Recent
) -> None:
    write(project, CHEAP)

    for found in (homes(project, first, second), homes(project, second, first)):
        assert (taken(found), rest(found)) == ([("hero", first.job.id)], [second.job.id])


def test_a_job_that_failed_is_no_home_for_anything(project: Project) -> None:
    write(project, CHEAP)

    found = homes(project, job("failed", phase="failed", created=9), job("well"))

    assert (taken(found), [each.job.id for each in found.failed]) == (
        [("hero", "well")],
        ["failed"],
    )


def test_which_of_two_assets_ordered_it_is_not_guessed(project: Project) -> None:
    write(project, TWIN)

    assert unsure(homes(project, job())) == {"job-1": ("hero", "twin")}


def test_another_take_of_an_asset_is_not_told_from_the_one_before(project: Project) -> None:
    write(project, CHEAP.replace(f'"{PROMPT}"', f'"{PROMPT}"\nrevision = 2'))

    assert unsure(homes(project, job())) == {"job-1": ("hero",)}


def test_a_source_that_was_uploaded_is_not_told_from_another(project: Project) -> None:
    write(project, SKETCHED)
    paint(project, "sketch.png")

    found = homes(project, job(prompt="At night", route="/image-edits"))

    assert unsure(found) == {"job-1": ("night",)}


def test_where_an_order_is_under_way_no_other_is_needed(project: Project) -> None:
    write(project, TWIN)
    steps = plan_project(project, wishes()).plan.steps
    keys = {step.address: step.key for step in steps}
    hero, twin = keys["hero"], keys["twin"]
    assert hero is not None
    assert twin is not None

    assert unsure(homes(project, job(), busy=frozenset({hero}))) == {"job-1": ("hero", "twin")}
    found = homes(project, job(), busy=frozenset({hero, twin}))

    assert (taken(found), unsure(found), rest(found)) == ([], {}, ["job-1"])


def test_what_was_made_from_an_earlier_input_is_of_no_asset(
    served: SandboxServer, project: Project
) -> None:
    assert served.origin
    write(project, CHEAP)
    built = bought(project, "hero")
    assert built.execution is not None
    hero = built.execution.lock.entries["hero"].made.job_id
    assert hero is not None
    early = job("early", prompt="At night", route="/image-edits", created=4)
    late = job("late", prompt="At night", route="/image-edits", created=5)

    found = homes(project, job(hero), early, late)

    assert (taken(found), rest(found)) == ([("night", "late")], ["early"])
