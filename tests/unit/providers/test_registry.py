from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.core.credits import FREE
from assetforge.core.errors import UnavailableError
from assetforge.core.exits import Exit
from assetforge.providers.registry import build_registry

if TYPE_CHECKING:
    from assetforge.core.credits import Credits
    from assetforge.core.values import Table
    from assetforge.providers.protocol import Conversation, Order, Request


class FakeProvider:
    """One that makes nothing: the registry only hands it out."""

    is_local = True

    def __init__(self, name: str) -> None:
        self.name = name

    def resolve(self, order: Order) -> Table:
        return order.params

    def quote(self, order: Order) -> Credits:
        del order
        return FREE

    def start(self, request: Request) -> Conversation:
        raise NotImplementedError(request.address)  # nobody orders in these tests


STUDIO, LOCAL = FakeProvider("studio"), FakeProvider("local")
REGISTRY = build_registry(packaged_catalogue(), studio=STUDIO, local=LOCAL)


def test_everyone_is_known_whose_work_can_be_priced() -> None:
    assert set(REGISTRY.offers) == {"studio", "local", "letzai", "letta"}
    assert set(REGISTRY.capabilities) == set(REGISTRY.offers)


def test_the_embedded_providers_make_things() -> None:
    assert REGISTRY.maker("studio") is STUDIO
    assert REGISTRY.maker("local") is LOCAL


def test_a_provider_that_nobody_talks_to_is_refused_with_a_way_out() -> None:
    with pytest.raises(UnavailableError, match="letzai") as caught:
        REGISTRY.maker("letzai")

    assert caught.value.exit == Exit.UNAVAILABLE
    assert "--draft" in caught.value.next_step


def test_studio_takes_anything_but_what_is_derived() -> None:
    studio = REGISTRY.capabilities["studio"]

    assert studio.is_open
    assert studio.kinds == {"image", "edit", "upscale", "video", "video-edit"}


def test_what_is_derived_is_derived_here() -> None:
    makers = [name for name, able in REGISTRY.capabilities.items() if "derive" in able.kinds]

    assert makers == ["local"]


def test_studio_draws_sizes_from_16_to_4096_and_films_of_four_seconds() -> None:
    studio = REGISTRY.capabilities["studio"]

    assert [studio.limits["size"].accepts(size) for size in ("16x4096", "15x64", "64x4097")] == [
        True, False, False,
    ]  # fmt: skip
    assert studio.defaults == {"duration": 4}
