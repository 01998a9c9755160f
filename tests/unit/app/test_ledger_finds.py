from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assetforge.adapters.store import FileStore
from assetforge.app.ledger_finds import find_homes
from assetforge.app.money_places import project_mark
from assetforge.execution.dossier import decode_dossier
from assetforge.providers.instruction import Job
from assetforge.providers.letzai.adoption import Candidate
from assetforge.providers.letzai.recent import Recent
from tests.unit.app.placed import PROMPT
from tests.unit.app.projects import CHEAP, write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.app.project import Project
    from assetforge.execution.attempt import Attempt

TWIN = f"""{CHEAP}
[image.twin]
prompt = "{PROMPT}"
model = "wan-2-7-image-pro"
revision = 2
"""


def job(name: str = "job-1", prompt: str = PROMPT, project: str = "cheap") -> Recent:
    found = Candidate(
        job=Job(id=name, route="/images"),
        record={"prompt": prompt, "baseModel": "wan-2-7-image-pro"},
    )
    return Recent(
        candidate=found, created=5, intent=f"intent{name}", project=project_mark(project),
        prompt=prompt,
    )  # fmt: skip


def homes(project: Project, *jobs: Recent) -> Mapping[str, Attempt]:
    with FileStore(project.store, read_only=True) as store:
        return find_homes(project, store, jobs)


def test_a_job_that_exactly_one_asset_asks_for_has_a_home(project: Project) -> None:
    write(project, CHEAP)

    (attempt,) = homes(project, job()).values()

    assert (attempt.address, attempt.intent, attempt.route) == ("hero", "intentjob-1", "/images")
    dossier = decode_dossier(attempt.made)
    assert dossier is not None
    assert (dossier.key, dossier.kind) == (attempt.key, "image")


def test_doubt_is_no_home(project: Project) -> None:
    write(project, CHEAP)
    assert homes(project, job(prompt="Something else")) == {}
    assert homes(project, job(project="another")) == {}
    assert homes(project, job(), job("job-2")) == {}  # which of the two?
    assert homes(project) == {}

    write(project, TWIN)
    assert homes(project, job()) == {}  # of which of the two?


def test_a_job_of_another_kind_has_no_home(project: Project) -> None:
    write(project, CHEAP)
    edit = replace(job().candidate, job=Job(id="job-1", route="/image-edits"))

    assert homes(project, replace(job(), candidate=edit)) == {}
