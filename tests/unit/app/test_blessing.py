"""Blessing in a real project: the store, the lock and the output afterwards, and what it costs."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.store import FileStore
from assetforge.adapters.store_layout import Layout
from assetforge.app import trust
from assetforge.app.blessing import Wish, bless_results
from assetforge.app.planning import plan_project
from assetforge.app.reading import read_lock
from assetforge.app.verifying import verify_project
from assetforge.core.errors import DamagedError, StaleError, UntrustedError, UsageError
from tests.unit.app.projects import LAMP, Listener, built, wishes, write

if TYPE_CHECKING:
    from assetforge.app.blessing import Settled
    from assetforge.app.project import Project

TYPO = LAMP.replace("A brass lamp", "A bras lamp")


def bless(project: Project, *names: str) -> Settled:
    return bless_results(project, Wish(assets=names, why="a typo"), Listener().audience)


@pytest.fixture
def edited(project: Project) -> Project:
    write(project, TYPO)
    built(project)
    write(project, LAMP)
    return project


def test_the_lock_alone_says_that_it_counts_and_why(edited: Project) -> None:
    before = read_lock(edited).entries["lamp"].made

    settled = bless(edited, "lamp")

    made = read_lock(edited).entries["lamp"].made
    assert [each.address for each in settled.blessed] == ["lamp"]
    assert (made.request["prompt"], made.result) == ("A brass lamp", before.result)
    assert made.blessing is not None
    assert (made.blessing.reasons, made.blessing.key) == (("a typo",), before.key)
    with FileStore(edited.store, read_only=True) as store:
        assert store.find(made.key) is None
        assert store.find(before.key) == before
    steps = {step.address: step for step in plan_project(edited, wishes()).plan.steps}
    assert steps["lamp"].action == "keep"


def test_it_counts_nowhere_but_in_the_lock_that_says_so(edited: Project) -> None:
    bless(edited, "lamp")
    Path(edited.lock).unlink()

    step = plan_project(edited, wishes()).plan.steps[0]

    assert (step.address, step.action) == ("lamp", "make")


def test_in_another_store_it_can_be_taken_back(edited: Project) -> None:
    bless(edited, "lamp")
    shutil.rmtree(edited.store)
    write(edited, TYPO)

    step = plan_project(edited, wishes()).plan.steps[0]
    built(edited)

    assert (step.address, step.action) == ("lamp", "restore")
    assert read_lock(edited).entries["lamp"].made.blessing is None


def test_what_is_healed_is_recorded_as_it_was_made(edited: Project) -> None:
    bless(edited, "lamp")
    made = read_lock(edited).entries["lamp"].made
    shutil.rmtree(edited.store)

    verify_project(edited, heals=True)

    with FileStore(edited.store, read_only=True) as store:
        assert store.find(made.key) is None
        assert store.find(made.as_ordered.key) == made.as_ordered


def test_a_file_that_goes_elsewhere_by_now_is_moved(edited: Project) -> None:
    write(edited, LAMP.replace("[derive.icon]", 'output = "assets/brass.png"\n\n[derive.icon]'))

    bless(edited, "lamp")

    assert read_lock(edited).entries["lamp"].output == "assets/brass.png"
    assert Path(edited.root, "assets/brass.png").exists()
    assert not Path(edited.root, "assets/lamp.png").exists()


def test_a_run_that_is_not_trusted_blesses_nothing(
    edited: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trust, "doubt", lambda: "it is a stranger's")
    before = Path(edited.lock).read_bytes()

    with pytest.raises(UntrustedError):
        bless(edited, "lamp")

    assert Path(edited.lock).read_bytes() == before


def test_what_counts_already_needs_no_build(project: Project) -> None:
    built(project)

    settled = bless(project, "lamp", "ic*")

    assert (settled.blessed, settled.built) == ((), None)


def test_the_output_is_as_good_as_the_store(edited: Project) -> None:
    shutil.rmtree(Layout(Path(edited.store)).blobs)

    bless(edited, "lamp")

    with FileStore(edited.store, read_only=True) as store:
        assert store.has(read_lock(edited).entries["lamp"].made.result.digest)


def test_where_the_bytes_are_gone_nothing_is_blessed(edited: Project) -> None:
    shutil.rmtree(Layout(Path(edited.store)).blobs)
    Path(edited.root, "assets/lamp.png").unlink()
    before = Path(edited.lock).read_bytes()

    with pytest.raises(DamagedError, match="neither in the store nor in its output file"):
        bless(edited, "lamp")

    assert Path(edited.lock).read_bytes() == before


def test_a_lock_of_a_newer_version_is_left_as_it_is(edited: Project) -> None:
    lock = Path(edited.lock)
    lock.write_text(lock.read_text("utf-8").replace("revision = 0", "revision = 9"), "utf-8")

    with pytest.raises(StaleError, match="a newer assetforge wrote the lock"):
        bless(edited, "lamp")


def test_all_that_is_named_is_blessed_or_nothing_is(edited: Project) -> None:
    write(edited, LAMP.replace("width = 16", "width = 8"))
    before = Path(edited.lock).read_bytes()

    with pytest.raises(UsageError, match="`width` says what the file is"):
        bless(edited, "lamp", "icon")

    assert Path(edited.lock).read_bytes() == before


def test_a_drawing_that_was_renamed_and_blessed_can_still_be_put_back(edited: Project) -> None:
    """Its name of before is in the picture, and what is bought from it counts it by its key."""
    drawn = read_lock(edited).entries["lamp"].made
    typo, right = (
        text.replace("[image.lamp]", "[image.light]").replace('from = "lamp"', 'from = "light"')
        + '\n[moved]\nlamp = "light"\n'
        for text in (TYPO, LAMP)
    )
    write(edited, typo)
    built(edited)
    write(edited, right)
    bless(edited, "light", "icon")
    assert not plan_project(edited, wishes()).plan.has_changes
    write(edited, typo)

    steps = {step.address: step for step in plan_project(edited, wishes()).plan.steps}

    assert {name: step.action for name, step in steps.items()} == {
        "light": "restore", "icon": "restore",
    }  # fmt: skip
    assert steps["light"].key == drawn.key
