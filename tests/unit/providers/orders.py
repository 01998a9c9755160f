"""Orders and requests with little typing, for tests of providers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.digest import digest_bytes
from assetforge.core.media import MP4, PNG, Media
from assetforge.providers.instruction import Render
from assetforge.providers.protocol import Input, Order, Request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.core.names import Kind
    from assetforge.core.values import Json
    from assetforge.providers.drawing import Drawing
    from assetforge.providers.protocol import Offer, Provider


def order(kind: Kind, **params: Json) -> Order:
    return Order(address="hero", kind=kind, model="flux2", params=params)


def picture(width: int = 1600, height: int = 900) -> Media:
    return Media(type=PNG, width=width, height=height)


def film(seconds: float = 4.0, width: int = 1280, height: int = 720) -> Media:
    return Media(type=MP4, width=width, height=height, seconds=seconds)


def request(provider: Offer, placed: Order, inputs: Sequence[Media] = ()) -> Request:
    return Request(
        address=placed.address,
        kind=placed.kind,
        model=placed.model,
        params=provider.resolve(placed),
        inputs=tuple(
            Input(name=f"input-{index}", media=media, digest=digest_bytes(f"{index}".encode()))
            for index, media in enumerate(inputs)
        ),
    )


def drawing_of(provider: Provider, placed: Order, inputs: Sequence[Media] = ()) -> Drawing:
    first = next(provider.start(request(provider, placed, inputs)))
    assert isinstance(first, Render)
    return first.drawing
