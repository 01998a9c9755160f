from __future__ import annotations

from assetforge.adapters.renderer.chance import Chance


def test_a_seed_gives_the_same_numbers_for_ever() -> None:
    chance = Chance("hero")

    numbers = [chance.whole(0, 999) for _ in range(10)]

    assert numbers == [244, 131, 101, 252, 99, 611, 372, 316, 89, 469]


def test_numbers_stay_in_their_range_and_fill_it() -> None:
    chance = Chance("any")

    wholes = {chance.whole(1, 6) for _ in range(300)}
    units = [chance.unit() for _ in range(300)]

    assert wholes == {1, 2, 3, 4, 5, 6}
    assert 0 <= min(units) < 0.05
    assert 0.95 < max(units) < 1
    assert all(2 <= chance.between(2, 3) < 3 for _ in range(50))


def test_what_happens_often_happens_often() -> None:
    chance = Chance("any")

    assert 60 < sum(chance.happens(0.8) for _ in range(100)) < 95
    assert chance.pick(["only"]) == "only"
