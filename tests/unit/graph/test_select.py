from __future__ import annotations

import pytest

from assetforge.core.errors import UsageError
from assetforge.graph.select import Chain, Selection, longest_chain, matching, select
from tests.unit.ui.samples import campaign


def check(expected: set[str], *targets: str, excludes: tuple[str, ...] = ()) -> None:
    chosen = select(campaign(), Selection(targets=targets, excludes=excludes))

    assert set(chosen.order) == expected


def test_nothing_chosen_means_everything() -> None:
    graph = campaign()

    assert select(graph, Selection()) is graph


def test_a_target_brings_what_it_needs() -> None:
    check({"logo", "hero", "hero-beach"}, "hero-beach")


def test_a_name_means_all_its_cells_and_an_address_one() -> None:
    check({"banner@en-16x9", "banner@de-16x9"}, "banner")
    check({"banner@de-16x9"}, "banner@de-16x9")


def test_a_glob_means_addresses_and_names() -> None:
    check({"banner@en-16x9", "banner@de-16x9"}, "bann*")
    check({"banner@en-16x9"}, "*@en-*")


def test_what_needs_an_excluded_asset_is_out_too() -> None:
    check({"logo", "hero", "hero-beach", "banner@en-16x9", "banner@de-16x9"}, excludes=("hero-4k",))
    check({"logo", "hero", "hero-beach", "hero-4k", "hero-thumb"}, "hero*", excludes=("*clip",))


def test_a_pattern_that_fits_nothing_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UsageError, match="`heroo`") as caught:
        matching(campaign(), "heroo")

    assert caught.value.next_step == "did you mean `hero`?"


def test_the_longest_chain_is_the_slowest_and_not_the_one_with_most_links() -> None:
    seconds = {"hero": 20.0, "hero-beach": 30.0, "hero-4k": 20.0, "hero-clip": 165.0,
               "hero-thumb": 0.2, "banner@en-16x9": 200.0}  # fmt: skip

    chain = longest_chain(campaign(), seconds)

    assert chain == Chain(addresses=("hero", "hero-beach", "hero-4k", "hero-clip"), seconds=235)


def test_what_is_there_already_is_waited_for_by_nobody() -> None:
    chain = longest_chain(campaign(), {"hero": 20.0, "hero-4k": 20.0, "hero-clip": 165.0})

    assert chain == Chain(addresses=("hero-4k", "hero-clip"), seconds=185)


def test_where_nothing_takes_time_there_is_no_chain() -> None:
    assert longest_chain(campaign(), {"hero": 0}) == Chain(addresses=(), seconds=0)
