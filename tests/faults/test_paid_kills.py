"""Builds that buy are killed: no order is placed twice and none is lost, and no key goes astray.

Some dozen kills here; `python -m tests.faults.paid_kills --random 500 --points 500 --pairs 500` for
more.
"""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx
import pytest

from assetforge.adapters.store_layout import Layout, digests_in
from tests.faults.paid_account import settle_account
from tests.faults.paid_deaths import PairDeath, RandomDeath
from tests.faults.paid_kills import FAIR, Tally, killed, points
from tests.faults.paid_market import BUILD, Market
from tests.faults.paid_secrets import leaks_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.paid_kills import Deaths

SEED = 1


@pytest.fixture(scope="module")
def at_points(tmp_path_factory: pytest.TempPathFactory) -> Deaths:
    return points(tmp_path_factory.mktemp("points"))


def check(tally: Tally) -> None:
    assert tally.flaws == []
    assert tally.is_good, tally.row


def test_builds_that_are_killed_at_random_instants_pay_nothing_twice(tmp_path: Path) -> None:
    check(killed("random", tmp_path, 6, SEED, RandomDeath))


def test_builds_that_are_killed_at_their_points_pay_nothing_twice(
    tmp_path: Path, at_points: Deaths
) -> None:
    check(killed("points", tmp_path, 8, SEED, at_points))


def test_two_builds_at_once_that_are_killed_pay_nothing_twice(tmp_path: Path) -> None:
    check(killed("pairs", tmp_path, 6, SEED, PairDeath))


def test_where_no_fault_strikes_a_kill_costs_nothing_at_all(
    tmp_path: Path, at_points: Deaths
) -> None:
    check(killed(FAIR, tmp_path, 6, SEED, at_points))


def test_an_order_that_was_paid_twice_or_lost_is_seen(tmp_path: Path) -> None:
    with Market(tmp_path / "market", SEED, is_fair=True) as market:
        shop = market.shop("shop")
        market.new_round(shop)
        assert shop.run(*BUILD).wait() == 0
        fair = settle_account(market)
        order = market.sandbox.orders("letzai")[0]
        answer = httpx.post(
            f"{market.sandbox.origin}{order['route']}", json=order["body"], trust_env=False,
            headers={"Authorization": f"Bearer {market.sandbox.keys['letzai']}"},
        )  # fmt: skip
        assert answer.is_success, answer.text
        paid_twice = settle_account(market)
        for _, path in digests_in(Layout(market.store).blobs):
            path.unlink()
        lost = settle_account(market)

    assert (fair.needed, fair.paid, fair.twice, fair.lost) == (9, 9, 0, ())
    assert (paid_twice.paid, paid_twice.twice) == (10, 1)
    assert len(lost.lost) == 10


@pytest.mark.parametrize("before", [b"", b"B", b"Be", b"Bearer "])
def test_a_key_that_stands_in_a_file_is_seen_in_every_disguise(
    before: bytes, tmp_path: Path
) -> None:
    with Market(tmp_path / "market", SEED, is_fair=True) as market:
        key = market.sandbox.keys["letta"].encode()
        ways = (before + key, b64encode(before + key + b" "), quote(before + key).encode())
        clean = list(leaks_of(market))
        found: list[list[str]] = []
        for way in ways:
            (market.logs / "told.err").write_bytes(b"told: " + way)
            found.append(list(leaks_of(market)))

    assert clean == []
    assert found == [["a key stands in logs/told.err"]] * 3


def test_who_follows_a_redirect_is_seen(tmp_path: Path) -> None:
    with Market(tmp_path / "market", SEED, is_fair=True) as market:
        with pytest.raises(httpx.HTTPError):
            httpx.get(market.trap.origin, trust_env=False)

        assert [leak[:30] for leak in leaks_of(market)] == ["somebody followed a redirect: "]
