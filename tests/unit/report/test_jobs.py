from __future__ import annotations

from decimal import Decimal

import pytest

from assetforge.core.credits import FREE, UNKNOWN, Credits
from assetforge.execution.attempt import Attempt, AttemptState
from assetforge.report.jobs import Total, cost_of, short_names, totals
from tests.unit.adapters.ledger_samples import attempt_of

S = AttemptState


@pytest.mark.parametrize(
    ("attempt", "cost"),
    [
        (attempt_of(), Credits.between(0, 40)),
        (attempt_of(reserved=None), UNKNOWN),
        (attempt_of(state=S.FAILED), Credits.between(0, 40)),
        (attempt_of(state=S.FAILED, actual=Decimal(0)), FREE),
        (attempt_of(state=S.STORED, actual=Decimal(55)), Credits.exactly(55)),
        (attempt_of(state=S.VOID), FREE),
        (attempt_of(state=S.VOID, reserved=None), FREE),
        (attempt_of(state=S.ABANDONED), Credits.between(0, 40)),
    ],
)
def test_what_an_attempt_cost_is_what_is_known_of_it(attempt: Attempt, cost: Credits) -> None:
    assert cost_of(attempt) == cost


def test_totals_are_kept_apart_by_provider_and_by_whether_they_ended() -> None:
    attempts = [
        attempt_of("a"),
        attempt_of("b", state=S.STORED, actual=Decimal(30)),
        attempt_of("c", state=S.UNKNOWN, reserved=Decimal("0.5")),
        attempt_of("d", provider="letta", reserved=None),
    ]

    assert totals(attempts) == {
        "letta": Total(live=1, at_stake=UNKNOWN),
        "letzai": Total(
            live=2, at_stake=Credits.between(0, Decimal("40.5")), spent=Credits.exactly(30)
        ),
    }


@pytest.mark.parametrize(
    ("intents", "names"),
    [
        ([], {}),
        (["abcdefghij"], {"abcdefghij": "abcdef"}),
        (
            ["abcdefghij", "abcdefgxyz", "zzzzzzzzzz"],
            {"abcdefghij": "abcdefgh", "abcdefgxyz": "abcdefgx", "zzzzzzzzzz": "zzzzzz"},
        ),
        (["abcdefg", "abcdefgh"], {"abcdefg": "abcdefg", "abcdefgh": "abcdefgh"}),
    ],
)
def test_names_are_as_short_as_they_can_be_told_apart(
    intents: list[str], names: dict[str, str]
) -> None:
    assert short_names(intents) == names


def test_each_short_name_leads_to_one_intent() -> None:
    intents = [attempt_of(f"a{number}").intent for number in range(3000)]

    names = short_names(intents)

    assert all(
        [other for other in intents if other.startswith(names[intent])] == [intent]
        for intent in intents[::100]
    )
