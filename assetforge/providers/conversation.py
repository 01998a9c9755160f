"""Single steps of a conversation, each with the type of its answer.

A provider writes `piece = yield from render(drawing)` and needs no look at what it was told.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from assetforge.providers.instruction import (
    Accepted,
    Answer,
    Ask,
    Await,
    Expired,
    Fetch,
    Instruction,
    Job,
    JobState,
    Piece,
    Put,
    Render,
    Reply,
    Share,
    Shared,
    Submit,
    Write,
)

if TYPE_CHECKING:
    from assetforge.providers.drawing import Drawing

T = TypeVar("T")
Talk: TypeAlias = Generator[Instruction, Reply, T]


def submit(order: Submit) -> Talk[Accepted]:
    """Place a paid order."""
    reply = yield order
    assert isinstance(reply, Accepted), reply
    return reply


def wait_for(job: Job) -> Talk[JobState]:
    """Wait until a job is done; one that fails ends the conversation."""
    reply = yield Await(job=job)
    assert isinstance(reply, JobState), reply
    return reply


def ask(question: Ask) -> Talk[Answer]:
    """Send a free request."""
    reply = yield question
    assert isinstance(reply, Answer), reply
    return reply


def share(place: int) -> Talk[str]:
    """Have an input reachable by URL."""
    reply = yield Share(input=place)
    assert isinstance(reply, Shared), reply
    return reply.url


def put(upload: Put) -> Talk[Answer]:
    """Send an input's bytes to a signed URL."""
    reply = yield upload
    assert isinstance(reply, Answer), reply
    return reply


def fetch(url: str, *, is_film: bool) -> Talk[Piece | Expired]:
    """Get a result's bytes, unless its URL leads nowhere any more."""
    reply = yield Fetch(url=url, is_film=is_film)
    assert isinstance(reply, Piece | Expired), reply
    return reply


def write(data: bytes) -> Talk[Piece]:
    """Keep bytes that came inside an answer."""
    return (yield from _piece(Write(data=data)))


def render(drawing: Drawing) -> Talk[Piece]:
    """Have something drawn here."""
    return (yield from _piece(Render(drawing=drawing)))


def _piece(instruction: Write | Render) -> Talk[Piece]:
    reply = yield instruction
    assert isinstance(reply, Piece), reply
    return reply
