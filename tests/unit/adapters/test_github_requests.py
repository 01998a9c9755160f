from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.github_requests import Head, bases_of, open_requests
from tests.fakes.forge_server import HEAD, PROJECT, Fault, ForgeServer
from tests.unit.adapters.forges import asked

if TYPE_CHECKING:
    from assetforge.core.values import Json, Table

FORK = Head(commit=HEAD, repository="mallory/spring", branch="patch 1&head=x")


def request(number: Json = 7, **changes: Json) -> Table:
    return {
        "number": number, "state": "open",
        "head": {"sha": HEAD, "repo": {"full_name": "Mallory/spring"}},
        "base": {"sha": "cd" * 20, "repo": {"full_name": PROJECT}}, **changes,
    }  # fmt: skip


def found(forge: ForgeServer, *requests: Json) -> list[int]:
    forge.requests = list(requests)
    listed = asked(forge, lambda wire: open_requests(wire, PROJECT, FORK))
    return [each.number for each in listed]


def test_the_open_request_with_this_head_is_found() -> None:
    with ForgeServer() as forge:
        assert found(forge, request(9, state="closed"), request(7), request(5)) == [5, 7]
        assert set(forge.calls()) == {f"GET /api/v3/repos/{PROJECT}/commits/{HEAD}/pulls"}


@pytest.mark.parametrize(
    ("base", "names"),
    [({"ref": "main", "sha": "cd"}, ("main", "cd")), ({"ref": 1}, ()), (None, ())],
)
def test_a_request_leads_into_a_branch_at_a_commit(base: object, names: tuple[str, ...]) -> None:
    assert bases_of({"base": base}) == frozenset(names)


@pytest.mark.parametrize(
    "other",
    [
        {"head": {"sha": "cd" * 20, "repo": {"full_name": "mallory/spring"}}},
        {"head": {"sha": HEAD, "repo": {"full_name": "anna/spring"}}},
        {"head": {"sha": HEAD, "repo": None}},
        {"base": {"repo": {"full_name": "mallory/spring"}}},
        {"state": "closed"},
        {"number": "7"},
    ],
)
def test_another_request_is_not_this_one(other: dict[str, Json]) -> None:
    with ForgeServer() as forge:
        assert found(forge, request(**other)) == []


def test_where_no_commit_is_listed_the_branch_is_asked_for() -> None:
    with ForgeServer() as forge:
        forge.faults.append(
            Fault(begins="GET", status=422, body={"message": f"No commit found for SHA: {HEAD}"})
        )

        assert found(forge, request()) == [7]

        asked_for = forge.received[-1].target
        assert f"/repos/{PROJECT}/pulls?state=open" in asked_for
        assert "head=mallory%3Apatch+1%26head%3Dx" in asked_for
