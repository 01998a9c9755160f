from __future__ import annotations

import asyncio

import httpcore
import pytest

from assetforge.adapters.public_addresses import is_loopback, is_public
from assetforge.adapters.wire_dialling import CheckedBackend, system_resolve
from assetforge.adapters.wire_transport import shared_tls
from assetforge.execution.delivery import NotSentError
from tests.fakes.network import FakeNetwork, FakeResolver

PRIVATE, PUBLIC, OTHER = "10.0.0.1", "93.184.215.14", "2606:4700::1"


def dialled(*addresses: str, dead: frozenset[str] = frozenset()) -> list[tuple[str, int]]:
    network = FakeNetwork(lambda host: host.encode(), dead)
    resolver = FakeResolver({"cdn.example": [addresses]})
    backend = CheckedBackend(is_public, resolver, network)

    asyncio.run(backend.connect_tcp("cdn.example", 443, timeout=10))

    assert resolver.asked == ["cdn.example"]
    return network.dialled


def test_it_connects_to_the_address_that_was_judged() -> None:
    assert dialled(PUBLIC) == [(PUBLIC, 443)]


def test_what_is_connected_to_is_told_the_name_it_goes_by() -> None:
    network = FakeNetwork(lambda host: host.encode())
    backend = CheckedBackend(is_public, FakeResolver({"cdn.example": [(PUBLIC,)]}), network)

    async def work() -> None:
        stream = await backend.connect_tcp("cdn.example", 443)
        await stream.start_tls(shared_tls(), "cdn.example")

    asyncio.run(work())

    assert (network.dialled, network.named) == ([(PUBLIC, 443)], ["cdn.example"])


def test_of_several_addresses_only_public_ones_are_tried() -> None:
    assert dialled(PRIVATE, PUBLIC, "::1", OTHER) == [(PUBLIC, 443)]


def test_the_next_address_is_tried_where_nobody_answers() -> None:
    found = dialled(OTHER, PUBLIC, "1.1.1.1", dead=frozenset({OTHER}))

    assert found == [(OTHER, 443), (PUBLIC, 443)]


def test_a_few_addresses_are_tried_at_most() -> None:
    dead = [f"1.1.1.{number}" for number in range(1, 20)]

    with pytest.raises(httpcore.ConnectTimeout):
        dialled(*dead, dead=frozenset(dead))


def test_an_address_that_may_not_be_asked_is_never_connected_to() -> None:
    network = FakeNetwork(lambda host: host.encode())
    backend = CheckedBackend(is_public, FakeResolver({"evil": [(PRIVATE, "::1")]}), network)

    with pytest.raises(NotSentError, match="evil leads to an address that may not be asked") as it:
        asyncio.run(backend.connect_tcp("evil", 443))

    assert not it.value.is_worth_repeating
    assert network.dialled == []


@pytest.mark.parametrize("names", [{}, {"gone": [()]}], ids=["unknown", "without addresses"])
def test_a_host_without_addresses_cannot_be_connected_to(
    names: dict[str, list[tuple[str, ...]]],
) -> None:
    backend = CheckedBackend(is_public, FakeResolver(names), FakeNetwork(str.encode))

    with pytest.raises(httpcore.ConnectError):
        asyncio.run(backend.connect_tcp("gone", 443))


def test_a_resolver_that_does_not_answer_is_waited_for_as_long_as_for_a_connection() -> None:
    async def never(host: str, port: int) -> list[str]:
        await asyncio.sleep(60)
        return [host, str(port)]

    backend = CheckedBackend(is_public, never, FakeNetwork(str.encode))

    with pytest.raises(httpcore.ConnectTimeout):
        asyncio.run(backend.connect_tcp("slow", 443, timeout=0.01))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_resolves_to_itself_and_is_not_public(host: str) -> None:
    found = asyncio.run(system_resolve(host, 443))

    assert found
    assert all(map(is_loopback, found))
    assert not any(map(is_public, found))


def test_waiting_is_waiting() -> None:
    backend = CheckedBackend(is_public, FakeResolver({}), FakeNetwork(str.encode))

    asyncio.run(backend.sleep(0))


def test_an_address_is_its_own_answer() -> None:
    assert asyncio.run(system_resolve("127.0.0.1", 80)) == ["127.0.0.1"]
    assert asyncio.run(system_resolve("::1", 80)) == ["::1"]
