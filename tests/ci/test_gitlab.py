"""The jobs for GitLab do what those for GitHub do: their scripts run, against git and a sandbox."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final, cast

import pytest

from tests.ci.site import PIPELINE, Site, seed_program
from tests.ci.workflow import read_yaml
from tests.fakes.forge_server import ForgeServer
from tests.git_commands import git
from tests.sandbox_server import SandboxServer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="scripts for a shell")

PROJECT: Final = """\
version = 1

[project]
name = "shop"

[image.hero]
provider = "letzai"
prompt = "A bottle on wet marble"
model = "flux2"
"""
FIRST: Final = {"ASSETFORGE_NEW_LEDGER": "true"}  # what a person sets for the first build
FILES: Final = {"assets.toml": PROJECT, ".gitignore": "/.assetforge/\n/assets/\n"}


class Pipeline:
    """The jobs of the file, with its inputs filled in, and a folder that stands for the cache."""

    def __init__(self, site: Site, **inputs: str) -> None:
        header, body = PIPELINE.read_text(encoding="utf-8").split("\n---\n")
        (spec,) = read_yaml(header)
        told = cast("Mapping[str, Mapping[str, Mapping[str, object]]]", spec["spec"])["inputs"]
        given = {name: inputs.get(name, str(one["default"])) for name, one in told.items()}
        filled = re.sub(r"\$\[\[ inputs\.([\w-]+) \]\]", lambda hole: given[hole[1]], body)
        (jobs,) = read_yaml(filled)
        self._jobs = cast("Mapping[str, Mapping[str, object]]", jobs)
        self._site, self._n_runs = site, 0

    def run(
        self, job: str, artifacts: Path | None = None, /, *, ref: str = "main", **variables: str
    ) -> tuple[int, str, Path]:
        """Run one job on a commit; give its end, what it printed, and its folder."""
        self._n_runs += 1
        place = self._site.home / "machines" / str(self._n_runs)
        tools = place.with_name(f"{self._n_runs}-tools")
        git(self._site.home, "clone", "-q", self._site.origin.as_uri(), str(place))
        git(place, "fetch", "-q", "origin", ref)
        git(place, "checkout", "-q", "--detach", "FETCH_HEAD")
        if "cache" in self._jobs[job] and self._site.caches.exists() and not self._is_out():
            shutil.copytree(self._site.caches, place / ".assetforge" / "ci")
        if artifacts is not None:
            shutil.copytree(artifacts, place / artifacts.name)
        seed_program(tools, "")
        (program,) = tools.glob("*/bin")
        env = {
            "PATH": f"{program}{os.pathsep}{os.environ['PATH']}", "HOME": str(tools), "CI": "true",
            "GITLAB_CI": "true", "CI_PROJECT_DIR": str(place), "CI_COMMIT_BRANCH": "main",
            "CI_PROJECT_URL": str(self._site.origin).removesuffix(".git"),
            "CI_SERVER_HOST": "gitlab.example", **self._site.machine, **variables,
        }  # fmt: skip
        own = cast("Mapping[str, object]", self._jobs[job].get("variables", {}))
        for name, value in own.items():
            env[name] = re.sub(r"\$(\w+)", lambda hole: env[hole[1]], str(value))
        script = "\n".join(cast("list[str]", self._jobs[job]["script"]))
        ended = subprocess.run(
            ["bash", "-e", "-c", script],  # noqa: S607 - wherever bash is
            cwd=place, env=env, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True,
        )  # fmt: skip
        if "cache" in self._jobs[job] and (place / ".assetforge" / "ci").exists():
            shutil.rmtree(self._site.caches, ignore_errors=True)
            shutil.copytree(place / ".assetforge" / "ci", self._site.caches)
        return ended.returncode, ended.stdout, place

    def _is_out(self) -> bool:
        return self._site.outage.exists()


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path_factory.mktemp("sandbox")) as server:
        yield server


def test_the_default_branch_is_built_once_and_its_lock_is_pushed(
    tmp_path: Path, sandbox: SandboxServer
) -> None:
    site = Site(home=tmp_path, machine=sandbox.variables)
    site.begin(FILES)
    pipeline = Pipeline(site, **{"max-credits": "100"})
    merged = site.head()
    site.commit({"README.md": "A shop\n"}, "Somebody else's work")

    code, log, _ = pipeline.run("assetforge-build", ref=merged, **FIRST)
    again, second_log, _ = pipeline.run("assetforge-build")

    assert (code, again) == (0, 0), log + second_log
    assert "[asset.hero]" in site.file("assets.lock")
    assert site.file("README.md") == "A shop\n"
    assert "Nothing to commit." in second_log
    assert len(sandbox.orders()) == 1
    assert not [key for key in sandbox.keys.values() if key in log + second_log]


def test_without_a_limit_nothing_is_bought(tmp_path: Path, sandbox: SandboxServer) -> None:
    site = Site(home=tmp_path, machine=sandbox.variables)
    site.begin(FILES)
    before = len(sandbox.orders())

    code, _, _ = Pipeline(site).run("assetforge-build", **FIRST)

    assert code == 4
    assert len(sandbox.orders()) == before


def test_without_its_ledger_a_build_buys_nothing_and_saves_nothing_over_it(
    tmp_path: Path, sandbox: SandboxServer
) -> None:
    site = Site(home=tmp_path, machine=sandbox.variables)
    site.begin({**FILES, "assets.toml": PROJECT.replace("wet", "dark")})
    pipeline = Pipeline(site, **{"max-credits": "100"})
    pipeline.run("assetforge-build", **FIRST)
    before, ledger = len(sandbox.orders()), site.caches / "state" / "ledger.sqlite3"
    saved = ledger.read_bytes()
    site.commit({"assets.toml": PROJECT.replace("wet", "bright")}, "Another picture")
    site.outage.touch()

    code, log, _ = pipeline.run("assetforge-build")
    n_paid, kept = len(sandbox.orders()) - before, ledger.read_bytes()
    site.outage.unlink()
    again, second_log, _ = pipeline.run("assetforge-build")

    assert (code, n_paid) == (4, 0), log
    assert "ASSETFORGE_NEW_LEDGER" in log
    assert kept == saved
    assert again == 0, second_log
    assert len(sandbox.orders()) == before + 1


def test_what_is_free_is_built_without_a_ledger(tmp_path: Path) -> None:
    site = Site(home=tmp_path)
    free = PROJECT.replace("letzai", "studio").replace('model = "flux2"', 'size = "64x64"')
    site.begin({**FILES, "assets.toml": free})

    code, log, _ = Pipeline(site).run("assetforge-build")

    assert code == 0, log
    assert "[asset.hero]" in site.file("assets.lock")
    assert not site.caches.exists()


def test_neither_store_nor_ledger_is_ever_committed(tmp_path: Path) -> None:
    site = Site(home=tmp_path)
    site.begin({"assets.toml": PROJECT})  # nothing is ignored
    state = site.caches / "state"
    state.mkdir(parents=True)
    (state / "ledger.sqlite3").touch()

    code, log, _ = Pipeline(site, **{"max-credits": "lots"}).run("assetforge-build")

    assert code == 64, log
    assert names_of(site) == ["assets.toml"]


def test_a_merge_request_is_commented_on_with_what_the_other_job_found(tmp_path: Path) -> None:
    site = Site(home=tmp_path)
    site.begin(FILES)
    pipeline = Pipeline(site, comment="true")
    base = site.head()
    site.commit({"assets.toml": PROJECT.replace("wet", "dry")}, "Dry", to="refs/heads/dry")
    with ForgeServer() as forge:
        variables = forge.gitlab(CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
        token = variables.pop("GITLAB_TOKEN")

        _, _, place = pipeline.run("assetforge-compare", ref="dry", **variables)
        code, log, _ = pipeline.run(
            "assetforge-comment", place / "assetforge-diff", ref="dry",
            **variables, GITLAB_TOKEN=token,
        )  # fmt: skip

        (body,) = forge.bodies()
    assert code == 0, log
    assert "dry marble" in body
    assert token not in log


def test_what_the_policy_denies_is_commented_on_all_the_same(tmp_path: Path) -> None:
    site = Site(home=tmp_path)
    site.begin({**FILES, "assets.toml": PROJECT + "[budget]\ndeny_above = 0\n"})
    pipeline = Pipeline(site, comment="true")
    base = site.head()
    site.commit({"assets.toml": PROJECT.replace("wet", "dry")}, "Dry", to="refs/heads/dry")
    with ForgeServer() as forge:
        variables = forge.gitlab(CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
        token = variables.pop("GITLAB_TOKEN")

        compared, _, place = pipeline.run("assetforge-compare", ref="dry", **variables)
        code, log, _ = pipeline.run(
            "assetforge-comment", place / "assetforge-diff", ref="dry",
            **variables, GITLAB_TOKEN=token,
        )  # fmt: skip

        (body,) = forge.bodies()
    assert (compared, code) == (4, 0), log
    assert "A build is refused" in body


def test_where_nothing_could_be_compared_nothing_is_commented_on(tmp_path: Path) -> None:
    site = Site(home=tmp_path)
    site.begin(FILES)
    pipeline = Pipeline(site, comment="true")
    variables = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "0" * 40}  # a commit that nobody has

    compared, _, place = pipeline.run("assetforge-compare", **variables)
    code, log, _ = pipeline.run("assetforge-comment", place / "assetforge-diff", **variables)

    assert compared != 0
    assert not (place / "assetforge-diff" / "diff.json").exists()
    assert (code, log) == (0, "There is no comparison.\n")


def test_a_comment_waits_for_the_comparison_however_that_ends() -> None:
    _, body = PIPELINE.read_text(encoding="utf-8").split("\n---\n")
    (jobs,) = read_yaml(body)
    job = cast("Mapping[str, Mapping[str, object]]", jobs)["assetforge-comment"]
    (rule,) = cast("list[Mapping[str, str]]", job["rules"])

    assert job["needs"] == ["assetforge-compare"]
    assert rule["when"] == "always"


def test_merged_results_are_compared_with_the_target_and_blame_nobody_else(tmp_path: Path) -> None:
    site = Site(home=tmp_path)
    site.begin(FILES)
    base = site.head()
    site.commit({"assets.toml": PROJECT.replace("wet", "dry")}, "Dry", to="refs/heads/dry")
    others = '[image.sketch]\nprompt = "A sketch"\n\n[image.hero]'
    site.commit({"assets.toml": PROJECT.replace("[image.hero]", others)}, "Somebody else's")
    desk = site.home / "desk"
    git(desk, "fetch", "-q", "origin", "dry")
    git(desk, "merge", "-q", "--no-edit", "FETCH_HEAD")
    git(desk, "push", "-q", "origin", "HEAD:refs/heads/merged")

    code, log, place = Pipeline(site).run(
        "assetforge-compare", ref="merged", CI_MERGE_REQUEST_DIFF_BASE_SHA=base,
        CI_MERGE_REQUEST_TARGET_BRANCH_SHA=site.head(),
        CI_MERGE_REQUEST_SOURCE_BRANCH_SHA=site.head("dry"),
    )  # fmt: skip

    assert code == 0, log
    found = json.loads((place / "assetforge-diff" / "diff.json").read_text())
    changes = {name: asset["change"] for name, asset in found["assets"].items()}
    assert changes == {"hero": "changed", "sketch": "unchanged"}


def test_a_merge_request_is_compared_and_its_counts_are_told(tmp_path: Path) -> None:
    site = Site(home=tmp_path)
    site.begin(FILES)
    base = site.head()
    changed = PROJECT + '[image.sketch]\nprompt = "A sketch"\n'
    site.commit({"assets.toml": changed}, "More", to="refs/heads/more")

    code, log, place = Pipeline(site).run(
        "assetforge-compare", ref="more", CI_MERGE_REQUEST_DIFF_BASE_SHA=base,
        CI_PIPELINE_SOURCE="merge_request_event", CI_MERGE_REQUEST_IID="7",
        CI_MERGE_REQUEST_SOURCE_PROJECT_ID="2", CI_MERGE_REQUEST_PROJECT_ID="1",
    )  # fmt: skip

    kept = place / "assetforge-diff"
    assert code == 0, log
    counts = json.loads((kept / "counts.json").read_text())
    assert (counts["create"], counts["delete"]) == (1, 0)
    assert list(json.loads((kept / "diff.json").read_text())["assets"])
    assert "sketch" in (kept / "report.html").read_text(encoding="utf-8")
    assert not (place / ".assetforge" / "ci").exists()


def names_of(site: Site) -> list[str]:
    """Name the files that are committed."""
    return git(site.origin, "ls-tree", "-r", "--name-only", "main").splitlines()
