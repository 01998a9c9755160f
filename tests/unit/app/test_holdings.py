"""Holdings: what the store holds, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.app.holdings import store_holdings
from assetforge.app.reading import read_lock
from tests.unit.app.projects import built

if TYPE_CHECKING:
    from assetforge.app.project import Project


def test_a_store_that_is_not_there_holds_nothing(project: Project) -> None:
    holdings = store_holdings(project)

    assert (holdings.files, holdings.size, holdings.place) == (0, 0, project.store)


def test_every_result_counts_with_its_bytes(project: Project) -> None:
    built(project)

    holdings = store_holdings(project)

    sizes = [entry.file.size for entry in read_lock(project).entries.values()]
    assert (holdings.files, holdings.size) == (2, sum(sizes))
