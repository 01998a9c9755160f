"""Looking after the store: what no lock needs may go, but never what was paid for, unasked."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.store import FileStore
from assetforge.adapters.store_layout import Layout
from assetforge.app.reading import read_lock
from assetforge.app.storing import collect_garbage, list_store
from assetforge.core.credits import Credits
from assetforge.core.errors import RefusedError
from tests.unit.app.projects import LAMP, built, write

if TYPE_CHECKING:
    from assetforge.app.project import Project


@pytest.fixture
def outgrown(project: Project, tmp_path: Path) -> Project:
    """Build two lamps, of which the lock needs the second; then let 100 days pass."""
    built(project, "lamp")
    write(project, LAMP.replace("brass", "copper"))
    built(project, "lamp")
    for root in Layout(tmp_path / "store").roots.iterdir():
        document = json.loads(root.read_bytes())
        document["seen"] = {name: day - 100 for name, day in document["seen"].items()}
        root.write_text(json.dumps(document), encoding="utf-8")
    return project


def test_every_result_is_listed_with_its_worth(outgrown: Project) -> None:
    stored = list_store()

    assert stored.place == outgrown.store
    assert sorted(kept.prompt for kept in stored.kept) == ["A brass lamp", "A copper lamp"]


def test_nothing_newer_than_asked_for_goes(outgrown: Project) -> None:
    assert collect_garbage(days=90, does_it=True, destroys_paid=True).gone == ()
    assert len(list_store().kept) == 2
    assert outgrown.store


def test_what_no_lock_needs_is_listed_first_and_removed_when_asked(outgrown: Project) -> None:
    listed = collect_garbage(days=0, does_it=False, destroys_paid=False)

    assert [gone.what for gone in listed.gone] == ["image A brass lamp"]
    assert len(list_store().kept) == 2

    collect_garbage(days=0, does_it=True, destroys_paid=False)

    assert [kept.prompt for kept in list_store().kept] == ["A copper lamp"]
    assert outgrown.store


def test_what_was_paid_for_wants_a_word_of_its_own(outgrown: Project) -> None:
    with FileStore(outgrown.store) as store:
        brass = next(
            held.made for held in store.list_records().held if "brass" in str(held.made.request)
        )
        store.record(replace(brass, provider="letzai", estimated=Credits.exactly(60)))

    with pytest.raises(RefusedError, match="1 of these were paid for"):
        collect_garbage(days=0, does_it=True, destroys_paid=False)

    assert len(list_store().kept) == 2
    collect_garbage(days=0, does_it=True, destroys_paid=True)
    assert len(list_store().kept) == 1


def test_a_record_that_cannot_be_read_hides_no_other(outgrown: Project) -> None:
    tear(outgrown)

    stored = list_store()

    assert [kept.prompt for kept in stored.kept] == ["A brass lamp"]
    assert len(stored.torn) == 1


def test_a_build_writes_a_damaged_record_of_its_lock_again(outgrown: Project) -> None:
    tear(outgrown)

    built(outgrown)

    assert list_store().torn == ()


def test_what_cannot_be_judged_is_named_and_the_rest_goes(outgrown: Project) -> None:
    tear(outgrown)

    collected = collect_garbage(days=0, does_it=True, destroys_paid=False)

    assert [gone.what for gone in collected.gone] == ["image A brass lamp"]
    assert len(collected.torn) == 1


def test_a_dropped_result_goes_at_once_where_no_day_is_spared(project: Project) -> None:
    built(project, "lamp")
    write(project, LAMP.replace("brass", "copper"))
    built(project, "lamp")

    spared = collect_garbage(days=1, does_it=True, destroys_paid=False)
    gone = collect_garbage(days=0, does_it=True, destroys_paid=False)

    assert (len(spared.gone), [each.what for each in gone.gone]) == (0, ["image A brass lamp"])


def test_a_project_that_is_gone_keeps_nothing_where_no_day_is_spared(project: Project) -> None:
    built(project, "lamp")
    Path(project.lock).unlink()

    assert len(collect_garbage(days=0, does_it=True, destroys_paid=False).gone) == 1


def test_listing_writes_nothing(outgrown: Project) -> None:
    before = files_of(outgrown)

    list_store()
    collect_garbage(days=0, does_it=False, destroys_paid=False)

    assert files_of(outgrown) == before


def tear(project: Project) -> None:
    made = read_lock(project).entries["lamp"].made
    Layout(Path(project.store)).record(made.key).write_bytes(b"{")


def files_of(project: Project) -> dict[str, int]:
    return {str(path): path.lstat().st_mtime_ns for path in Path(project.store).rglob("*")}
