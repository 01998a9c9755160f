"""Pruning: files of assets that are gone go too, where they are still ours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.store import FileStore
from assetforge.adapters.store_layout import Layout
from assetforge.app.planning import plan_project
from assetforge.app.pruning import prune
from assetforge.app.reading import read_lock
from tests.unit.app.projects import LAMP, built, endings, paint, wishes, write

if TYPE_CHECKING:
    from assetforge.app.building import Built
    from assetforge.app.project import Project

ONLY_LAMP = LAMP.partition("[derive")[0]


@pytest.fixture
def orphaned(project: Project) -> Project:
    built(project)
    write(project, ONLY_LAMP)
    return project


def pruned(project: Project) -> list[str]:
    found = plan_project(project, wishes())
    told: list[str] = []
    with FileStore(project.store) as store:
        prune(found, found.lock, store, told.append)
    return told


def test_the_file_and_the_entry_of_an_orphan_go(orphaned: Project) -> None:
    assert pruned(orphaned) == ["removed icon: assets/icon.png"]
    assert not Path(orphaned.root, "assets/icon.png").exists()
    assert set(read_lock(orphaned).entries) == {"lamp"}


def test_without_orphans_not_a_byte_of_the_lock_changes(project: Project) -> None:
    built(project)
    before = Path(project.lock).stat()

    assert pruned(project) == []
    assert Path(project.lock).stat() == before


def test_what_was_edited_by_hand_stays_with_its_entry(orphaned: Project) -> None:
    paint(orphaned, "assets/icon.png")

    assert pruned(orphaned) == ["kept assets/icon.png: it was edited since icon was built"]
    assert Path(orphaned.root, "assets/icon.png").exists()
    assert set(read_lock(orphaned).entries) == {"lamp", "icon"}


def test_a_file_that_another_asset_uses_by_now_stays(project: Project) -> None:
    built(project)
    write(project, LAMP.replace("derive.icon", "derive.small") + 'output = "assets/icon.png"\n')
    built(project)

    assert pruned(project) == ["removed icon; assets/icon.png stays: it belongs to small"]
    assert Path(project.root, "assets/icon.png").exists()
    assert set(read_lock(project).entries) == {"lamp", "small"}


@pytest.mark.parametrize("path", ["assets/icon.png", "assets/ICON.png"])
def test_a_file_that_is_a_source_by_now_stays(path: str, project: Project) -> None:
    """On some disks both names mean one file, so both are kept on all."""
    built(project)
    source = Path(project.root, path)
    if not source.exists():
        source.write_bytes(Path(project.root, "assets/icon.png").read_bytes())
    write(project, f'{ONLY_LAMP}[source.mark]\npath = "{path}"\n')

    assert pruned(project) == ["removed icon; assets/icon.png stays: it belongs to mark"]
    assert Path(project.root, "assets/icon.png").exists()
    assert set(read_lock(project).entries) == {"lamp"}


def test_an_orphan_that_returns_is_restored(orphaned: Project) -> None:
    pruned(orphaned)
    write(orphaned, LAMP)

    again: Built = built(orphaned)

    assert endings(again)["icon"] == "restored"


def test_a_file_that_is_the_only_copy_goes_into_the_store_first(orphaned: Project) -> None:
    made = read_lock(orphaned).entries["icon"].made
    place = Layout(Path(orphaned.store)).blob(made.result.digest)
    place.unlink()

    pruned(orphaned)

    assert place.exists()
    with FileStore(orphaned.store, read_only=True) as store:
        assert store.find(made.key) == made
