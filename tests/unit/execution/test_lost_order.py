from __future__ import annotations

from dataclasses import replace

import pytest

from assetforge.execution.lost_order import call_of, call_text, lost_order
from assetforge.providers.instruction import Call
from tests.unit.execution.attempts import ATTEMPT

SENT = "https://x.invalid/"
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


def test_a_lost_order_knows_its_name_route_and_token() -> None:
    lost = lost_order(replace(ATTEMPT, token=SENT), 0)

    assert (lost.intent, lost.route, lost.token) == ("a" * 26, "/pictures", SENT)
