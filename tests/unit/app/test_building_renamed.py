"""Renaming an asset to the name of one that is removed: nothing that was paid for is lost."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.store import FileStore
from assetforge.app.blessing import Wish, bless_results
from assetforge.app.locking_rebuild import rebuild_lock
from assetforge.app.planning import plan_project
from assetforge.app.reading import read_lock
from tests.unit.app.projects import LAMP, Listener, built, endings, wishes, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetforge.app.project import Project

BOTH = f"""{LAMP}
[image.hero]
prompt = "A hero"

[image.banner]
prompt = "A banner"

[image.book]
prompt = "An old book"
"""
RENAMED = (
    BOTH.replace("[image.hero]\nprompt", "# before:").replace("[image.banner]", "[image.hero]")
    + '\n[moved]\nbanner = "hero"\n'
)


def build_another(project: Project) -> None:
    built(project, "logo")


def bless_another(project: Project) -> None:
    write(project, RENAMED.replace("An old book", "An odl book"))
    bless_results(project, Wish(assets=("book",), why="a typo"), Listener().audience)


def bless_the_renamed_one(project: Project) -> None:
    write(project, RENAMED.replace('"A banner"', '"A baner"'))
    bless_results(project, Wish(assets=("hero",), why="a typo"), Listener().audience)


def rebuild(project: Project) -> None:
    rebuild_lock(project, lock_timeout=0, tell=pytest.fail)


@pytest.mark.parametrize("work", [build_another, bless_another, bless_the_renamed_one, rebuild])
def test_whatever_writes_the_lock_of_a_clone_first_what_gave_way_ends_in_the_store(
    project: Project, work: Callable[[Project], None]
) -> None:
    write(project, BOTH)
    built(project)
    before = read_lock(project).entries
    shutil.rmtree(project.store)  # as in a clone: the outputs are the only copies
    write(project, RENAMED + '\n[image.logo]\nprompt = "A logo"\n')

    work(project)
    ended = endings(built(project))

    with FileStore(project.store, read_only=True) as store:
        hero = store.find(before["hero"].made.key)
        assert hero is not None
        assert hero.result == before["hero"].made.result
        assert store.has(hero.result.digest)
    assert read_lock(project).entries["hero"].made.result == before["banner"].made.result
    assert set(ended.values()) <= {"kept", "restored", "made"}
    assert not Path(project.root, before["banner"].output).exists()
    assert not plan_project(project, wishes()).plan.has_changes


def test_what_gave_way_stays_in_the_lock_until_then(project: Project) -> None:
    write(project, BOTH)
    built(project)
    before = read_lock(project).entries
    shutil.rmtree(project.store)
    write(project, RENAMED + '\n[image.logo]\nprompt = "A logo"\n')

    built(project, "logo")

    now = read_lock(project).entries
    assert {**before, "logo": now["logo"]} == now
