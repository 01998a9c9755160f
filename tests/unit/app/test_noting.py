"""Noting: a memo says "clean" only where the whole manifest is built, file by file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.store import FileStore
from assetforge.adapters.store_layout import Layout
from assetforge.app.memo import count_if_unchanged
from assetforge.app.noting import note_build
from assetforge.core.errors import StorageError
from tests.unit.app.projects import LAMP, PAID, built, paint, write

if TYPE_CHECKING:
    from pathlib import Path

    from assetforge.app.project import Project

FAILING = f'{LAMP}\n[derive.part]\nfrom = "lamp"\ncrop = "32,32,64,64"\n'


def test_a_whole_build_is_clean(project: Project) -> None:
    built(project)

    assert count_if_unchanged(project) == 2


def test_a_build_of_some_targets_is_not(project: Project) -> None:
    built(project, "lamp")

    assert count_if_unchanged(project) is None


@pytest.mark.parametrize("text", [FAILING, PAID], ids=["failed", "blocked"])
def test_a_build_that_left_something_out_is_not(text: str, project: Project) -> None:
    write(project, text)
    if text == FAILING:
        built(project)

    assert count_if_unchanged(project) is None


def test_an_orphan_is_told_each_time(project: Project) -> None:
    built(project)
    write(project, LAMP.partition("[derive")[0])
    built(project)

    assert count_if_unchanged(project) is None


def test_an_output_edited_by_hand_is_told_each_time(project: Project) -> None:
    built(project)
    paint(project, "assets/lamp.png")
    built(project)

    assert count_if_unchanged(project) is None


def test_a_build_whose_end_the_ledger_refused_is_looked_at_again(project: Project) -> None:
    done = built(project)
    assert done.execution is not None
    refused = replace(done.execution, faults=(StorageError("the disk is full"),))

    with FileStore(project.store) as store:
        note_build(done.situation, refused, store)

    assert count_if_unchanged(project) is None


def test_the_store_is_told_which_lock_refers_to_it(project: Project, tmp_path: Path) -> None:
    built(project)

    roots = list(Layout(tmp_path / "store").roots.iterdir())

    assert [project.lock in root.read_text("utf-8") for root in roots] == [True]
