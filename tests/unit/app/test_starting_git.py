"""Having git merge locks: a line for everybody, settings for one clone, each told first."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from assetforge.app.starting_git import (
    MERGED_LINE,
    SETTINGS,
    repository_of,
    set_up_merging,
)
from assetforge.core.errors import UsageError
from assetforge.lock.conflict import take_apart, whole_side
from tests.git_commands import commit_all, git, run_git

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


SIDES = {"base": "a = 0\nb = 0\n", "theirs": "a = 0\nb = 2\n", "ours": "a = 0\nb = 1\n"}


@pytest.fixture
def parted(place: Path) -> Path:
    """Give a repository with the driver, in which both branches changed one line of the lock."""
    set_up(place)
    commit_side(place, "base")
    git(place, "checkout", "-q", "-b", "side")
    commit_side(place, "theirs")
    git(place, "checkout", "-q", "main")
    commit_side(place, "ours")
    return place


def commit_side(place: Path, name: str) -> None:
    (place / "assets.lock").write_text(SIDES[name], encoding="utf-8")
    commit_all(place, name)


def merge_with(place: Path, script: str | None) -> str:
    """Merge with an `assetforge` that does this; None: with none at all."""
    folder = place / ".git" / "commands"
    folder.mkdir(exist_ok=True)
    for name in ("sh", "git", "grep", "cat", "mv"):
        found = shutil.which(name)
        assert found is not None, name
        (folder / name).symlink_to(found)
    if script is not None:
        (folder / "assetforge").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (folder / "assetforge").chmod(0o755)
    ended = run_git(place, "merge", "side", variables={"PATH": str(folder)})
    assert (ended.code, git(place, "status", "--short")) == (1, "UU assets.lock\n")
    assert "mv:" not in ended.printed
    assert not list(place.glob("*.both"))
    return (place / "assets.lock").read_text("utf-8")


@pytest.mark.parametrize("script", [None, "exit 1", "exit 70", "kill -9 $$"])
def test_where_the_driver_cannot_work_git_leaves_both_sides(
    parted: Path, script: str | None
) -> None:
    assert merge_with(parted, script) == (
        "<<<<<<< ours\na = 0\nb = 1\n\n||||||| base\na = 0\nb = 0\n\n"
        "=======\na = 0\nb = 2\n\n>>>>>>> theirs\n"
    )


def test_marks_of_the_driver_stay_as_they_are(parted: Path) -> None:
    text = "<<<<<<< ours\nmine\n=======\nyours\n>>>>>>> theirs\n"

    assert merge_with(parted, f"printf '{text}' > $4; exit 1") == text


def test_texts_that_would_merge_line_by_line_stay_whole_between_marks(parted: Path) -> None:
    apart = "a = 0\n" + "x\n" * 9 + "b = 0\n"
    git(parted, "checkout", "-q", "-B", "side", "main")
    for branch, text in (("main", apart), ("side", apart.replace("a = 0", "a = 2"))):
        git(parted, "checkout", "-q", branch)
        (parted / "assets.lock").write_text(text, encoding="utf-8")
        commit_all(parted, branch)
        git(parted, "branch", "-f", "side") if branch == "main" else None
    git(parted, "checkout", "-q", "main")
    (parted / "assets.lock").write_text(apart.replace("b = 0", "b = 1"), encoding="utf-8")
    commit_all(parted, "ours")

    merged = merge_with(parted, None)

    sides = take_apart(whole_side(merged))
    assert sides.base is not None
    assert [each.text.rstrip("\n") for each in (sides.ours, sides.base, sides.theirs)] == [
        apart.replace("b = 0", "b = 1").rstrip("\n"), apart.rstrip("\n"),
        apart.replace("a = 0", "a = 2").rstrip("\n"),
    ]  # fmt: skip
