"""Time that only goes forward."""

from __future__ import annotations

from assetforge.app.timing import now


def test_time_never_goes_back() -> None:
    moments = [now() for _ in range(100)]

    assert moments == sorted(moments)
