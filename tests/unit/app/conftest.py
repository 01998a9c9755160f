"""A project with two assets, in a temporary folder, with a store of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.app.project import Project, project_at
from tests.unit.app.projects import LAMP, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("ASSETFORGE_STORE_DIR", str(tmp_path / "store"))
    found = project_at(str(tmp_path / "project" / "assets.toml"), is_draft=False)
    write(found, LAMP)
    return found
