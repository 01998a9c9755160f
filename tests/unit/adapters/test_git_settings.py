"""A repository's own settings, read and written through real git."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.git_repository import Repository, find_repository
from assetforge.adapters.git_settings import read_setting, write_setting
from assetforge.core.errors import AssetforgeError
from tests.git_commands import git

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    git(tmp_path, "init", "-q")
    found = find_repository(str(tmp_path))
    assert found is not None
    return found


def test_a_setting_is_read_back(repository: Repository) -> None:
    value = "assetforge lock --merge-driver %O %A %B %P"

    write_setting(repository, "merge.assetforge.driver", value)

    assert read_setting(repository, "merge.assetforge.driver") == value


def test_what_is_not_set_is_none(repository: Repository) -> None:
    assert read_setting(repository, "merge.assetforge.driver") is None


def test_what_git_refuses_is_told(repository: Repository) -> None:
    with pytest.raises(AssetforgeError, match="config"):
        write_setting(repository, "no-section", "value")
