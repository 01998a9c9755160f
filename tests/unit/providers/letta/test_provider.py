from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.providers.instruction import Accepted, Answer, Call, Job, Piece, Submit, Write
from assetforge.providers.letta.provider import DEADLINE, Letta
from assetforge.providers.protocol import Result
from assetforge.providers.service import Claimed, Lost, Sighting, Trace
from assetforge.providers.settings import ServiceSettings
from tests.unit.providers.letta.talking import LETTA, PICTURE, answer, ordered, request

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetforge.core.values import Json

JOB = Job(id="one", route="/v1/images/generations")
TRACE = Trace(kind="image", media=PICTURE, url="https://cdn.example/one.png")
LOST = Lost(
    intent="a" * 26, token=None, route=JOB.route, call=Call(method="POST", path="/"), since=0
)


def test_a_conversation_orders_once_and_keeps_what_comes() -> None:
    good = answer({"b64_json": "aGVsbG8="}, billing={"credits_charged": 12})
    talk = LETTA.start(request())

    order = next(talk)
    assert isinstance(order, Submit)
    written = talk.send(LETTA.accepted(order, good) or pytest.fail("not accepted"))
    with pytest.raises(StopIteration) as end:
        talk.send(Piece(path="staged", media=PICTURE))

    assert written == Write(data=b"hello")
    assert isinstance(end.value.value, Result)
    assert end.value.value.piece.path == "staged"


ANSWERS: tuple[tuple[int, Json, bool], ...] = (
    (200, {"images": [{"b64_json": "aGk="}]}, True),
    (201, {"images": [{}]}, True),
    (200, {"images": []}, False),
    (200, {"images": None}, False),
    (200, {}, False),
    (200, [], False),
    (200, None, False),
    (302, {"images": [{}]}, False),
    (500, {"images": [{}]}, False),
)


@pytest.mark.parametrize(("status", "body", "is_accepted"), ANSWERS)
def test_only_an_answer_that_lists_pictures_is_accepted(
    status: int, body: Json, is_accepted: bool
) -> None:
    given = Answer(status=status, body=body)

    accepted = LETTA.accepted(ordered(request()), given)

    assert accepted == (Accepted(job=None, answer=given) if is_accepted else None)


def test_a_lost_answer_cannot_be_found_again() -> None:
    with pytest.raises(StopIteration) as end:
        next(LETTA.find([LOST], Claimed()))

    assert end.value.value == Sighting()
    assert not LETTA.can_find(JOB.route)
    assert not LETTA.absence_proves(JOB.route)
    assert not LETTA.can_refetch(TRACE)
    assert not LETTA.publishes_inputs
    assert LETTA.read([JOB], Answer(status=200)) == {}
    assert LETTA.stop(JOB) is None


ASKED: tuple[Callable[[], object], ...] = (
    lambda: LETTA.look([JOB]),
    lambda: LETTA.refetch(TRACE),
    lambda: LETTA.share(PICTURE, 0),
)


@pytest.mark.parametrize("ask", ASKED, ids=["look", "refetch", "share"])
def test_what_letta_does_not_have_is_never_asked_for(ask: Callable[[], object]) -> None:
    with pytest.raises(AssertionError, match="This is a bug in assetforge"):
        ask()


def test_an_answer_is_waited_for_as_long_as_its_call_may_take() -> None:
    assert LETTA.rhythm("image").deadline == DEADLINE
    assert DEADLINE >= 300, "no duration is documented; giving up early loses a paid picture"


def test_a_complaint_names_the_credits_that_are_missing() -> None:
    refused = Answer(status=402, body={"message": "no credits", "credits_required": 12})

    assert LETTA.complaint(refused) == "no credits; 12 credits are required"


def test_the_settings_are_those_of_letta() -> None:
    others = ServiceSettings(provider="letzai", origin="https://api.letz.ai", key_variable="KEY")

    with pytest.raises(AssertionError, match="settings of another service"):
        Letta(packaged_catalogue()["letta"], others)
