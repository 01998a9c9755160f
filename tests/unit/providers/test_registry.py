from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.core.credits import FREE
from assetforge.providers.registry import build_registry
from assetforge.providers.settings import ServiceSettings

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
SETTINGS = tuple(
    ServiceSettings(provider=name, origin=f"https://api.{name}.example", key_variable="KEY")
    for name in ("letzai", "letta")
)
REGISTRY = build_registry(packaged_catalogue(), SETTINGS, studio=STUDIO, local=LOCAL)


def test_everyone_who_makes_things_can_be_checked_against() -> None:
    assert set(REGISTRY.makers) == {"studio", "local", "letzai", "letta"}
    assert set(REGISTRY.capabilities) == set(REGISTRY.makers)


def test_who_is_paid_is_a_service() -> None:
    assert set(REGISTRY.services) == {"letzai", "letta"}
    assert {name for name, maker in REGISTRY.makers.items() if not maker.is_local} == {
        "letzai", "letta",
    }  # fmt: skip


def test_the_embedded_providers_make_things() -> None:
    assert REGISTRY.makers["studio"] is STUDIO
    assert REGISTRY.makers["local"] is LOCAL


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
