"""Every row of the fault matrix that concerns a provider or money has a test, in its group."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.faults.matrix.row import Row

MATRIX: Final[Mapping[str, tuple[str, str]]] = {  # row → its group, and what goes wrong
    "F1": ("sending", "no name, no connection"),
    "F2": ("answering", "the connection ends after the order was sent"),
    "F3": ("answering", "no answer in time"),
    "F4": ("answering", "a server's failure, before or after it took the order"),
    "F5": ("answering", "an answer that cannot be read"),
    "F6": ("sending", "too many requests"),
    "F7": ("sending", "not enough credits"),
    "F8": ("sending", "a key that is refused"),
    "F9": ("sending", "an order that is refused"),
    "F10": ("answering", "a redirect"),
    "F11": ("polling", "a question that fails"),
    "F12": ("polling", "a job that is not found"),
    "F13": ("polling", "a job that fails or is not allowed"),
    "F14": ("polling", "a status that nobody knows"),
    "F15": ("polling", "a whole job without a result"),
    "F16": ("polling", "a job that never ends"),
    "F17": ("downloading", "a download that breaks off"),
    "F18": ("downloading", "a URL that has expired"),
    "F19": ("downloading", "something else than a picture"),
    "F20": ("downloading", "a bomb"),
    "F21": ("downloading", "half a picture that opens"),
    "F22": ("downloading", "a drip"),
    "F23": ("sending", "TLS that fails"),
    "F24": ("polling", "a clock that is wrong"),
    "F25": ("stopping", "a first signal"),
    "F26": ("stopping", "a second signal"),
    "F27": ("stopping", "a kill"),
    "F28": ("stopping", "a terminal that is closed"),
    "F29": ("storing", "no room for a result"),
    "F30": ("storing", "no room in the ledger"),
    "F38": ("deciding", "two processes that want the same"),
    "F44": ("storing", "an output path that is taken"),
    "F45": ("storing", "a manifest that is edited meanwhile"),
    "F46": ("storing", "a source that is changed meanwhile"),
    "F47": ("deciding", "a price that is not the estimate"),
    "F48": ("downloading", "a result that is less than was asked for"),
    "F49": ("deciding", "two assets that ask for the same"),
    "F52": ("storing", "a workspace that is lost"),
    "F53": ("deciding", "a call whose owner is lost too"),
}


@pytest.mark.parametrize("number", MATRIX)
def test_a_row_has_a_test_in_its_group(number: str) -> None:
    group, _ = MATRIX[number]

    assert number in {row.number for row in rows_of(group)}


@pytest.mark.parametrize("group", sorted({group for group, _ in MATRIX.values()}))
def test_a_group_plays_only_its_own_rows_and_names_each_way_once(group: str) -> None:
    rows = rows_of(group)

    assert {row.number for row in rows} == {
        number for number, (name, _) in MATRIX.items() if name == group
    }
    assert len({row.name for row in rows}) == len(rows)


def rows_of(group: str) -> tuple[Row, ...]:
    """List what a group's module plays."""
    module = import_module(f"tests.faults.matrix.test_{group}")
    return cast("tuple[Row, ...]", module.ROWS)
