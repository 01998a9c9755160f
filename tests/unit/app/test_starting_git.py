"""Having git merge locks: a line for everybody, settings for one clone, each told first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.app.starting_git import (
    MERGED_LINE,
    SETTINGS,
    repository_of,
    set_up_merging,
)
from assetforge.core.errors import UsageError
from tests.git_commands import git

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    return tmp_path


def set_up(place: Path) -> list[str]:
    told: list[str] = []
    set_up_merging(str(place), repository_of(str(place)), told.append)
    return told


def setting(place: Path, name: str) -> str:
    return git(place, "config", "--local", "--get", name, most=1).strip()


def test_git_is_told_what_to_run_and_a_person_what_is_set(place: Path) -> None:
    told = set_up(place)

    assert {name: setting(place, name) for name in SETTINGS} == dict(SETTINGS)
    assert (place / ".gitattributes").read_text("utf-8") == f"{MERGED_LINE}\n"
    assert git(place, "check-attr", "merge", "assets.lock") == "assets.lock: merge: assetforge\n"
    assert len(told) == 1 + len(SETTINGS)
    assert all(any(value in line for line in told) for value in (MERGED_LINE, *SETTINGS.values()))


def test_what_is_set_already_is_left_alone(place: Path) -> None:
    set_up(place)
    config = (place / ".git" / "config").read_bytes()

    assert set_up(place) == []
    assert (place / ".git" / "config").read_bytes() == config
    assert (place / ".gitattributes").read_text("utf-8") == f"{MERGED_LINE}\n"


def test_another_driver_under_our_name_gives_way(place: Path) -> None:
    git(place, "config", "merge.assetforge.driver", "old words")

    told = set_up(place)

    assert setting(place, "merge.assetforge.driver") == SETTINGS["merge.assetforge.driver"]
    assert any("merge.assetforge.driver" in line for line in told)


def test_lines_of_a_person_stay(place: Path) -> None:
    (place / ".gitattributes").write_text("*.png binary", encoding="utf-8")

    set_up(place)

    assert (place / ".gitattributes").read_text("utf-8") == f"*.png binary\n{MERGED_LINE}\n"


def test_a_folder_in_no_repository_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no git repository"):
        repository_of(str(tmp_path))


def test_a_link_in_the_place_of_the_attributes_is_not_followed(place: Path) -> None:
    (place / ".gitattributes").symlink_to("elsewhere")

    with pytest.raises(UsageError, match=r"\.gitattributes"):
        set_up(place)

    assert setting(place, "merge.assetforge.driver") == ""
