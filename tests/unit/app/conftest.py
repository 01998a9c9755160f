"""A project with two assets, in a temporary folder, with a store of its own."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from assetforge.app.project import Project, project_at
from tests.unit.app.comments import forge
from tests.unit.app.merges import branch_off, prompted
from tests.unit.app.projects import LAMP, write
from tests.unit.served import sandbox, served

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["forge", "sandbox", "served"]  # fixtures of this package, too


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("ASSETFORGE_STORE_DIR", str(tmp_path / "store"))
    found = project_at(str(tmp_path / "project" / "assets.toml"), is_draft=False)
    write(found, LAMP)
    return found


@pytest.fixture(scope="package")
def two_branches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make once what many tests begin with: a tin lamp on `main`, a gold one on `side`."""
    place = tmp_path_factory.mktemp("branches")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSETFORGE_STORE_DIR", str(place / "store"))
        found = project_at(str(place / "project" / "assets.toml"), is_draft=False)
        branch_off(found, prompted("A tin lamp"), prompted("A gold lamp"))
    return place


@pytest.fixture
def branched(two_branches: Path, project: Project) -> Project:
    """Give a copy of that project, with all that both branches built in its store."""
    for name, place in (("project", project.root), ("store", project.store)):
        shutil.copytree(two_branches / name, place, dirs_exist_ok=True)
    return project
