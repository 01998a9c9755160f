"""Talking to Letta by hand: requests with little typing, and conversations played from a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.core.digest import digest_bytes
from assetforge.core.media import JPEG, MP4, PNG, Media
from assetforge.providers.instruction import Accepted, Answer, Expired, Fetch, Piece, Submit, Write
from assetforge.providers.letta.provider import Letta
from assetforge.providers.protocol import Input, Order, Request
from assetforge.providers.settings import ServiceSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetforge.core.names import Kind
    from assetforge.core.values import Json, Table
    from assetforge.providers.instruction import Instruction, Reply
    from assetforge.providers.protocol import Conversation, Result

LETTA: Final = Letta(
    packaged_catalogue()["letta"],
    ServiceSettings(provider="letta", origin="https://api.letta.com", key_variable="LETTA_API_KEY"),
)
BOTTLE: Final[Table] = {"prompt": "a glass bottle on wet marble"}
PICTURE: Final = Media(type=PNG, width=1024, height=1024)
PHOTO: Final = Media(type=JPEG, width=640, height=480)
FILM: Final = Media(type=MP4, width=640, height=480, seconds=4)
SIGNED: Final = "https://cdn.example/one.png?X-Amz-Signature=secret#top"


def request(
    params: Table = BOTTLE, *inputs: Media, model: str | None = None, kind: Kind = "image"
) -> Request:
    known = packaged_catalogue()["letta"].meant(kind, model)
    name = known.id if known else model
    order = Order(address="hero", kind=kind, model=name, params=params)
    return Request(
        address="hero", kind=kind, model=name, params=LETTA.resolve(order),
        inputs=tuple(
            Input(name=f"input-{index}", media=media, digest=digest_bytes(bytes([index])))
            for index, media in enumerate(inputs)
        ),
    )  # fmt: skip


def ordered(wanted: Request) -> Submit:
    """Begin a conversation: the first thing it says is the order."""
    first = next(LETTA.start(wanted))
    assert isinstance(first, Submit)
    return first


def answer(*images: Json, **more: Json) -> Answer:
    return Answer(status=200, body={"images": images, **more})


def resumed(
    given: Answer, wanted: Request | None = None, *, media: Media = PICTURE, expired: int = 0
) -> tuple[list[Instruction], Result]:
    """Play an accepted answer to its end: what it asked for, and the result."""
    talk = LETTA.resume(wanted or request(), Accepted(job=None, answer=given))
    asked: list[Instruction] = []

    def play(instruction: Instruction) -> Reply:
        assert isinstance(instruction, Write | Fetch)
        asked.append(instruction)
        is_gone = expired and isinstance(instruction, Fetch)
        return Expired(status=expired) if is_gone else Piece(path="staged", media=media)

    return asked, played(talk, play)


def played(talk: Conversation, play: Callable[[Instruction], Reply]) -> Result:
    instruction = next(talk)
    while True:
        try:
            instruction = talk.send(play(instruction))
        except StopIteration as end:
            result: Result = end.value
            return result
