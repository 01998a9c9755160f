"""GitHub's way to list, write, hide and delete comments, at a server that speaks so much of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.forge_fault import GoneError, TryAgainError
from assetforge.adapters.forge_github import GitHubForge
from assetforge.core.errors import CredentialsError, UnavailableError
from assetforge.report.commenting import Comment
from tests.fakes.forge_server import OWN, Fault, ForgeServer
from tests.unit.adapters.forges import asked

if TYPE_CHECKING:
    from assetforge.adapters.forge_wire import ForgeWire
    from assetforge.core.values import Json

GONE = Comment(id=999, author=OWN, body="")


def github(wire: ForgeWire) -> GitHubForge:
    return GitHubForge(wire, "acme/spring", 7, "/api/graphql")


def test_a_comment_is_written_listed_changed_and_deleted() -> None:
    with ForgeServer() as forge:
        forge.say("a remark", author="anna")

        async def talk(wire: ForgeWire) -> list[Comment]:
            on = github(wire)
            assert (await on.create("one")).endswith("#issuecomment-102")
            _, ours = await on.comments()
            await on.update(ours, "two")
            found = await on.comments()
            await on.delete(ours)
            return found

        theirs, ours = asked(forge, talk)

        assert (theirs.author, theirs.body) == ("anna", "a remark")
        assert (ours.id, ours.author, ours.body, ours.node) == (102, OWN, "two", "IC_102")
        assert forge.bodies() == []


def test_the_token_tells_whose_it_is() -> None:
    with ForgeServer() as forge:
        assert asked(forge, lambda wire: github(wire).author()) == OWN


def test_only_what_is_visible_is_hidden() -> None:
    with ForgeServer(page=50) as forge:
        forge.say("hidden").is_hidden = True
        forge.say("visible")

        async def talk(wire: ForgeWire) -> None:
            await github(wire).hide(await github(wire).comments())

        asked(forge, talk)

        assert [each.is_hidden for each in forge.said] == [True, True]
        assert len([each for each in forge.calls() if each == "POST /api/graphql"]) == 2


def test_what_is_deleted_already_needs_no_deleting() -> None:
    with ForgeServer() as forge:
        asked(forge, lambda wire: github(wire).delete(GONE))

        with pytest.raises(GoneError):
            asked(forge, lambda wire: github(wire).update(GONE, "text"))


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("FORBIDDEN", CredentialsError),
        ("RATE_LIMITED", TryAgainError),
        ("SOMETHING", UnavailableError),
    ],
)
def test_an_error_inside_of_a_good_answer_is_one(kind: str, error: type[Exception]) -> None:
    with ForgeServer() as forge:
        forge.faults.append(
            Fault(begins="POST /api/graphql", status=200, body={"errors": [{"type": kind}]})
        )

        with pytest.raises(error):
            asked(forge, lambda wire: github(wire).author())


def test_without_an_author_nothing_is_taken_for_ours() -> None:
    with ForgeServer() as forge:
        forge.faults.append(Fault(begins="POST", status=200, body={"data": {"viewer": None}}))

        with pytest.raises(UnavailableError, match="whose token"):
            asked(forge, lambda wire: github(wire).author())


def test_a_comment_of_nobody_is_left_out() -> None:
    with ForgeServer() as forge:
        odd: list[Json] = [
            {"id": 1, "body": "x", "user": None},
            {"id": "a", "body": "x"},
            {"id": 2},
            "text",
        ]
        forge.faults.append(Fault(begins="GET", status=200, body=odd))

        assert asked(forge, lambda wire: github(wire).comments()) == []
