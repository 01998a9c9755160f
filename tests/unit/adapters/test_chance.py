"""Chance: names that never meet again, and shares of one."""

from __future__ import annotations

from assetforge.adapters.chance import SystemChance


def test_an_intent_is_128_bits_in_base32_and_fits_a_label_of_a_host_name() -> None:
    intents = {SystemChance().intent() for _ in range(1000)}

    assert len(intents) == 1000
    assert {len(intent) for intent in intents} == {26}
    assert set("".join(intents)) == set("abcdefghijklmnopqrstuvwxyz234567")


def test_shares_lie_from_0_up_to_and_without_1_and_differ() -> None:
    shares = {SystemChance().share() for _ in range(1000)}

    assert len(shares) == 1000
    assert all(0 <= share < 1 for share in shares)
    assert min(shares) < 0.1
    assert max(shares) > 0.9
