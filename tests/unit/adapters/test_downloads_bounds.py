from __future__ import annotations

from assetforge.adapters.downloads_bounds import MEBIBYTE, USUAL


def test_the_time_allowed_grows_with_what_has_come() -> None:
    assert USUAL.allowed(0) == USUAL.first_seconds
    assert USUAL.allowed(10 * MEBIBYTE) == USUAL.first_seconds + 10 * USUAL.seconds_per_mebibyte


def test_a_film_may_be_larger_than_a_picture() -> None:
    assert USUAL.most(is_film=False) == 64 * MEBIBYTE
    assert USUAL.most(is_film=True) == 1024 * MEBIBYTE
