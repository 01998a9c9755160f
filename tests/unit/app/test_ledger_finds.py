from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.store import FileStore
from assetforge.app.ledger_finds import find_homes
from assetforge.app.money_places import project_mark
from assetforge.app.planning import plan_project
from assetforge.core.digest import key_mark
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
        key=None, prompt=prompt, phase=phase,
    )  # fmt: skip


def keyed(project: Project, address: str, *jobs: Recent) -> tuple[Recent, ...]:
    """Have jobs say that they were ordered for what an asset is now."""
    keys = {step.address: step.key for step in plan_project(project, wishes()).plan.steps}
    key = keys[address]
    assert key is not None
    return tuple(replace(each, key=key_mark(key)) for each in jobs)


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


def test_a_job_that_says_the_key_of_an_asset_has_a_home(project: Project) -> None:
    write(project, CHEAP)

    attempt = only(homes(project, *keyed(project, "hero", job())))

    assert (attempt.address, attempt.intent, attempt.route) == ("hero", "intentjob-1", "/images")
    assert (attempt.state, attempt.job, attempt.intended_at) == (AttemptState.SUBMITTED, "job-1", 5)
    dossier = decode_dossier(attempt.made)
    assert dossier is not None
    assert (dossier.key, dossier.kind) == (attempt.key, "image")
    assert attempt.reserved == dossier.estimated.high


def test_what_nothing_asks_for_is_left(project: Project) -> None:
    write(project, CHEAP)

    (keyed_job,) = keyed(project, "hero", job("job-2", route="/image-edits"))
    another = replace(job("job-3"), key="0" * 16)

    found = homes(project, job(prompt="Something else"), keyed_job, another)

    assert (taken(found), unsure(found), rest(found)) == ([], {}, ["job-1", "job-2", "job-3"])


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

    one, other = keyed(project, "hero", first, second)

    for found in (homes(project, one, other), homes(project, other, one)):
        assert (taken(found), rest(found)) == ([("hero", first.job.id)], [second.job.id])


def test_a_job_that_failed_is_no_home_for_anything(project: Project) -> None:
    write(project, CHEAP)

    jobs = keyed(project, "hero", job("failed", phase="failed", created=9), job("well"))

    found = homes(project, *jobs)

    assert (taken(found), [each.job.id for each in found.failed]) == (
        [("hero", "well")],
        ["failed"],
    )


def test_the_key_tells_which_of_two_assets_ordered_it(project: Project) -> None:
    write(project, TWIN)

    found = homes(project, *keyed(project, "twin", job()))

    assert (taken(found), unsure(found)) == ([("twin", "job-1")], {})


def test_without_a_key_in_its_token_no_likeness_is_proof(project: Project) -> None:
    """No record shows a size, a source or a revision."""
    write(project, TWIN)
    twins = unsure(homes(project, job()))
    write(project, CHEAP)

    assert twins == {"job-1": ("hero", "twin")}
    assert unsure(homes(project, job())) == {"job-1": ("hero",)}


def test_an_earlier_order_in_the_same_words_is_not_taken_for_this_one(project: Project) -> None:
    """Its source, its creativity or its size was another, and no list shows them."""
    write(project, SKETCHED)
    paint(project, "sketch.png")
    (earlier,) = keyed(project, "night", job(prompt="At night", route="/image-edits"))
    paint(project, "sketch.png", colour="red")

    found = homes(project, earlier)

    assert (taken(found), unsure(found), rest(found)) == ([], {}, ["job-1"])


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

    assert (taken(found), unsure(found), rest(found)) == ([], {"late": ("night",)}, ["early"])
