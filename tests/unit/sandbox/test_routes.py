from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.sandbox.body_fields import ORDERS
from assetforge.sandbox.listing import FILTERS
from assetforge.sandbox.own_pages import show_health
from assetforge.sandbox.routes import Route, routes_of

if TYPE_CHECKING:
    from assetforge.providers.settings import Dialect

DIALECTS: tuple[Dialect, ...] = ("current", "older")
ROUTE = Route(method="GET", pattern="/results/{id}/{name}", endpoint=show_health)


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("/results/7/original.png", ("7", "original.png")),
        ("/results/7", None),
        ("/results/7/8/9", None),
        ("/images/7/8", None),
    ],
)
def test_the_open_parts_of_a_path_are_read(path: str, parts: tuple[str, ...] | None) -> None:
    assert ROUTE.parts(path) == parts
    assert ROUTE.collection == "/results"


@pytest.mark.parametrize("dialect", DIALECTS)
def test_no_two_routes_are_the_same(dialect: Dialect) -> None:
    routes = [(route.method, route.pattern) for route in routes_of(dialect)]

    assert len(routes) == len(set(routes))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_order_has_its_fields_and_every_list_its_filters(dialect: Dialect) -> None:
    routes = routes_of(dialect)

    orders = {route.pattern for route in routes if route.place == "order"} - {
        "/v1/images/generations"
    }
    gets = [route for route in routes if route.method == "GET" and route.place == "api"]
    lists = {route.pattern for route in gets if "{" not in route.pattern}

    assert orders == set(ORDERS[dialect])
    assert lists <= set(FILTERS)
