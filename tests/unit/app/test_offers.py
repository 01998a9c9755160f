"""Offers: who can be asked here, and who is only known."""

from __future__ import annotations

from assetforge.app.offers import market, registry


def test_the_embedded_providers_can_make_and_the_paid_ones_are_known() -> None:
    known = market()

    assert known.makers == {"studio", "local"}
    assert known.offers.keys() == {"studio", "local", "letzai", "letta"}
    assert {name for name, offer in known.offers.items() if offer.is_local} == known.makers


def test_everyone_who_is_known_can_be_checked_against() -> None:
    assert registry().capabilities.keys() >= {"studio", "letzai", "letta"}
