"""Each step of a conversation yields one instruction and is told an answer of its own type."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.media import PNG, Media
from assetforge.providers.conversation import (
    ask,
    fetch,
    put,
    render,
    share,
    submit,
    wait_for,
    write,
)
from assetforge.providers.drawing import Caption, Poster
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
    Piece,
    Put,
    Render,
    Share,
    Shared,
    Submit,
    Write,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetforge.providers.conversation import Talk
    from assetforge.providers.instruction import Instruction, Reply

CALL = Call(method="GET", path="/images")
JOB = Job(id="7f", route="/images")
DONE = JobState(job=JOB, phase="done", word="ready")
PIECE = Piece(path="staged:1", media=Media(type=PNG, width=8, height=8))
DRAWING = Poster(width=8, height=8, seed="red", caption=Caption(title="", prompt="", details=()))
UPLOAD = Put(url="https://x.example/up", input=0, media_type=PNG)
ACCEPTED = Accepted(job=JOB)
ANSWER = Answer(status=200)


@pytest.mark.parametrize(
    ("talk", "instruction", "reply", "result"),
    [
        (lambda: submit(Submit(call=CALL)), Submit(call=CALL), ACCEPTED, ACCEPTED),
        (lambda: wait_for(JOB), Await(job=JOB), DONE, DONE),
        (lambda: ask(Ask(call=CALL)), Ask(call=CALL), ANSWER, ANSWER),
        (lambda: share(2), Share(input=2), Shared(url="https://x.example/a"), "https://x.example/a"),
        (lambda: put(UPLOAD), UPLOAD, ANSWER, ANSWER),
        (lambda: fetch("u", is_film=True), Fetch(url="u", is_film=True), PIECE, PIECE),
        (
            lambda: fetch("u", is_film=False), Fetch(url="u", is_film=False), Expired(status=403),
            Expired(status=403),
        ),
        (lambda: write(b"x"), Write(data=b"x"), PIECE, PIECE),
        (lambda: render(DRAWING), Render(drawing=DRAWING), PIECE, PIECE),
    ],
)  # fmt: skip
def test_a_step_asks_once_and_returns_what_it_is_told(
    talk: Callable[[], Talk[object]], instruction: Instruction, reply: Reply, result: object
) -> None:
    spoken = talk()

    assert next(spoken) == instruction
    with pytest.raises(StopIteration) as end:
        spoken.send(reply)
    assert end.value.value == result


def test_an_answer_of_another_kind_is_a_bug() -> None:
    spoken = wait_for(JOB)
    next(spoken)

    with pytest.raises(AssertionError):
        spoken.send(ANSWER)
