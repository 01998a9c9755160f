"""Whatever LetzAI answers, reading it ends with a value or an error that is explained."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetforge.core.errors import AssetforgeError
from assetforge.providers.instruction import (
    Accepted,
    Answer,
    Ask,
    Await,
    Call,
    Expired,
    Fetch,
    Job,
    JobState,
    Put,
    Submit,
)
from assetforge.providers.letzai.routes import KIND_OF
from assetforge.providers.service import Claimed, Trace
from tests.faults.answers import ID, OTHER_ID, URL, mutated
from tests.unit.providers.letzai.listings import EDIT, IMAGE, lost
from tests.unit.providers.letzai.talking import letzai, picture, piece, request

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.core.values import Json
    from assetforge.providers.conversation import Talk
    from assetforge.providers.instruction import Instruction, Reply

SERVICE: Final = letzai(privacy="private")
ROUTES: Final = tuple(KIND_OF)
MOST_STEPS: Final = 300  # of one conversation; no list is read further
SEEDS: Final = 5_000
JSON: Final = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from(["ready", "failed", ID, URL]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["id", "status", "data", "original", "imageVersions", "message", "error"])
        | st.text(max_size=5),
        inner, max_size=5,
    ),
    max_leaves=12,
)  # fmt: skip


def conversations(route: str) -> Iterator[Talk[object]]:
    """Begin everything that can be talked about, anew."""
    kind = KIND_OF[route]
    job = Job(id=ID, route=route)
    asked = request(kind, None, {"prompt": "x"})
    trace = Trace(kind=kind, media=picture(), job_id=ID, result_id=OTHER_ID, url=URL)
    orders = [lost("aaaa", route, IMAGE, since=0), lost("bbbb", route, EDIT, since=0)]
    yield SERVICE.resume(asked, Accepted(job=job))
    yield SERVICE.refetch(trace)
    yield SERVICE.share(picture(), 0)
    yield SERVICE.find(orders, Claimed(ids=frozenset({OTHER_ID})))
    yield SERVICE.trained_models()


def play(talk: Talk[object], seed: int) -> None:
    """Play a conversation with spoilt answers; what it ends with does not matter, how it does."""
    reply: Reply | None = None
    try:
        for step in range(MOST_STEPS):
            instruction = next(talk) if reply is None else talk.send(reply)
            reply = answered(instruction, seed + step)
    except (StopIteration, AssetforgeError):
        return
    pytest.fail(f"a conversation does not end; seed {seed}")


def answered(instruction: Instruction, seed: int) -> Reply:
    """Answer as the executor does: a failed job and an unexpected status end the conversation."""
    match instruction:
        case Await(job=job):
            state = SERVICE.read([job], mutated(seed)).get(job.id)
            if state is None or state.phase != "done":
                raise AssetforgeError(job.id)
            return state
        case Fetch(url=url):
            assert url.lower().startswith("https://")
            return piece() if seed % 2 else Expired(status=403)
        case Put(url=url):
            assert url.lower().startswith("https://")
            return mutated(seed)
        case Ask(call=call, takes=takes):
            check(call)
            came = mutated(seed)
            if not came.is_good and came.status not in takes:
                raise AssetforgeError(SERVICE.complaint(came))
            return came
        case _:
            pytest.fail(f"{instruction} is paid, or was never asked for")


def check(call: Call) -> None:
    """See that nothing of an answer changed where a request goes."""
    parts = call.path.split("/")
    assert parts[0] == ""
    assert all(part and "." not in part for part in parts[1:])


def read_everything(answer: Answer) -> None:
    order = Submit(call=Call(method="POST", path="/images"))
    accepted = SERVICE.accepted(order, answer)
    complaint = SERVICE.complaint(answer)
    assert accepted is None or (accepted.job is not None and len(accepted.job.id) == len(ID))
    assert complaint
    assert len(complaint) <= 400
    assert complaint.isprintable()
    assert "<html" not in complaint.lower()
    for route in ROUTES:
        jobs = [Job(id=id_, route=route) for id_ in (ID, OTHER_ID)]
        for asked in (jobs[:1], jobs):
            for state in SERVICE.read(asked, answer).values():
                check_state(state)


def check_state(state: JobState) -> None:
    assert state.phase in {"running", "done", "failed"}
    assert state.word.isprintable()
    assert len(state.word) <= 40
    assert state.reason.isprintable()
    assert state.progress is None or 0 <= state.progress <= 100
    assert state.charged is None or 0 <= state.charged <= 10**7


def test_spoilt_answers_are_read_to_an_end() -> None:
    for seed in range(SEEDS):
        read_everything(mutated(seed))


@pytest.mark.parametrize("route", ROUTES)
def test_spoilt_answers_bring_every_conversation_to_an_end(route: str) -> None:
    for seed in range(SEEDS // 10):
        for talk in conversations(route):
            play(talk, seed * 7)


@given(body=JSON, status=st.integers(100, 599))
def test_any_json_is_read_to_an_end(body: Json, status: int) -> None:
    read_everything(Answer(status=status, body=body))


def test_the_harness_spoils_the_same_way_each_time() -> None:
    assert repr(mutated(17)) == repr(mutated(17))
    assert len({repr(mutated(seed)) for seed in range(100)}) > 60
