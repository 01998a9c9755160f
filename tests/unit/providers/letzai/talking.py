"""Talking to LetzAI by hand: requests with little typing, and conversations played from a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.core.digest import digest_bytes
from assetforge.core.media import MP4, PNG, Media
from assetforge.providers.instruction import Accepted, Answer, Job, JobState, Piece, Shared
from assetforge.providers.letzai.provider import LetzAI
from assetforge.providers.letzai.record import worth_keeping
from assetforge.providers.letzai.states import state_of
from assetforge.providers.protocol import Input, Order, Origin, Request
from assetforge.providers.settings import ServiceSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.core.names import Kind
    from assetforge.core.values import Json, Table
    from assetforge.providers.conversation import Talk
    from assetforge.providers.instruction import Instruction, Reply
    from assetforge.providers.settings import Dialect

T = TypeVar("T")

CAPABILITIES: Final = packaged_catalogue()["letzai"]
ORIGIN: Final = "https://api.letz.ai"
ORGANIZATION: Final = "0f0f0f0f-0000-4000-8000-000000000000"
URL: Final = "https://images.letz.ai/one/original.jpg"
OTHER_URL: Final = "https://images.letz.ai/two/original.jpg"
UPLOADED: Final = "https://uploads.example/abc.png"


def uuid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012x}"


def settings(
    dialect: Dialect = "current", *, privacy: str | None = None, organization: str | None = None,
    origin: str = ORIGIN,
) -> ServiceSettings:  # fmt: skip
    return ServiceSettings(
        provider="letzai", origin=origin, key_variable="LETZAI_API_KEY", dialect=dialect,
        privacy=privacy, organization=organization,
    )  # fmt: skip


def letzai(
    dialect: Dialect = "current", *, privacy: str | None = None, organization: str | None = None,
    origin: str = ORIGIN,
) -> LetzAI:  # fmt: skip
    chosen = settings(dialect, privacy=privacy, organization=organization, origin=origin)
    return LetzAI(CAPABILITIES, chosen)


def picture(width: int = 1600, height: int = 1600) -> Media:
    return Media(type=PNG, width=width, height=height)


def film(seconds: float = 8, width: int = 1920, height: int = 1080) -> Media:
    return Media(type=MP4, width=width, height=height, seconds=seconds)


def local(media: Media | None = None) -> Input:
    return Input(name="local", media=media or picture(), digest=digest_bytes(b"local"))


def made(kind: Kind, number: int = 7, url: str | None = URL, provider: str = "letzai") -> Input:
    origin = Origin(provider=provider, kind=kind, result_id=uuid(number), url=url)
    media = film() if kind in {"video", "video-edit"} else picture()
    return Input(name=kind, media=media, digest=digest_bytes(kind.encode()), origin=origin)


def request(kind: Kind, model: str | None, params: Table, inputs: Sequence[Input] = ()) -> Request:
    order = Order(address="hero", kind=kind, model=model, params=params)
    resolved = letzai().resolve(order)
    return Request(address="hero", kind=kind, model=model, params=resolved, inputs=tuple(inputs))


def play(talk: Talk[T], replies: Sequence[Reply]) -> tuple[list[Instruction], T]:
    """Play a conversation to its end; every reply must be used."""
    said: list[Instruction] = []
    left = list(replies)
    try:
        instruction = next(talk)
        while True:
            said.append(instruction)
            assert left, f"nothing to answer {instruction} with"
            instruction = talk.send(left.pop(0))
    except StopIteration as end:
        assert not left, f"never asked for {left}"
        result: T = end.value
        return said, result


def answer(body: Json = None, status: int = 200, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status=status, body=body, headers=named)


def accepted(route: str, number: int = 1) -> Accepted:
    return Accepted(job=Job(id=uuid(number), route=route))


def state(route: str, record: Table, number: int = 1, origin: str = ORIGIN) -> JobState:
    return state_of(Job(id=uuid(number), route=route), worth_keeping(record), origin)


def piece(media: Media | None = None) -> Piece:
    return Piece(path="staged", media=media or picture())


def shared(url: str = UPLOADED) -> Shared:
    return Shared(url=url)
