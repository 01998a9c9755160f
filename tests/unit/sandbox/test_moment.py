from __future__ import annotations

from assetforge.sandbox.moment import iso


def test_moments_are_written_to_the_millisecond_in_utc() -> None:
    assert iso(0) == "1970-01-01T00:00:00.000Z"
    assert iso(1_800_000_000.25) == "2027-01-15T08:00:00.250Z"
