from __future__ import annotations

from assetforge.sandbox.traffic import Traffic
from tests.unit.sandbox.bench import inner, listed


def test_requests_are_counted_by_method_route_status_and_key() -> None:
    traffic = Traffic()
    for status, is_keyed in ((200, True), (200, True), (401, False)):
        traffic.count("GET", "/images", status, is_keyed=is_keyed)
    traffic.count("BREW", "other", 404, is_keyed=False)

    assert traffic.record()["requests"] == [
        {"method": "GET", "route": "/images", "status": 200, "keyed": True, "count": 2},
        {"method": "GET", "route": "/images", "status": 401, "keyed": False, "count": 1},
        {"method": "other", "route": "other", "status": 404, "keyed": False, "count": 1},
    ]


def test_keys_that_went_astray_are_all_counted_and_some_told() -> None:
    traffic = Traffic()
    for _ in range(1500):
        traffic.note_leak("GET", "/results/" + "x" * 500)

    leaks = inner(traffic.record(), "leaks")
    paths = listed(leaks["paths"])

    assert leaks["count"] == 1500
    assert len(paths) == 1000
    assert len(str(paths[0])) < 250
