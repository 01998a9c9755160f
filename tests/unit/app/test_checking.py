"""Checking: manifest and lock alike, and nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.app.checking import check_project
from assetforge.core.errors import InvalidError
from tests.unit.app.projects import write

if TYPE_CHECKING:
    from assetforge.app.project import Project


def test_a_valid_project_is_read_and_left_as_it_is(project: Project) -> None:
    reading = check_project(project)

    assert list(reading.manifest.assets) == ["lamp", "icon"]
    assert [path.name for path in Path(project.root).iterdir()] == ["assets.toml"]


def test_a_lock_that_cannot_be_read_is_a_problem_of_the_project(project: Project) -> None:
    write(project, "version = 99\n", "assets.lock")

    with pytest.raises(InvalidError, match=r"1 problem in assets\.lock"):
        check_project(project)
