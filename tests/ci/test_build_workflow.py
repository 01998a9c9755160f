"""The build workflow pays once for what was merged, whatever happens to its machine."""

from __future__ import annotations

import shutil
import signal
import sys
import tomllib
from typing import TYPE_CHECKING, Final

import pytest

from assetforge.core.version import VERSION
from tests.ci import runner
from tests.ci.machine import Interruption
from tests.ci.runner import run_workflow
from tests.ci.site import WORKFLOWS, Site
from tests.git_commands import git
from tests.sandbox_server import SandboxServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workflows for Linux")

BUILD: Final = "assetforge-build"
PROJECT: Final = """\
version = 1

[project]
name = "shop"

[defaults]
provider = "letzai"

[image.hero]
prompt = "A bottle on wet marble"
model = "flux2"

[edit.beach]
from = "hero"
prompt = "Move it to a beach"
"""
FREE: Final = """\
version = 1

[project]
name = "shop"

[image.hero]
provider = "studio"
prompt = "A bottle"
size = "64x64"
"""
SKETCH: Final = """
[image.sketch]
provider = "studio"
prompt = "A sketch"
size = "64x64"
"""
IGNORED: Final = "/.assetforge/\n/assets/\n"
MERGED: Final = "/assets.lock merge=assetforge\n"
FILES: Final = {"assets.toml": PROJECT, ".gitignore": IGNORED, ".gitattributes": MERGED}
N_PAID: Final = 2


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path_factory.mktemp("sandbox"), "--latency", "0.2-0.3") as server:
        yield server


class Shop:
    """A repository that buys at a sandbox, and what it paid since it began."""

    def __init__(self, home: Path, sandbox: SandboxServer, **variables: str) -> None:
        keys = {name: key for name, key in sandbox.variables.items() if name.endswith("_KEY")}
        origins = {name: url for name, url in sandbox.variables.items() if name.endswith("_URL")}
        self.sandbox, self.keys = sandbox, keys
        self.site = Site(
            home=home, secrets=keys, machine=origins,
            variables={"ASSETFORGE_MAX_CREDITS": "500", **variables},
        )  # fmt: skip
        self._before = len(sandbox.orders())

    @property
    def n_paid(self) -> int:
        """How many orders were paid."""
        return len(self.sandbox.orders()) - self._before


@pytest.fixture
def shop(tmp_path: Path, sandbox: SandboxServer) -> Shop:
    here = Shop(tmp_path, sandbox)
    here.site.begin(FILES)
    return here


def test_a_push_builds_and_commits_the_lock_and_the_next_run_spends_nothing(shop: Shop) -> None:
    site = shop.site

    first = run_workflow(site, BUILD, site.push_event(), run="1-1")
    second = run_workflow(site, BUILD, site.push_event(), run="2-1")
    logs = "".join(job.log + job.summary for job in (*first.values(), *second.values()))
    kept = b"".join(path.read_bytes() for path in site.caches.rglob("*") if path.is_file())

    assert [job.result for job in first.values()] == ["success", "success"], first["build"].log
    assert locked(site) == {"hero", "beach"}
    assert git(site.origin, "log", "--format=%an", "main").split("\n")[0] == "github-actions[bot]"
    assert second["build"].result in {"success", "skipped"}
    assert git(site.origin, "rev-list", "--count", "main").strip() == "2"
    assert shop.n_paid == N_PAID
    assert not [name for name, key in shop.keys.items() if key in logs or key.encode() in kept]


def test_without_the_copies_that_a_service_dropped_nothing_is_paid_again(shop: Shop) -> None:
    site = shop.site
    run_workflow(site, BUILD, site.push_event(), run="1-1")
    shutil.rmtree(site.caches)

    ended = run_workflow(site, BUILD, site.push_event(), run="2-1")

    assert ended["plan"].outputs["changes"] == "true"
    assert "2 restored" in ended["build"].log
    assert shop.n_paid == N_PAID


def test_a_copy_that_does_not_come_back_stops_the_build_and_stays_the_newest(shop: Shop) -> None:
    site = shop.site
    cut = Interruption(step="build", when=lambda: shop.n_paid > 0, by=signal.SIGINT)
    run_workflow(site, BUILD, site.push_event(), run="1-1", cut=cut)
    n_paid = shop.n_paid
    site.outage.touch()

    during = run_workflow(site, BUILD, site.push_event(), run="2-1")
    copies = [path.name for path in site.caches.iterdir()]
    site.outage.unlink()
    after = run_workflow(site, BUILD, site.push_event(), run="3-1")

    assert during["build"].result == "failure"
    assert "Nothing was bought" in during["build"].log
    assert "Build" not in during["build"].steps
    assert (n_paid, copies) == (1, ["assetforge-1-1"])
    assert after["build"].result == "success", after["build"].log
    assert shop.n_paid == N_PAID


def test_a_schedule_with_nothing_changed_spends_nothing_and_commits_nothing(shop: Shop) -> None:
    site = shop.site
    site.commit({".gitignore": "/.assetforge/\n"}, "Keep outputs in git")
    run_workflow(site, BUILD, site.push_event(), run="1-1")
    before = site.head()

    ended = run_workflow(site, BUILD, site.push_event("schedule"), run="2-1")

    assert ended["plan"].outputs["changes"] == "false"
    assert ended["build"].result == "skipped"
    assert site.head() == before
    assert "assets/hero" in git(site.origin, "ls-tree", "-r", "--name-only", "main")
    assert shop.n_paid == N_PAID


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGINT])
def test_a_machine_that_ends_amid_the_build_has_paid_once_in_the_end(
    shop: Shop, by: signal.Signals
) -> None:
    site = shop.site
    cut = Interruption(step="build", when=lambda: shop.n_paid > 0, by=by)

    first = run_workflow(site, BUILD, site.push_event(), run="1-1", cut=cut)
    n_paid = shop.n_paid
    second = run_workflow(site, BUILD, site.push_event(), run="1-2")

    assert first["build"].result == "cancelled"
    assert "Save store and ledger" in first["build"].steps
    assert n_paid == 1
    assert second["build"].result == "success", second["build"].log
    assert shop.n_paid == N_PAID
    assert locked(site) == {"hero", "beach"}
    bodies = [str(order["body"]) for order in shop.sandbox.orders()[-N_PAID:]]
    assert len(set(bodies)) == N_PAID


def test_a_run_that_ends_after_a_newer_one_merges_the_lock_by_asset(shop: Shop) -> None:
    site = shop.site
    older = site.push_event()
    site.commit({"assets.toml": PROJECT + SKETCH}, "One more")
    run_workflow(site, BUILD, site.push_event(), run="2-1")

    ended = run_workflow(site, BUILD, older, run="1-1")

    assert ended["build"].result == "success", ended["build"].log
    assert locked(site) == {"hero", "beach", "sketch"}
    assert git(site.origin, "rev-list", "--count", "--merges", "main").strip() == "1"
    assert shop.n_paid == N_PAID


def test_a_project_in_a_folder_is_merged_there_and_nothing_is_written_at_the_top(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = (WORKFLOWS / f"{BUILD}.yml").read_text(encoding="utf-8")
    version = f'          version: "{VERSION}"'
    moved = said.replace(version, f"{version}\n          working-directory: shop")
    (tmp_path / f"{BUILD}.yml").write_text(moved, encoding="utf-8")
    monkeypatch.setattr(runner, "WORKFLOWS", tmp_path)
    site = Site(home=tmp_path, variables={"ASSETFORGE_MAX_CREDITS": "0"})
    site.begin({"shop/assets.toml": FREE, "shop/.gitattributes": MERGED})
    older = site.push_event()
    site.commit({"shop/assets.toml": FREE + SKETCH}, "One more")
    run_workflow(site, BUILD, site.push_event(), run="2-1")

    ended = run_workflow(site, BUILD, older, run="1-1")

    assert ended["build"].result == "success", ended["build"].log
    names = git(site.origin, "ls-tree", "-r", "--name-only", "main").splitlines()
    assert {name.split("/")[0] for name in names} == {"shop"}
    assert not [name for name in names if ".assetforge" in name]
    assert set(tomllib.loads(site.file("shop/assets.lock"))["asset"]) == {"hero", "sketch"}


@pytest.mark.parametrize("limit", ["10", ""])
def test_above_the_limit_or_without_one_nothing_is_bought_or_committed(
    tmp_path: Path, sandbox: SandboxServer, limit: str
) -> None:
    shop = Shop(tmp_path, sandbox, ASSETFORGE_MAX_CREDITS=limit)
    shop.site.begin(FILES)
    before = shop.site.head()

    ended = run_workflow(shop.site, BUILD, shop.site.push_event(), run="1-1")

    assert ended["build"].result == "failure"
    assert ended["build"].steps["Build"].code == 4
    assert shop.n_paid == 0
    assert shop.site.head() == before


def test_with_a_flag_the_lock_is_proposed_in_one_pull_request(
    tmp_path: Path, sandbox: SandboxServer
) -> None:
    shop = Shop(tmp_path, sandbox, ASSETFORGE_COMMIT_BY="pull-request")
    shop.site.begin(FILES)
    before = shop.site.head()
    site = shop.site

    first = run_workflow(site, BUILD, site.push_event(), run="1-1")
    second = run_workflow(site, BUILD, site.push_event(), run="2-1")

    assert [first["build"].result, second["build"].result] == ["success", "success"]
    assert site.head() == before
    assert locked(site, "assetforge/build") == {"hero", "beach"}
    words = site.gh_calls.read_text(encoding="utf-8").splitlines()
    assert len([line for line in words if line.startswith("pr create --base main")]) == 1
    assert shop.n_paid == N_PAID


def locked(site: Site, ref: str = "main") -> set[str]:
    """Name the assets that the committed lock has."""
    return set(tomllib.loads(site.file("assets.lock", ref))["asset"])
