"""A project with two assets, in a temporary folder, with a store of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.app.money_places import STATE_VARIABLE
from assetforge.app.project import Project, project_at
from tests.sandbox_server import SandboxServer
from tests.unit.app.projects import LAMP, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("ASSETFORGE_STORE_DIR", str(tmp_path / "store"))
    found = project_at(str(tmp_path / "project" / "assets.toml"), is_draft=False)
    write(found, LAMP)
    return found


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
