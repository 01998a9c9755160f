"""Verifying: every locked byte is read, and nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.store_layout import Layout
from assetforge.app.reading import read_lock
from assetforge.app.verifying import verify_project
from tests.unit.app.projects import built, paint

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from assetforge.report.verdict import Verdict


@pytest.fixture
def whole(project: Project) -> Project:
    built(project, "lamp")
    return project


def lamp(project: Project) -> Verdict:
    (verdict,) = verify_project(project, heals=False)
    return verdict


def healed(project: Project) -> Verdict:
    (verdict,) = verify_project(project, heals=True)
    return verdict


def blob(project: Project) -> Path:
    made = read_lock(project).entries["lamp"].made
    return Layout(Path(project.store)).blob(made.result.digest)


def damage(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"\0")


def test_what_is_whole_is_right(whole: Project) -> None:
    verdict = lamp(whole)

    assert (verdict.stored, verdict.placed, verdict.is_right) == ("right", "right", True)


def test_a_damaged_byte_in_the_store_is_found_and_left_where_it_is(whole: Project) -> None:
    damage(blob(whole))

    verdict = lamp(whole)

    assert (verdict.stored, verdict.is_right, verdict.heals_free) == ("damaged", False, True)
    assert blob(whole).exists()


def test_bytes_that_are_gone_are_missed(whole: Project) -> None:
    blob(whole).unlink()

    assert lamp(whole).stored == "missing"


def test_an_output_that_is_gone_or_edited_is_told_apart(whole: Project) -> None:
    paint(whole, "assets/lamp.png")
    edited = lamp(whole)
    Path(whole.root, "assets/lamp.png").unlink()
    missing = lamp(whole)

    assert (edited.placed, edited.is_right) == ("edited", True)
    assert (missing.placed, missing.is_right, missing.heals_free) == ("missing", False, True)


def test_paid_work_of_which_no_copy_is_right_does_not_heal_free(whole: Project) -> None:
    lock = Path(whole.lock)
    lock.write_text(lock.read_text("utf-8").replace('"studio"', '"letzai"'), encoding="utf-8")
    damage(blob(whole))

    assert lamp(whole).heals_free  # from the output
    paint(whole, "assets/lamp.png")

    assert not lamp(whole).heals_free


def test_healing_takes_the_right_bytes_from_the_output(whole: Project) -> None:
    damage(blob(whole))

    first = healed(whole)

    assert (first.stored, first.is_healed) == ("right", True)
    assert (lamp(whole).stored, lamp(whole).is_healed) == ("right", False)


def test_healing_leaves_alone_what_no_output_has(whole: Project) -> None:
    damage(blob(whole))
    paint(whole, "assets/lamp.png")

    verdict = healed(whole)

    assert (verdict.stored, verdict.is_healed) == ("damaged", False)


def test_healing_writes_nothing_where_all_is_right(whole: Project) -> None:
    before = blob(whole).stat()

    assert healed(whole).is_right
    assert blob(whole).stat() == before


def test_healing_brings_back_bytes_that_are_gone(whole: Project) -> None:
    blob(whole).unlink()

    assert healed(whole).is_healed
    assert blob(whole).exists()


def test_a_damaged_record_is_found_and_written_again_from_the_lock(whole: Project) -> None:
    made = read_lock(whole).entries["lamp"].made
    Layout(Path(whole.store)).record(made.key).write_bytes(b"{")

    found = lamp(whole)
    mended = healed(whole)

    assert (found.is_torn, found.is_right, found.heals_free) == (True, False, True)
    assert (mended.is_torn, mended.is_right, mended.is_healed) == (False, True, True)
    assert lamp(whole).is_right


def test_a_damaged_record_without_bytes_stays_as_it_is(whole: Project) -> None:
    made = read_lock(whole).entries["lamp"].made
    Layout(Path(whole.store)).record(made.key).write_bytes(b"{")
    blob(whole).unlink()
    Path(whole.root, "assets/lamp.png").unlink()

    assert healed(whole).is_torn
