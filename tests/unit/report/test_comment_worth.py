from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assetforge.core.credits import Credits
from assetforge.manifest.budget import NO_BUDGET, Budget
from assetforge.report.comment_worth import CHANGES, When, is_worth_telling, parse_when
from tests.unit.ui.diffs import EVERYTHING, MOVED, NOTHING

KNOWN = replace(EVERYTHING, spend={"letzai": Credits.between(180, 240)})
FREE_CHANGE = replace(NOTHING, assets=(MOVED,))
QUIET = Budget(comment_above=Decimal(1000))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("always", When(word="always")), ("changes", CHANGES), ("spend", When(word="spend")),
        ("over:50", When(word="over", amount=Decimal(50))),
        ("over:0.5", When(word="over", amount=Decimal("0.5"))),
        ("over:", None), ("over:-1", None), ("over:nan", None), ("over:inf", None),
        ("over", None), ("never", None), ("", None),
    ],
)  # fmt: skip
def test_when_is_one_of_four_words(text: str, expected: When | None) -> None:
    assert parse_when(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("always", [True, True, True, True]),
        ("changes", [False, True, True, True]),
        ("spend", [False, False, True, True]),
        ("over:239", [False, False, True, True]),
        ("over:240", [False, False, False, True]),
    ],
)
def test_each_word_asks_for_more_than_the_one_before(text: str, expected: list[bool]) -> None:
    when = parse_when(text)
    assert when is not None, text

    found = [
        is_worth_telling(diff, when, [NO_BUDGET])
        for diff in (NOTHING, FREE_CHANGE, KNOWN, EVERYTHING)
    ]

    assert found == expected


def test_a_budget_passes_little_over_in_silence() -> None:
    assert not is_worth_telling(KNOWN, CHANGES, [QUIET])
    assert is_worth_telling(EVERYTHING, CHANGES, [QUIET])
    assert is_worth_telling(NOTHING, When(word="always"), [QUIET])


def test_a_change_cannot_silence_itself() -> None:
    assert is_worth_telling(KNOWN, CHANGES, [QUIET, NO_BUDGET])
