"""What a run may buy with: keys from the environment, limits from settings and consent."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.clock import SystemClock
from assetforge.app.money_places import money_places
from assetforge.app.trade import (
    LOOPBACK_POLL,
    Purse,
    account_here,
    open_desk,
    require_keys,
    require_keys_to_fetch,
)
from assetforge.core.errors import CredentialsError, UnavailableError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from assetforge.execution.desk import Terms

KEY = "a-key-of-some-length"


@pytest.fixture(autouse=True)
def _surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSETFORGE_STATE_DIR", str(tmp_path / "state"))
    for name in ("LETZAI_API_KEY", "LETTA_API_KEY", "LETZAI_BASE_URL", "LETTA_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


def terms_of(purse: Purse) -> Mapping[str, Terms]:
    async def opened() -> Mapping[str, Terms]:
        async with open_desk(purse, SystemClock()) as desk:
            assert desk.wires.keys() == desk.terms.keys()
            return desk.terms

    return asyncio.run(opened())


def purse(**limits: int) -> Purse:
    most = {name: Decimal(amount) for name, amount in limits.items()}
    return Purse(project="spring", state="nowhere", limits=most)


def test_without_a_key_nothing_can_be_bought_and_the_variable_is_named() -> None:
    with pytest.raises(CredentialsError, match="LETTA_API_KEY is not set"):
        require_keys(["letta"])

    assert terms_of(purse()) == {}
    assert account_here("letta") == ""


def test_with_a_key_there_are_terms_and_an_account_that_does_not_tell_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LETZAI_API_KEY", KEY)

    require_keys(["letzai"])
    terms = terms_of(purse(letzai=60))

    assert terms.keys() == {"letzai"}
    assert terms["letzai"].budget.run == 60
    assert terms["letzai"].account == account_here("letzai")
    assert KEY not in repr(terms)


def test_orders_at_another_place_or_for_another_organization_are_another_account(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LETZAI_API_KEY", KEY)
    usual = account_here("letzai")

    monkeypatch.setenv("LETZAI_BASE_URL", "https://api.letz.ai")
    assert account_here("letzai") == usual

    monkeypatch.setenv("LETZAI_BASE_URL", "http://127.0.0.1:9")
    elsewhere = account_here("letzai")
    monkeypatch.delenv("LETZAI_BASE_URL")
    config = tmp_path / "own.toml"
    config.write_text('[letzai]\norganization = "0b2c6f0e-5a4d-4e8a-9a51-6f1d3c2b7a01"\n')
    monkeypatch.setenv("ASSETFORGE_CONFIG", str(config))
    assert len({usual, elsewhere, account_here("letzai")}) == 3


def test_only_this_machine_is_looked_at_more_often_than_documented(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LETZAI_API_KEY", KEY)
    monkeypatch.setenv("LETTA_API_KEY", KEY)
    monkeypatch.setenv("LETZAI_BASE_URL", "http://127.0.0.1:9")

    terms = terms_of(purse())

    assert terms["letzai"].poll_floor == LOOPBACK_POLL
    assert terms["letta"].poll_floor is None


def test_opening_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LETZAI_API_KEY", KEY)

    terms_of(purse())

    assert not money_places().folder.exists()


def test_without_a_key_nothing_is_fetched_again_and_the_variable_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(CredentialsError, match=r"`hero` are gone here.*LETZAI_API_KEY is not set"):
        require_keys_to_fetch({"letzai": "hero"})

    monkeypatch.setenv("LETZAI_API_KEY", KEY)
    require_keys_to_fetch({"letzai": "hero"})


def test_offline_no_service_is_asked_whatever_keys_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LETTA_API_KEY", KEY)
    monkeypatch.setenv("ASSETFORGE_OFFLINE", "1")

    for refused in (
        lambda: require_keys(["letta"]), lambda: require_keys_to_fetch({"letta": "hero"}),
        lambda: terms_of(purse()),
    ):  # fmt: skip
        with pytest.raises(UnavailableError, match="needs the network, and `--offline` was given"):
            refused()

    require_keys([])
