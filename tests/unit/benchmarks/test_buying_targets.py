from __future__ import annotations

from tests.benchmarks.buying_targets import Trade, judge_film, judge_trade


def kept(*, wall: float = 110, requests: int = 400, cpu: float = 0.8) -> list[bool | None]:
    trade = Trade(jobs=100, wall=wall, least=100, requests=requests, cpu=cpu)
    return [verdict.is_kept for verdict in judge_trade(trade)]


def test_what_is_just_quick_and_cheap_enough_is_kept() -> None:
    assert kept() == [True, True, True]


def test_each_promise_of_buying_is_missed_by_itself() -> None:
    assert kept(wall=110.1) == [False, True, True]
    assert kept(requests=401) == [True, False, True]
    assert kept(cpu=0.81) == [True, True, False]


def test_a_film_may_take_little_memory_however_long_it_is() -> None:
    assert judge_film(120, 500).is_kept
    assert not judge_film(120.1, 500).is_kept
    assert judge_film(64.4, 500).found == "64 MiB"
