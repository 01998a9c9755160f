"""Services for a process that buys: a sandbox for a package of tests, a new ledger for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.app.money_places import STATE_VARIABLE
from tests.sandbox_server import SandboxServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assetforge.app.project import Project


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
