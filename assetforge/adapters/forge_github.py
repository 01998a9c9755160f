"""Comments on a pull request of GitHub, which is an issue there.

    GET    /repos/R/pulls/N                     the commit that it is at
    GET    /repos/R/issues/N/comments           all of them, by pages
    POST   /repos/R/issues/N/comments           write one
    PATCH  /repos/R/issues/comments/ID          write one anew
    DELETE /repos/R/issues/comments/ID
    POST   graphql: viewer, minimizeComment     whose token it is; hide one, which REST cannot

Sources: GitHub's REST documents on issue comments and on pull requests, GraphQL reference, 2026.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.adapters.forge_fault import GoneError, TryAgainError, require_commit, unavailable
from assetforge.core.errors import CredentialsError
from assetforge.core.text import one_line
from assetforge.core.values import is_array, is_table
from assetforge.providers.instruction import Call
from assetforge.report.commenting import Comment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assetforge.adapters.forge_wire import ForgeWire
    from assetforge.core.values import Json
    from assetforge.providers.instruction import Answer

_VIEWER: Final = "query{viewer{login}}"
_HIDDEN: Final = "query($ids:[ID!]!){nodes(ids:$ids){...on IssueComment{id isMinimized}}}"
_HIDE: Final = (
    "mutation($id:ID!){minimizeComment(input:{subjectId:$id,classifier:OUTDATED})"
    "{minimizedComment{isMinimized}}}"
)
_MOST_NODES: Final = 100  # that GraphQL looks up at once


class GitHubForge:
    """The comments on one pull request."""

    can_hide = True

    def __init__(self, wire: ForgeWire, repository: str, number: int, graphql: str) -> None:
        self._wire = wire
        self._request = f"/repos/{repository}/pulls/{number}"
        self._issues = f"/repos/{repository}/issues"
        self._comments = f"{self._issues}/{number}/comments"
        self._graphql = graphql  # the whole path

    async def author(self) -> str:
        """Name whose token it is, as comments name who wrote them."""
        viewer = (await self._query(_VIEWER, {})).get("viewer")
        login = viewer.get("login") if is_table(viewer) else None
        if not isinstance(login, str) or not login:
            raise unavailable(self._wire.forge, "it does not say whose token it was given")
        return login

    async def head(self) -> str:
        """Name the commit that the pull request is at."""
        answer = await self._wire.ask(Call(method="GET", path=self._request))
        head = answer.body.get("head") if is_table(answer.body) else None
        return require_commit(self._wire.forge, head.get("sha") if is_table(head) else None)

    async def comments(self) -> list[Comment]:
        """List every comment, the oldest first."""
        found = await self._wire.all(self._comments, {})
        return [each for each in map(_comment, found) if each is not None]

    async def create(self, body: str) -> str:
        """Write a comment; return its address."""
        call = Call(method="POST", path=self._comments, body={"body": body})
        return _url(await self._wire.ask(call))

    async def update(self, comment: Comment, body: str) -> str:
        """Write a comment anew; return its address."""
        path = f"{self._issues}/comments/{comment.id}"
        return _url(await self._wire.ask(Call(method="PATCH", path=path, body={"body": body})))

    async def delete(self, comment: Comment) -> None:
        """Delete a comment; one that is gone already is no failure."""
        try:
            path = f"{self._issues}/comments/{comment.id}"
            await self._wire.ask(Call(method="DELETE", path=path))
        except GoneError:
            return

    async def hide(self, comments: Sequence[Comment]) -> None:
        """Hide comments as outdated, those that are not hidden yet."""
        for start in range(0, len(comments), _MOST_NODES):
            nodes = [each.node for each in comments[start : start + _MOST_NODES]]
            found = (await self._query(_HIDDEN, {"ids": nodes})).get("nodes")
            for node in _visible(found if is_array(found) else ()):
                await self._query(_HIDE, {"id": node})

    async def close(self) -> None:
        """Close every connection."""
        await self._wire.close()

    async def _query(self, text: str, variables: Mapping[str, Json]) -> Mapping[str, object]:
        body: dict[str, Json] = {"query": text, "variables": variables}
        answer = await self._wire.ask_at_top(Call(method="POST", path=self._graphql, body=body))
        table = answer.body if is_table(answer.body) else dict[str, object]()
        errors = table.get("errors")
        if is_array(errors) and errors:
            raise _graphql_fault(self._wire.forge, errors)
        data = table.get("data")
        return data if is_table(data) else dict[str, object]()


def _comment(table: Mapping[str, object]) -> Comment | None:
    """Read a comment; None for one without a number, an author or a text."""
    number, body, user = table.get("id"), table.get("body"), table.get("user")
    login = user.get("login") if is_table(user) else None
    if not isinstance(number, int) or not isinstance(body, str) or not isinstance(login, str):
        return None
    url, node = table.get("html_url"), table.get("node_id")
    return Comment(id=number, author=login, body=body, url=str(url or ""), node=str(node or ""))


def _url(answer: Answer) -> str:
    found = answer.body.get("html_url") if is_table(answer.body) else None
    return found if isinstance(found, str) else ""


def _visible(nodes: Iterable[object]) -> list[str]:
    return [
        str(each["id"]) for each in nodes if is_table(each) and each.get("isMinimized") is False
    ]


def _graphql_fault(forge: str, errors: Sequence[object]) -> Exception:
    first = errors[0] if is_table(errors[0]) else dict[str, object]()
    kind, said = str(first.get("type", "")), one_line(str(first.get("message", "")), 200)
    if kind in {"FORBIDDEN", "INSUFFICIENT_SCOPES"}:
        return CredentialsError(
            f"the token may not do this on {forge} ({said})",
            next_step="Give the job `permissions: pull-requests: write`.",
        )
    told = unavailable(forge, f"its GraphQL answers an error ({said})")
    return TryAgainError(told) if kind == "RATE_LIMITED" else told
