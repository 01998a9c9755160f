"""A project in a temporary folder, which is the working folder; and a way to run commands in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.app.project import Project, project_at
from tests.unit.app.projects import LAMP, write
from tests.unit.cli.ran import Ran, ran
from tests.unit.served import sandbox, served

if TYPE_CHECKING:
    from tests.unit.cli.ran import Run

__all__ = ["sandbox", "served"]  # fixtures of this package, too

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
