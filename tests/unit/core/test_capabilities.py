from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.core.capabilities import Capabilities, Model, Option

if TYPE_CHECKING:
    from assetforge.core.values import Table

FLUX = Model(
    provider="letzai", kind="image", id="flux2", name="Flux 2", aliases=("flux2-max",),
    is_default=True, documented="a document of 2026",
)  # fmt: skip
SEEDREAM = Model(
    provider="letzai", kind="image", id="seedream-4-5-251128", name="Seedream 4.5",
    documented="a document of 2026",
)  # fmt: skip
VEO = Model(
    provider="letzai", kind="video", id="video-veo31", name="Google Veo 3.1", aliases=("veo31",),
    documented="a document of 2026",
)  # fmt: skip
LETZAI = Capabilities(
    provider="letzai", kinds=frozenset({"image", "video"}), models=(FLUX, SEEDREAM, VEO)
)
LETTA = Capabilities(
    provider="letta", kinds=frozenset({"image"}), strangers={"image": FLUX}, models=()
)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("flux2", FLUX),
        ("flux2-max", FLUX),
        ("Flux 2", FLUX),
        ("FLUX.2", FLUX),
        ("seedream 4.5", SEEDREAM),
        ("seedream-4-5-251128", SEEDREAM),
        ("seed_dream", None),
        ("veo31", None),
        ("", None),
    ],
)
def test_a_model_is_found_by_id_alias_or_name_however_it_is_spaced(
    word: str, found: Model | None
) -> None:
    assert LETZAI.find("image", word) == found


def test_a_word_means_a_model_of_one_kind_only() -> None:
    assert LETZAI.find("video", "veo31") == VEO


def test_where_no_model_is_named_the_default_is_meant() -> None:
    assert LETZAI.meant("image", None) == FLUX


def test_films_have_no_default_model() -> None:
    assert LETZAI.meant("video", None) is None


def test_an_unknown_model_means_nothing_where_strangers_are_not_passed_on() -> None:
    assert LETZAI.meant("image", "fluks") is None


def test_a_stranger_keeps_the_name_it_was_given() -> None:
    found = LETTA.meant("image", "flux-9")

    assert found is not None
    assert (found.id, found.name, found.price) == ("flux-9", "flux-9", None)


def test_every_word_for_a_model_is_known() -> None:
    assert LETZAI.known_words("image") == (
        "flux2", "flux2-max", "Flux 2", "seedream-4-5-251128", "Seedream 4.5",
    )  # fmt: skip


def test_a_switch_counts_when_it_is_on() -> None:
    sound = Option(field="sound", multiplier=Decimal(2))

    assert sound.is_used({"sound": True})


@pytest.mark.parametrize("params", [{"sound": False}, {"sound": 1}, {"sound": None}, {}])
def test_a_switch_does_not_count_otherwise(params: Table) -> None:
    sound = Option(field="sound", multiplier=Decimal(2))

    assert not sound.is_used(params)


def test_an_amount_counts_above_its_usual_value() -> None:
    quality = Option(field="quality", multiplier=None, above=2)

    assert quality.is_used({"quality": 3})


@pytest.mark.parametrize("wish", [2, "high", None])
def test_an_amount_does_not_count_otherwise(wish: int | str | None) -> None:
    quality = Option(field="quality", multiplier=None, above=2)

    assert not quality.is_used({"quality": wish})


def test_an_open_provider_has_defaults_of_its_own() -> None:
    studio = Capabilities(
        provider="studio", kinds=frozenset({"video"}), is_open=True, defaults={"duration": 4}
    )

    assert studio.defaults_of("video", "any") == {"duration": 4}


def test_other_defaults_are_those_of_the_model_that_is_meant() -> None:
    film = replace(VEO, defaults={"duration": 8})
    able = replace(LETZAI, models=(FLUX, film))

    assert able.defaults_of("video", "veo31") == {"duration": 8}
    assert able.defaults_of("video", None) == {}
