"""Exit codes: published and frozen, so the figures stand here a second time."""

from __future__ import annotations

from itertools import combinations

import pytest

from assetforge.core import errors
from assetforge.core.errors import AssetforgeError
from assetforge.core.exits import GRAVEST_FIRST, MEANINGS, Exit, gravest

LEAVES = [kind for kind in vars(errors).values() if isinstance(kind, type)]
ERRORS = [kind for kind in LEAVES if issubclass(kind, AssetforgeError)]


def test_no_code_ever_changes() -> None:
    assert {code.name: int(code) for code in Exit} == {
        "DONE": 0, "FAILED": 1, "CHANGES": 2, "STALE": 3, "REFUSED": 4, "NO_CREDITS": 5,
        "CREDENTIALS": 6, "UNDECIDED": 7, "BUSY": 8, "DAMAGED": 9, "UNAVAILABLE": 10,
        "UNTRUSTED": 11, "STORAGE": 12, "USAGE": 64, "INVALID": 65, "INTERRUPTED": 130,
        "TERMINATED": 143,
    }  # fmt: skip


def test_every_code_has_a_meaning() -> None:
    assert list(MEANINGS) == list(Exit)


@pytest.mark.parametrize(
    ("exits", "code"),
    [
        (set[Exit](), Exit.DONE),
        ({Exit.DONE}, Exit.DONE),
        ({Exit.FAILED, Exit.DONE}, Exit.FAILED),
        ({Exit.FAILED, Exit.UNAVAILABLE}, Exit.UNAVAILABLE),
        ({Exit.FAILED, Exit.UNAVAILABLE, Exit.STALE}, Exit.STALE),
        ({Exit.REFUSED, Exit.NO_CREDITS, Exit.UNDECIDED}, Exit.UNDECIDED),
        (set(GRAVEST_FIRST), Exit.STORAGE),
        ({Exit.INVALID}, Exit.FAILED),
    ],
)
def test_of_several_ends_the_one_that_tells_most_is_told(exits: set[Exit], code: Exit) -> None:
    assert gravest(exits) == code


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_an_asset_that_failed_never_ends_as_done(kind: type[AssetforgeError]) -> None:
    assert gravest({kind.exit}) != Exit.DONE
    assert gravest({kind.exit, Exit.DONE}) != Exit.DONE


def test_adding_a_failure_never_makes_an_end_look_better() -> None:
    for some in combinations(GRAVEST_FIRST, 2):
        assert GRAVEST_FIRST.index(gravest(set(some))) == min(map(GRAVEST_FIRST.index, some))
