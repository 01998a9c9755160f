from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import MakingError
from assetforge.core.media import PNG, Media
from assetforge.execution.drive import drive
from assetforge.providers.conversation import render
from assetforge.providers.drawing import Caption, Poster
from assetforge.providers.instruction import Piece, Render
from assetforge.providers.protocol import Result
from tests.fakes.virtual_time import run

if TYPE_CHECKING:
    from assetforge.providers.instruction import Instruction, Reply
    from assetforge.providers.protocol import Conversation

DRAWING = Poster(width=8, height=8, seed="red", caption=Caption(title="", prompt="", details=()))
PIECE = Piece(path="staged:1", media=Media(type=PNG, width=8, height=8))


async def play(instruction: Instruction) -> Reply:
    assert isinstance(instruction, Render)
    assert instruction.drawing == DRAWING
    return PIECE


def test_each_instruction_is_played_and_answered() -> None:
    answers: list[Piece] = []

    def conversation() -> Conversation:
        answers.append((yield from render(DRAWING)))
        answers.append((yield from render(DRAWING)))
        return Result(piece=answers[-1], job_id="job-1")

    result = run(drive(conversation(), play))

    assert result == Result(piece=PIECE, job_id="job-1")
    assert answers == [PIECE, PIECE]


def test_what_goes_wrong_while_playing_ends_the_conversation() -> None:
    ends: list[str] = []

    def conversation() -> Conversation:
        try:
            piece = yield from render(DRAWING)
        finally:
            ends.append("closed")
        return Result(piece=piece)

    async def fail(instruction: Instruction) -> Reply:
        assert isinstance(instruction, Render)
        raise MakingError(instruction.drawing.__class__.__name__)

    with pytest.raises(MakingError, match="Poster"):
        run(drive(conversation(), fail))

    assert ends == ["closed"]
