"""The plan workflow shows what a pull request costs; a stranger's finds no key and no network."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Final, cast

import pytest

from tests.ci.runner import run_workflow
from tests.ci.site import FORK, REPOSITORY, WORKFLOWS, Event, Site
from tests.fakes.forge_server import ForgeServer
from tests.git_commands import git
from tests.sandbox_server import SandboxServer

if TYPE_CHECKING:
    from pathlib import Path

    from assetforge.core.values import Json

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="scripts for bash")

PLAN: Final = "assetforge-plan"
COMMENT: Final = "assetforge-comment"
PROJECT: Final = """\
version = 1

[project]
name = "shop"

[image.hero]
provider = "letzai"
prompt = "A bottle on wet marble"
model = "flux2"
"""
HOSTILE: Final = PROJECT.replace("wet marble", "ink\\n::error::owned ${{{{ secrets.KEY }} $(id)")
# Notes its words, the commit it stands on and what it was handed; it asks nobody.
NOTING: Final = """\
#!/bin/sh
echo "words: $*"
echo "at: $(git rev-parse HEAD)"
echo "token: ${GITHUB_TOKEN:+there}"
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    here = Site(home=tmp_path)
    here.begin({"assets.toml": PROJECT, ".gitignore": "/.assetforge/\n/assets/\n"})
    return here


def test_a_strangers_pull_request_is_planned_without_a_connection(tmp_path: Path) -> None:
    with SandboxServer(tmp_path / "sandbox") as sandbox:
        home = tmp_path / "site"
        home.mkdir()
        # Even where a machine holds keys, as one of one's own may.
        site = Site(home=home, machine=sandbox.variables)
        site.begin({"assets.toml": PROJECT})
        ended = run_workflow(site, PLAN, site.fork_event({"assets.toml": HOSTILE}), run="1-1")

        job = ended["plan"]
        assert job.result == "success", job.log
        told = cast("list[dict[str, str]]", sandbox.ledger()["requests"])
        assert [each for each in told if not each["route"].startswith("/sandbox/")] == []
        assert not [line for line in job.log.splitlines() if line.startswith("::")]
        document = json.loads((site.artifacts / "1" / "assetforge-diff" / "diff.json").read_text())
        assert "hero" in document["assets"]
        made = [path for path in home.rglob("*") if path.is_file() and path.name != "event.json"]
        assert not [
            path for path in made if sandbox.keys["letzai"] in path.read_text("utf-8", "ignore")
        ]
        assert not site.caches.exists()


def test_the_plan_workflow_names_no_secret_and_may_only_read() -> None:
    text = (WORKFLOWS / f"{PLAN}.yml").read_text(encoding="utf-8")

    assert "secrets" not in text
    assert "write" not in text
    assert "environment" not in text


def test_an_invalid_manifest_fails_the_plan_and_leaves_nothing_to_comment_on(site: Site) -> None:
    event = site.fork_event({"assets.toml": PROJECT + "widht = 3\n"})

    ended = run_workflow(site, PLAN, event, run="1-1")

    assert ended["plan"].result == "failure"
    assert ended["plan"].steps["Check"].code == 65
    assert "Compare" not in ended["plan"].steps
    assert not site.artifacts.exists()


def test_the_comment_job_stands_on_the_default_branch_and_holds_one_token(tmp_path: Path) -> None:
    planning = Site(home=tmp_path)
    planning.begin({"assets.toml": PROJECT})
    run_workflow(planning, PLAN, planning.fork_event({"assets.toml": HOSTILE}), run="1-1")
    commenting = Site(home=tmp_path, program=NOTING)

    ended = run_workflow(commenting, COMMENT, finished(planning, "success"), run="2-1")

    log = ended["comment"].steps["Comment"].log
    assert f"words: comment --from={tmp_path}" in log
    assert f"at: {planning.head()}" in log
    assert "token: there" in log


def test_a_strangers_pull_request_gets_one_comment_that_follows_it(tmp_path: Path) -> None:
    with ForgeServer() as forge:
        addresses = forge.github()
        token = addresses.pop("GITHUB_TOKEN")
        site = Site(home=tmp_path, machine=addresses, token=token)
        site.begin({"assets.toml": PROJECT})

        def follow(text: str, run: str) -> None:
            planned = run_workflow(site, PLAN, site.fork_event({"assets.toml": text}), run=run)
            assert planned["plan"].result == "success", planned["plan"].log
            event = finished(site, "success", run=int(run.partition("-")[0]))
            open_request(forge, event)
            ended = run_workflow(site, COMMENT, event, run=f"9{run}")
            assert ended["comment"].result == "success", ended["comment"].log
            assert token not in ended["comment"].log

        follow(HOSTILE, "1-1")
        first = forge.bodies()
        follow(PROJECT.replace("wet marble", "dry sand"), "2-1")
        second = forge.bodies()

    assert (len(first), len(second)) == (1, 1)
    assert "secrets.KEY" in first[0]
    assert "secrets.KEY" not in second[0]
    assert "60" in second[0]


def test_what_the_policy_denies_is_commented_on_all_the_same(tmp_path: Path) -> None:
    with ForgeServer() as forge:
        addresses = forge.github()
        site = Site(home=tmp_path, token=addresses.pop("GITHUB_TOKEN"), machine=addresses)
        site.begin({"assets.toml": PROJECT + "[budget]\ndeny_above = 70\n"})
        more = site.fork_event({"assets.toml": PROJECT + '[image.two]\nprovider = "letzai"\n'
                                'prompt = "A cork"\nmodel = "flux2"\n'})  # fmt: skip

        planned = run_workflow(site, PLAN, more, run="1-1")
        event = finished(site, planned["plan"].result)
        open_request(forge, event)
        ended = run_workflow(site, COMMENT, event, run="2-1")

        (body,) = forge.bodies()
    assert planned["plan"].result == "failure"
    assert planned["plan"].steps["Compare"].code == 4
    assert ended["comment"].result == "success", ended["comment"].log
    assert "A build is refused" in body
    assert "not verified" in body
    assert "+120 letzai credits" in body


def test_a_plan_that_failed_without_a_comparison_leaves_comments_as_they_are(
    tmp_path: Path,
) -> None:
    with ForgeServer() as forge:
        addresses = forge.github()
        site = Site(home=tmp_path, token=addresses.pop("GITHUB_TOKEN"), machine=addresses)
        site.begin({"assets.toml": PROJECT})
        run_workflow(
            site, PLAN, site.fork_event({"assets.toml": PROJECT + "widht = 3\n"}), run="1-1"
        )

        ended = run_workflow(site, COMMENT, finished(site, "failure"), run="2-1")

        assert forge.bodies() == []
    assert ended["comment"].result == "success", ended["comment"].log
    assert "The plan left no comparison." in ended["comment"].log
    assert "Comment" not in ended["comment"].steps


def test_a_plan_that_succeeded_without_a_comparison_is_a_fault(site: Site) -> None:
    site.fork_event({"assets.toml": HOSTILE})

    ended = run_workflow(site, COMMENT, finished(site, "success"), run="2-1")

    assert ended["comment"].result == "failure"
    assert ended["comment"].steps["Comment"].code == 64


@pytest.mark.parametrize("conclusion", ["cancelled", "timed_out", "skipped"])
def test_a_plan_that_did_not_end_is_not_commented_on(site: Site, conclusion: str) -> None:
    ended = run_workflow(site, COMMENT, finished(site, conclusion), run="2-1")

    assert ended["comment"].result == "skipped"


def finished(site: Site, conclusion: str, *, run: int = 1) -> Event:
    """Give the event that a run of the plan workflow ended for pull request 7, from a fork."""
    head = git(site.origin, "for-each-ref", "--format=%(objectname)", "refs/pull/7/merge").strip()
    told: dict[str, object] = {
        "id": run, "run_attempt": 1, "event": "pull_request", "conclusion": conclusion,
        "head_sha": head, "head_branch": "patch-1", "pull_requests": [],
        "head_repository": {"id": 2, "full_name": FORK},
        "created_at": f"2026-11-20T12:{run:02}:00Z",
    }  # fmt: skip
    return Event(
        name="workflow_run", ref="refs/heads/main", sha=site.head(), payload={"workflow_run": told}
    )


def open_request(forge: ForgeServer, event: Event) -> None:
    """Have GitHub list the pull request of such a run, at the commit of that run."""
    run = cast("dict[str, Json]", event.payload["workflow_run"])
    forge.head = run["head_sha"]
    request: dict[str, Json] = {
        "number": 7, "state": "open", "base": {"repo": {"full_name": REPOSITORY}},
        "head": {"sha": run["head_sha"], "repo": {"full_name": FORK}},
    }  # fmt: skip
    forge.requests = [request]
