"""A project in a temporary folder, which is the working folder; and a way to run commands in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.app.money_places import STATE_VARIABLE
from assetforge.app.project import Project, project_at
from tests.sandbox_server import SandboxServer
from tests.unit.app.projects import LAMP, write
from tests.unit.cli.ran import Ran, ran

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.cli.ran import Run

TELLING = (
    "ASSETFORGE_JSON",
    "ASSETFORGE_QUIET",
    "ASSETFORGE_VERBOSE",
    "CI",
    "FORCE_COLOR",
    "NO_COLOR",
    "TERM",
    "COLUMNS",
)  # variables that change what is shown


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    for name in TELLING:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ASSETFORGE_STORE_DIR", str(tmp_path / "store"))
    monkeypatch.setenv("ASSETFORGE_STATE_DIR", str(tmp_path / "state"))
    found = project_at(str(tmp_path / "project" / "assets.toml"), is_draft=False)
    write(found, LAMP)
    monkeypatch.chdir(found.root)
    return found


@pytest.fixture
def run(project: Project, capsys: pytest.CaptureFixture[str]) -> Run:
    assert Path(project.root).is_dir()

    def run_words(*words: str) -> Ran:
        return ran(words, capsys)

    return run_words


@pytest.fixture(scope="package")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path_factory.mktemp("sandbox")) as server:
        yield server


@pytest.fixture
def served(
    sandbox: SandboxServer, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> SandboxServer:
    """Have the services of this process be the sandbox, with nothing bought yet."""
    assert project.root, "the store is the test's own before anything is bought"
    for name, value in sandbox.variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "state"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return sandbox
