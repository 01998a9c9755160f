"""`adopt`: a job that exists becomes the result of an asset."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assetforge.core.exits import Exit
from tests.unit.app.placed import place
from tests.unit.app.projects import CHEAP, write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from tests.sandbox_server import SandboxServer
    from tests.unit.cli.ran import Run


def test_a_job_is_adopted_and_told(run: Run, served: SandboxServer, project: Project) -> None:
    write(project, CHEAP)
    job = place(served, project="elsewhere", intent="abc")

    done = run("adopt", "hero", "--job", job)

    assert done.code == Exit.DONE
    assert done.out == (
        f"adopted hero  1600x1600 image/png  job {job} of letzai\n"
        "0 credits were spent. It counts as made for what the manifest asks now.\n"
    )
    assert "1 up to date" in run("status").out


def test_programs_get_a_document(run: Run, served: SandboxServer, project: Project) -> None:
    write(project, CHEAP)
    job = place(served, project="elsewhere", intent="abc")

    value = json.loads(run("adopt", "hero", "--job", job, "--json").out)

    assert (value["document"], value["job_id"], value["output"]) == (
        "adopt", job, "assets/hero.png",
    )  # fmt: skip


def test_what_differs_is_adopted_only_where_that_is_said(
    run: Run, served: SandboxServer, project: Project
) -> None:
    write(project, CHEAP.replace("A bottle", "Two bottles"))
    job = place(served, project="elsewhere", intent="abc")

    refused = run("adopt", "hero", "--job", job)
    agreed = run("adopt", "hero", "--job", job, "-y")

    assert (refused.code, agreed.code) == (Exit.UNDECIDED, Exit.DONE)
    assert f"`assetforge adopt hero --job {job} -y`" in refused.err
    assert "note its prompt is" in agreed.out


def test_a_job_has_to_be_named(run: Run) -> None:
    assert run("adopt", "lamp").code == Exit.USAGE


def test_without_a_key_nobody_can_be_asked(run: Run, project: Project) -> None:
    write(project, CHEAP)

    assert run("adopt", "hero", "--job", "x").code == Exit.CREDENTIALS
