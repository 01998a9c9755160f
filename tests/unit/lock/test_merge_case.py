"""Which of three versions fits a request, and what is lost where one of them is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.lock.merge_case import Case
from tests.unit.lock.test_merge import key, take

if TYPE_CHECKING:
    from assetforge.lock.merge_case import SideName, Took


def case(base: str, ours: str, theirs: str) -> Case:
    """Write each version as `take` of the merges has it: `2a<1a` is blessed, and made for 1."""
    return Case(
        address="hero", base=take(base), ours=take(ours), theirs=take(theirs), first="ours",
        is_used=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sides", "asked", "fitting"),
    [
        (("1a", "2a", "3a"), "1", ("base",)),
        (("1a", "2a", "2b"), "2", ("ours", "theirs")),
        (("1a", "2a", "3a"), "4", ()),
        (("", "2a<1a", ""), "2", ("ours",)),
        (("", "2a<1a", ""), "1", ("ours",)),
        (("", "2a<1a", "2b"), "2", ("theirs",)),
        (("", "2a<1a", "1b"), "1", ("theirs",)),
        (("", "2a<1a", "3b<2b"), "2", ("theirs",)),
        (("2c", "2a<1a", "2b<1b"), "2", ("base",)),
        (("", "2a<1a", "2b<1b"), "2", ("ours", "theirs")),
    ],
)
def test_what_was_made_for_a_request_fits_better_than_what_was_blessed_for_it(
    sides: tuple[str, str, str], asked: str, fitting: tuple[Took, ...]
) -> None:
    assert case(*sides).fitting(key(asked)) == fitting


@pytest.mark.parametrize(
    ("ours", "theirs", "loses"),
    [
        ("1a", "1b", False),  # takes of one request
        ("1a", "2a", True),
        ("1a", "", False),
        ("", "1a", True),
        ("2a<1a", "1a", False),  # a blessing can be taken back, and the result is the same
        ("1a", "2a<1a", True),
        ("2a<1a", "1b", True),
        ("2a<1a", "2b", True),
        ("2b", "2a<1a", True),
    ],
)
def test_a_version_is_lost_where_the_taken_one_counts_for_less(
    ours: str, theirs: str, loses: bool
) -> None:
    assert case("", ours, theirs).loses("ours") is loses


@pytest.mark.parametrize(
    ("sides", "changed"),
    [(("1a", "2a", "1a"), "ours"), (("1a", "1a", ""), "theirs"), (("1a", "2a", "3a"), None)],
)
def test_the_only_side_that_changed_it(
    sides: tuple[str, str, str], changed: SideName | None
) -> None:
    assert case(*sides).changed == changed


def test_a_version_that_is_not_there_is_not_blessed() -> None:
    found = case("", "2a<1a", "1a")

    assert [found.is_blessed(took) for took in ("ours", "theirs", "base")] == [True, False, False]
