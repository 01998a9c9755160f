from __future__ import annotations

import pytest

from assetforge.core.errors import CredentialsError, UnavailableError
from assetforge.execution.breaker import Breaker, Objection


def closed_after(ends: str) -> bool:
    """Say whether a row of ends closes it: `.` is a success, a letter a failure in those words."""
    breaker = Breaker()
    for end in ends:
        if end == ".":
            breaker.succeed("cloud")
        else:
            breaker.fail("cloud", end)
    return breaker.objection("cloud") is not None


@pytest.mark.parametrize(
    ("ends", "is_closed"),
    [
        ("", False),
        ("aa", False),
        ("aaa", True),
        ("aba", False),
        ("aab", False),
        ("aa.a", False),
        ("....a", False),  # a fifth, and no more
        ("...ab", True),
        (".........a", False),
        (".......abc", True),
        ("abcd", False),  # fewer than five
        ("abcde", True),
    ],
)
def test_it_closes_after_equal_failures_or_too_many(ends: str, *, is_closed: bool) -> None:
    assert closed_after(ends) is is_closed


def test_one_service_says_nothing_of_another() -> None:
    breaker = Breaker()
    for _ in range(3):
        breaker.fail("cloud", "same")

    assert breaker.objection("other") is None


def test_it_says_why_and_keeps_the_first_reason() -> None:
    breaker = Breaker()
    for _ in range(3):
        breaker.fail("cloud", "the prompt was refused")
    breaker.close("cloud", Objection(kind=CredentialsError, why="no key", next_step="Set it."))

    objection = breaker.objection("cloud")

    assert objection is not None
    error = objection.error()
    assert isinstance(error, UnavailableError)
    assert error.what == (
        "it was not ordered: the last 3 jobs failed in the same way (the prompt was refused), "
        "so nothing more is ordered at cloud in this run"
    )
    assert error.cost == "Nothing was spent."
