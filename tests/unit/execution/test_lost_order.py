from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.execution.dossier import encode_dossier
from assetforge.execution.lost_order import call_of, call_text, is_placed_in_time, lost_order
from assetforge.providers.instruction import Call
from tests.unit.execution.attempts import ATTEMPT, DOSSIER

if TYPE_CHECKING:
    from assetforge.execution.attempt import Attempt

SENT = "https://x.invalid/"
TIMED = replace(ATTEMPT, made=encode_dossier(replace(DOSSIER, is_timed=True)))
CALL = Call(
    method="POST", path="/pictures", query={"x": "1"},
    body={"prompt": "a", "list": [1, 2.5, None, {"deep": True}]}, inline={"inputs": (0, 2)},
)  # fmt: skip


@pytest.mark.parametrize("call", [CALL, Call(method="PUT", path="/x"), replace(CALL, body={})])
def test_a_call_is_read_as_it_was_written(call: Call) -> None:
    attempt = replace(ATTEMPT, request=call_text(call))

    assert call_of(attempt) == call


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"path": 3, "query": [], "inline": 1}'])
def test_a_row_that_cannot_be_read_gives_a_call_that_fits_nothing(text: str) -> None:
    call = call_of(replace(ATTEMPT, request=text))

    assert (call.path, call.body) == ("/pictures", None)


@pytest.mark.parametrize(("skew", "since"), [(0, 1000), (-30, 970), (30, 1000)])
def test_the_moment_from_which_it_is_looked_for_only_moves_back(skew: float, since: float) -> None:
    assert lost_order(ATTEMPT, skew).since == since


@pytest.mark.parametrize("skew", [-30, 30])
def test_a_moment_that_the_service_told_itself_stays(skew: float) -> None:
    assert lost_order(TIMED, skew, 1010).since == 1000


def test_what_seems_to_come_from_the_future_is_looked_for_from_now_on() -> None:
    assert lost_order(ATTEMPT, 0, 400).since == 400


@pytest.mark.parametrize(
    ("attempt", "now", "is_certain"),
    [
        (TIMED, 1000, True),
        (TIMED, 999, True),
        (TIMED, 900, False),
        (ATTEMPT, 1000, False),
        (ATTEMPT, 5000, False),
    ],
)
def test_only_the_service_itself_can_tell_when_an_order_was_placed(
    attempt: Attempt, now: float, *, is_certain: bool
) -> None:
    assert is_placed_in_time(attempt, now) is is_certain


def test_a_lost_order_knows_its_name_route_and_token() -> None:
    lost = lost_order(replace(ATTEMPT, token=SENT), 0)

    assert (lost.intent, lost.route, lost.token) == ("a" * 26, "/pictures", SENT)
