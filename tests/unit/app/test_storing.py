"""Looking after the store: what no lock needs may go, but never what was paid for, unasked."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.store import FileStore
from assetforge.adapters.store_layout import Layout
from assetforge.app.storing import collect_garbage, list_store
from assetforge.core.credits import Credits
from assetforge.core.errors import RefusedError
from tests.unit.app.projects import LAMP, built, write

if TYPE_CHECKING:
    from pathlib import Path

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
    listed = collect_garbage(days=-1, does_it=False, destroys_paid=False)

    assert [gone.what for gone in listed.gone] == ["image A brass lamp"]
    assert len(list_store().kept) == 2

    collect_garbage(days=-1, does_it=True, destroys_paid=False)

    assert [kept.prompt for kept in list_store().kept] == ["A copper lamp"]
    assert outgrown.store


def test_what_was_paid_for_wants_a_word_of_its_own(outgrown: Project) -> None:
    with FileStore(outgrown.store) as store:
        brass = next(held.made for held in store.entries() if "brass" in str(held.made.request))
        store.record(replace(brass, provider="letzai", estimated=Credits.exactly(60)))

    with pytest.raises(RefusedError, match="1 of these were paid for"):
        collect_garbage(days=-1, does_it=True, destroys_paid=False)

    assert len(list_store().kept) == 2
    collect_garbage(days=-1, does_it=True, destroys_paid=True)
    assert len(list_store().kept) == 1
