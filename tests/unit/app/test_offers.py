"""Offers: who can be asked here, who is only known, and at which prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.app.offers import catalogue, catalogue_market, market, registry
from assetforge.app.surroundings import CONFIG_VARIABLE, ORIGIN_VARIABLES
from assetforge.providers.protocol import Order
from tests.unit.app.settings_files import parsed

if TYPE_CHECKING:
    from pathlib import Path

    from assetforge.app.settings import Settings

HERO = Order(address="hero", kind="image", model="flux2", params={"prompt": "a lamp"})
CHEAP = '[letzai.prices.image."flux2"]\n1k = 10\n'
OLDER = '[letzai]\ndialect = "older"\n'
ORGANIZATION = '[letzai]\norganization = "00000000-0000-4000-8000-000000000000"\n'


def cost(settings: Settings | None) -> str:
    return str(market(settings).offers["letzai"].quote(HERO))


def test_the_embedded_providers_are_local_and_the_services_are_paid() -> None:
    known = market(parsed(""))

    assert known.offers.keys() == {"studio", "local", "letzai", "letta"}
    assert known.services.keys() == {"letzai", "letta"}
    assert {name for name, offer in known.offers.items() if offer.is_local} == {"studio", "local"}


def test_everyone_who_is_known_can_be_checked_against() -> None:
    assert registry().capabilities.keys() >= {"studio", "letzai", "letta"}


def test_quotes_are_those_of_the_settings() -> None:
    assert cost(parsed("")) == "60"
    assert cost(parsed(CHEAP)) == "10"


def test_settings_that_say_the_same_need_no_second_registry() -> None:
    assert registry(parsed(CHEAP)) is registry(parsed(CHEAP))
    assert registry(parsed(CHEAP)) is not registry(parsed(""))


def test_an_override_changes_no_request_and_so_no_key() -> None:
    usual, cheap = market(parsed("")), market(parsed(CHEAP))

    assert usual.offers["letzai"].resolve(HERO) == cheap.offers["letzai"].resolve(HERO)


def test_an_organization_of_ones_own_meets_the_need_of_a_model() -> None:
    def needing(text: str) -> list[str]:
        return [model.id for model in catalogue(parsed(text))["letzai"].models if model.needs]

    assert needing("") == ["video-seedance2-enterprise"]
    assert needing(ORGANIZATION) == []


def test_the_older_dialect_has_kinds_of_its_own() -> None:
    current, older = (catalogue(parsed(text))["letzai"] for text in ("", OLDER))

    assert older.kinds - current.kinds == {"video-edit"}
    assert catalogue(parsed(OLDER))["letta"] == catalogue(parsed(""))["letta"]


@pytest.mark.parametrize(
    ("origin", "played"),
    [
        ("https://api.letz.ai", set[str]()),
        ("https://proxy.example", set[str]()),
        ("http://127.0.0.1:8017", {"letzai"}),
        ("http://localhost:9", {"letzai"}),
        ("https://[::1]", {"letzai"}),
    ],
)
def test_only_a_server_on_this_machine_is_a_sandbox(origin: str, played: set[str]) -> None:
    assert market(parsed(f'[letzai]\nbase_url = "{origin}"\n')).played == played


def test_a_committed_plan_has_the_catalogues_prices_and_no_service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config.toml"
    config.write_text(CHEAP, encoding="utf-8")
    monkeypatch.setenv(CONFIG_VARIABLE, str(config))

    known = catalogue_market()

    assert str(known.offers["letzai"].quote(HERO)) == "60"
    assert (known.services, known.played) == ({}, frozenset())


def test_a_committed_plan_knows_who_makes_inputs_public() -> None:
    known = catalogue_market()

    assert [name for name in known.offers if known.publishes(name)] == ["letzai"]
    assert known.publishers == {name for name in known.offers if market().publishes(name)}


def test_a_sandbox_is_known_to_a_committed_plan_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ORIGIN_VARIABLES["letzai"], "http://127.0.0.1:8017")

    assert catalogue_market().played == {"letzai"}
