"""Plays the rows of a module three at a time, while the tests before them are judged."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final, TypeAlias

import pytest

from tests.faults.matrix.row import Row
from tests.faults.matrix.stage import play

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.faults.matrix.stage import Played

    Plays: TypeAlias = Callable[[Row], Played]

AT_ONCE: Final = 3  # one of them waits for something most of the time


@pytest.fixture(scope="module")
def plays(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Plays]:
    """Play all rows that were chosen of a module, and give out how each one went."""
    rows = [row for item in request.session.items if (row := _row_of(item, request)) is not None]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        futures = {
            row.name: pool.submit(play, row, tmp_path_factory.mktemp(row.name)) for row in rows
        }
        yield lambda row: futures[row.name].result()


def _row_of(item: pytest.Item, request: pytest.FixtureRequest) -> Row | None:
    """Find the row that a test of the same module is about."""
    if item.path != request.path or not isinstance(item, pytest.Function):
        return None
    call: object = getattr(item, "callspec", None)  # only of what is parametrized
    row: object = getattr(call, "params", {}).get("row")
    return row if isinstance(row, Row) else None
