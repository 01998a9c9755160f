"""Notes on a merge request of GitLab.

    GET    /projects/P/merge_requests/N             the commit that it is at
    GET    /projects/P/merge_requests/N/notes       all of them, by pages
    POST   /projects/P/merge_requests/N/notes       write one
    PUT    /projects/P/merge_requests/N/notes/ID    write one anew
    DELETE /projects/P/merge_requests/N/notes/ID
    GET    /user                                    whose token it is

The token travels as `Authorization: Bearer`, which GitLab takes from personal, project and group
access tokens as well. Sources: GitLab's documents on its notes API and authentication, 18.x.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.forge_fault import GoneError, require_commit, unavailable
from assetforge.core.values import is_table
from assetforge.providers.instruction import Call
from assetforge.report.commenting import Comment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetforge.adapters.forge_wire import ForgeWire


class GitLabForge:
    """The notes on one merge request."""

    can_hide = False

    def __init__(self, wire: ForgeWire, project: str, number: int, page: str) -> None:
        self._wire = wire
        self._request = f"/projects/{project}/merge_requests/{number}"
        self._notes = f"{self._request}/notes"
        self._page = page  # of the merge request, for people; empty where it is not known

    async def author(self) -> str:
        """Name whose token it is, as notes name who wrote them."""
        answer = await self._wire.ask(Call(method="GET", path="/user"))
        name = answer.body.get("username") if is_table(answer.body) else None
        if not isinstance(name, str) or not name:
            raise unavailable(self._wire.forge, "it does not say whose token it was given")
        return name

    async def head(self) -> str:
        """Name the commit that the merge request's source branch is at."""
        answer = await self._wire.ask(Call(method="GET", path=self._request))
        found = answer.body.get("sha") if is_table(answer.body) else None
        return require_commit(self._wire.forge, found)

    async def comments(self) -> list[Comment]:
        """List every note that somebody wrote, the oldest first."""
        query = {"sort": "asc", "order_by": "created_at"}
        found = map(self._comment, await self._wire.all(self._notes, query))
        return [each for each in found if each is not None]

    async def create(self, body: str) -> str:
        """Write a note; return its address."""
        answer = await self._wire.ask(Call(method="POST", path=self._notes, body={"body": body}))
        return self._url(answer.body.get("id") if is_table(answer.body) else None)

    async def update(self, comment: Comment, body: str) -> str:
        """Write a note anew; return its address."""
        path = f"{self._notes}/{comment.id}"
        await self._wire.ask(Call(method="PUT", path=path, body={"body": body}))
        return comment.url

    async def delete(self, comment: Comment) -> None:
        """Delete a note; one that is gone already is no failure."""
        try:
            await self._wire.ask(Call(method="DELETE", path=f"{self._notes}/{comment.id}"))
        except GoneError:
            return

    async def hide(self, comments: Sequence[Comment]) -> None:
        """Do nothing: GitLab hides no notes."""
        assert not comments, "who cannot hide is not asked to"

    async def close(self) -> None:
        """Close every connection."""
        await self._wire.close()

    def _comment(self, table: Mapping[str, object]) -> Comment | None:
        number, body, author = table.get("id"), table.get("body"), table.get("author")
        name = author.get("username") if is_table(author) else None
        if table.get("system") or not isinstance(number, int):
            return None
        if not isinstance(body, str) or not isinstance(name, str):
            return None
        return Comment(id=number, author=name, body=body, url=self._url(number))

    def _url(self, number: object) -> str:
        return f"{self._page}#note_{number}" if self._page and isinstance(number, int) else ""
