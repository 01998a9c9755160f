"""The memo: it may only ever say "nothing to do", and only where nothing changed."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.app.memo import Memo, count_if_unchanged, read_memo
from tests.unit.app.projects import LAMP, built, paint, write

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assetforge.app.project import Project

LARGE = f"""include = ["more/*.toml"]
{LAMP}
[edit.branded]
from = ["lamp", "logo"]
prompt_file = "branded.txt"

[source.logo]
path = "logo.png"
"""


def _touch_output(project: Project) -> None:
    os.utime(Path(project.root, "assets/lamp.png"))


def _new_include(project: Project) -> None:
    write(project, '[image.more]\nprompt = "More"\nsize = "16x16"\n', "more/second.toml")


def _damaged_memo(project: Project) -> None:
    write(project, "{", ".assetforge/memo.json")


def _older_format(project: Project) -> None:
    memo = Path(project.memo)
    memo.write_text(memo.read_text("utf-8").replace('"format":"', '"format":"0'), encoding="utf-8")


CHANGES: Mapping[str, Callable[[Project], None]] = {
    "output touched": _touch_output,
    "file included": _new_include,
    "memo damaged": _damaged_memo,
    "memo of an older format": _older_format,
    "manifest": lambda project: write(project, LARGE + "\n# comment\n"),
    "prompt file": lambda project: write(project, "Another prompt", "branded.txt"),
    "included file": lambda project: write(project, "# comment\n", "more/first.toml"),
    "source": lambda project: paint(project, "logo.png", "navy"),
    "output gone": lambda project: Path(project.root, "assets/lamp.png").unlink(),
    "lock gone": lambda project: Path(project.lock).unlink(),
    "memo gone": lambda project: Path(project.memo).unlink(),
}


@pytest.fixture
def large(project: Project) -> Project:
    write(project, LARGE)
    write(project, "With the logo", "branded.txt")
    write(project, "", "more/first.toml")
    paint(project, "logo.png")
    built(project)
    return project


def test_after_a_build_nothing_is_to_do(large: Project) -> None:
    assert count_if_unchanged(large) == 3
    assert set(read_memo(large).outputs) == {
        "assets/lamp.png", "assets/icon.png", "assets/branded.png",
    }  # fmt: skip


def test_before_any_build_nobody_knows(project: Project) -> None:
    assert count_if_unchanged(project) is None
    assert read_memo(project) == Memo()


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changed_has_to_be_looked_at(change: str, large: Project) -> None:
    CHANGES[change](large)

    assert count_if_unchanged(large) is None


def test_a_memo_speaks_of_one_manifest(large: Project) -> None:
    """Two manifests may lie in one folder, and on some disks differ in case only."""
    other = replace(large, manifest="other.toml")
    Path(large.memo).rename(other.memo)

    assert count_if_unchanged(other) is None
    assert read_memo(other) == Memo()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
@pytest.mark.parametrize("path", ["assets.lock", "assets.toml", ".assetforge/memo.json"])
def test_a_pipe_is_not_waited_for(path: str, large: Project) -> None:
    Path(large.root, path).unlink()
    os.mkfifo(Path(large.root, path))

    assert count_if_unchanged(large) is None


@pytest.mark.parametrize("path", ["assets.lock", "assets.toml"])
def test_a_link_has_to_be_looked_at(path: str, large: Project) -> None:
    Path(large.root, path).rename(Path(large.root, "elsewhere"))
    Path(large.root, path).symlink_to("elsewhere")

    assert count_if_unchanged(large) is None


def test_a_memo_from_elsewhere_proves_nothing(large: Project) -> None:
    """A checkout can bring along a memo, but cannot foresee the stamps of this machine."""
    Path(large.root, ".assetforge/.gitignore").unlink()
    write(large, "*\n", ".assetforge/.gitignore")

    assert count_if_unchanged(large) is None
    assert read_memo(large) == Memo()
