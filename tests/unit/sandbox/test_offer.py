from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.sandbox.offer import find_offer, tier_of
from assetforge.sandbox.refusal import RefusalError
from tests.unit.sandbox.bench import SETTINGS, Bench, older

if TYPE_CHECKING:
    from assetforge.providers.settings import Dialect

SETUPS = {"current": SETTINGS, "older": older()}


@pytest.mark.parametrize(
    ("dialect", "word", "model"),
    [
        ("current", "flux2", "flux2"),
        ("current", "wan-2-7-image-pro", "wan-2-7-image-pro"),
        ("current", "gemini-3-pro-image-preview", "gemini-3-pro-image"),
        ("current", "flux2-max", None),
        ("current", "Flux 2", None),
        ("current", "FLUX2", None),
        ("current", "phota", None),
        ("older", "flux2-max", "flux2"),
        ("older", "phota", "phota"),
        ("older", "wan-2-7-image-pro", None),
        ("older", "gemini-3-pro-image", None),
    ],
)
def test_ids_are_those_of_the_dialect(dialect: Dialect, word: str, model: str | None) -> None:
    premises = Bench(settings=SETUPS[dialect]).sandbox.premises

    def found() -> str | None:
        try:
            offer = find_offer(premises, "image", word)
        except RefusalError:
            return None
        return None if offer is None else offer.id

    assert found() == model


def test_words_of_tiers_become_ours() -> None:
    flux = find_offer(Bench().sandbox.premises, "image", "flux2")

    assert flux is not None
    assert [tier_of(flux, word) for word in ("1k", "hd", "4k", None, 7)] == [
        "1k", "2k", "1k", "1k", "1k",
    ]  # fmt: skip
