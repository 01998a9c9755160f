"""GitLab's way to list, write and delete notes, at a server that speaks so much of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.forge_gitlab import GitLabForge
from assetforge.core.errors import UnavailableError
from assetforge.report.commenting import Comment
from tests.fakes.forge_server import OWN, Fault, ForgeServer
from tests.unit.adapters.forges import asked

if TYPE_CHECKING:
    from assetforge.adapters.forge_wire import ForgeWire
    from assetforge.core.values import Json

PAGE = "https://gitlab.example/acme/spring/-/merge_requests/7"
API = "/api/v4"


def gitlab(wire: ForgeWire) -> GitLabForge:
    return GitLabForge(wire, "12", 7, PAGE)


def test_a_note_is_written_listed_changed_and_deleted() -> None:
    with ForgeServer() as forge:

        async def talk(wire: ForgeWire) -> tuple[str, str]:
            on = gitlab(wire)
            written = await on.create("one")
            (ours,) = await on.comments()
            changed = await on.update(ours, "two")
            assert forge.bodies() == ["two"]
            await on.delete(ours)
            await on.delete(ours)
            return written, changed

        assert asked(forge, talk, API) == (f"{PAGE}#note_101", f"{PAGE}#note_101")
        assert forge.bodies() == []


def test_the_token_tells_whose_it_is() -> None:
    with ForgeServer() as forge:
        assert asked(forge, lambda wire: gitlab(wire).author(), API) == OWN

        forge.faults.append(Fault(begins="GET", status=200, body={"username": 5}))
        with pytest.raises(UnavailableError, match="whose token"):
            asked(forge, lambda wire: gitlab(wire).author(), API)


def test_what_gitlab_itself_notes_is_left_out() -> None:
    note: dict[str, Json] = {"id": 1, "body": "approved this", "author": {"username": OWN}}
    with ForgeServer() as forge:
        forge.faults.append(
            Fault(begins="GET", status=200, body=[{**note, "system": True}, {"id": 2}, note])
        )

        (found,) = asked(forge, lambda wire: gitlab(wire).comments(), API)

    assert found == Comment(id=1, author=OWN, body="approved this", url=f"{PAGE}#note_1")


def test_it_hides_nothing() -> None:
    with ForgeServer() as forge:
        assert not GitLabForge.can_hide
        asked(forge, lambda wire: gitlab(wire).hide([]), API)

        assert forge.received == []
