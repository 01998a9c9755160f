"""A forge on this machine: as much of GitHub's and GitLab's API as comments need, on one port.

    with ForgeServer() as forge:
        world.run("comment", **forge.github())
        forge.bodies()           what stands on request 7 now, the oldest first

Whoever has the right token is `github-actions[bot]`. Strangers write by `forge.say`. Faults are
answered once each, in the order in which they were set, to requests that begin as they say.
"""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import TYPE_CHECKING, Final, Self, cast

from tests.fakes.web_server import Received, Reply, WebServer, reply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.values import Json

TOKEN: Final = "ghs_token_of_this_very_test"  # noqa: S105 - it opens nothing
OWN: Final = "github-actions[bot]"
PROJECT: Final = "acme/spring"
NUMBER: Final = 7
HEAD: Final = "ab" * 20
LONGEST: Final = 65_536  # characters of a comment; more is refused, as by GitHub
_COMMENT: Final = re.compile(r"(?:/comments|/notes)/(\d+)$")


@dataclass(kw_only=True)
class Said:
    """A comment as the forge keeps it."""

    id: int
    author: str
    body: str
    is_hidden: bool = False


@dataclass(frozen=True, kw_only=True)
class Fault:
    """An answer that is given instead of the right one."""

    begins: str  # method and path
    status: int
    body: Json = field(default_factory=dict[str, "Json"])
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    is_done: bool = False  # whether what was asked is done all the same, and only the answer lost


class ForgeServer:
    """Listens while its block runs; everything it was sent is in `received`."""

    def __init__(self, *, page: int = 2) -> None:
        self.said: list[Said] = []
        self.faults: list[Fault] = []
        self.requests: list[Json] = []  # pull requests, as GitHub lists them
        self.head: Json = HEAD  # the commit that request 7 is at now
        self.meanwhile: list[str] = []  # what other runs write while a comment is created
        self._page = page  # comments of a page at most, whatever is asked for
        self._next = 100
        self._web = WebServer(self._answer)
        self._ready, self._over = Event(), asyncio.Event()
        self._thread = Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(10), "the forge did not begin"
        return self

    def __exit__(self, *_: object) -> None:
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(10)

    @property
    def received(self) -> list[Received]:
        return self._web.received

    @property
    def origin(self) -> str:
        return self._web.origin

    def github(self, **changes: str) -> dict[str, str]:
        """Give the variables of a job of GitHub's that is for no event."""
        return {
            "GITHUB_API_URL": f"{self.origin}/api/v3",
            "GITHUB_GRAPHQL_URL": f"{self.origin}/api/graphql",
            "GITHUB_REPOSITORY": PROJECT, "GITHUB_TOKEN": TOKEN, **changes,
        }  # fmt: skip

    def gitlab(self, **changes: str) -> dict[str, str]:
        """Give the variables of a pipeline of GitLab's."""
        return {
            "GITLAB_CI": "true", "CI_API_V4_URL": f"{self.origin}/api/v4", "CI_PROJECT_ID": "12",
            "CI_MERGE_REQUEST_IID": str(NUMBER), "GITLAB_TOKEN": TOKEN,
            "CI_PROJECT_URL": f"{self.origin}/acme/spring",
            "CI_PIPELINE_CREATED_AT": "2026-11-20T12:00:00Z", "CI_PIPELINE_ID": "5",
            "CI_JOB_ID": "9", **changes,
        }  # fmt: skip

    def say(self, body: str, author: str = OWN) -> Said:
        """Have somebody write a comment."""
        self._next += 1
        said = Said(id=self._next, author=author, body=body)
        self.said.append(said)
        return said

    def bodies(self, author: str = OWN) -> list[str]:
        """List what somebody's comments say, those that are hidden too."""
        return [each.body for each in self.said if each.author == author]

    def calls(self) -> list[str]:
        """List method and path of everything that was asked, without the query."""
        return [_called(each) for each in self.received]

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        async with self._web:
            self._ready.set()
            await self._over.wait()

    def _answer(self, request: Received) -> Reply:
        if request.header("authorization") != f"Bearer {TOKEN}":
            return _json(401, {"message": "Bad credentials"})
        called = _called(request)
        fault = next((each for each in self.faults if called.startswith(each.begins)), None)
        if fault is None:
            return _too_long() if _is_too_long(request) else self._right(request)
        self.faults.remove(fault)
        if fault.is_done:
            self._right(request)
        return _json(fault.status, fault.body, fault.headers)

    def _right(self, request: Received) -> Reply:
        path = request.target.partition("?")[0]
        one = _COMMENT.search(path)
        if one is not None:
            return self._on_one(request, int(one[1]))
        if path.endswith((f"/issues/{NUMBER}/comments", f"/merge_requests/{NUMBER}/notes")):
            return self._on_all(request)
        return self._on_others(request, path.removeprefix("/api"))

    def _on_others(self, request: Received, path: str) -> Reply:
        match path:
            case "/graphql":
                return self._graphql(_body(request))
            case "/v4/user":
                return _json(200, {"id": 1, "username": OWN})
            case other if other.endswith((f"/pulls/{NUMBER}", f"/merge_requests/{NUMBER}")):
                return _json(200, {"number": NUMBER, "head": {"sha": self.head}, "sha": self.head})
            case other:
                is_list = other.endswith("/pulls")
                return self._listed(request, self.requests) if is_list else _not_found()

    def _on_all(self, request: Received) -> Reply:
        if request.method == "GET":
            return self._listed(request, [_shown(each) for each in self.said])
        answer = _json(201, _shown(self.say(str(_body(request)["body"]))))
        while self.meanwhile:
            self.say(self.meanwhile.pop(0))
        return answer

    def _on_one(self, request: Received, number: int) -> Reply:
        said = next((each for each in self.said if each.id == number), None)
        if said is None:
            return _not_found()
        assert said.author == OWN, "nobody writes over a stranger's comment"
        if request.method == "DELETE":
            self.said.remove(said)
            return reply(204)
        assert request.method == ("PUT" if "/api/v4/" in request.target else "PATCH")
        said.body = str(_body(request)["body"])
        return _json(200, _shown(said))

    def _listed(self, request: Received, found: list[Json]) -> Reply:
        """Answer one page; the link leads elsewhere, and nobody must follow it."""
        asked = re.search(r"[?&]page=(\d+)", request.target)
        page = int(asked[1]) if asked else 1
        wanted = re.search(r"[?&]per_page=(\d+)", request.target)
        size = min(self._page, int(wanted[1])) if wanted else self._page
        start = (page - 1) * size
        more = len(found) > start + size
        link = f'<https://elsewhere.example/?page={page + 1}>; rel="next"'
        return _json(200, found[start : start + size], {"link": link} if more else {})

    def _graphql(self, body: Mapping[str, object]) -> Reply:
        query, variables = str(body["query"]), cast("Mapping[str, object]", body["variables"])
        if "viewer" in query:
            return _json(200, {"data": {"viewer": {"login": OWN}}})
        if "isMinimized}}}" in query and "nodes" in query:
            asked = cast("list[str]", variables["ids"])
            nodes: list[Json] = [
                {"id": _node(each), "isMinimized": each.is_hidden}
                for each in self.said if _node(each) in asked
            ]  # fmt: skip
            return _json(200, {"data": {"nodes": nodes}})
        assert "minimizeComment" in query
        assert "OUTDATED" in query
        said = next(each for each in self.said if _node(each) == variables["id"])
        said.is_hidden = True
        return _json(200, {"data": {"minimizeComment": {"minimizedComment": {}}}})


def _called(request: Received) -> str:
    return f"{request.method} {request.target.partition('?')[0]}"


def _body(request: Received) -> Mapping[str, object]:
    return cast("Mapping[str, object]", json.loads(request.body))


def _is_too_long(request: Received) -> bool:
    writes = request.method in {"POST", "PATCH", "PUT"} and "graphql" not in request.target
    return writes and len(str(_body(request)["body"])) > LONGEST


def _too_long() -> Reply:
    return _json(422, {"message": f"Body is too long (maximum is {LONGEST} characters)"})


def _node(said: Said) -> str:
    return f"IC_{said.id}"


def _shown(said: Said) -> Json:
    """Show a comment with the fields of both forges, line ends as GitHub may have them."""
    body = said.body.replace("\n", "\r\n")
    return {
        "id": said.id, "node_id": _node(said), "body": body,
        "user": {"login": said.author}, "author": {"username": said.author}, "system": False,
        "html_url": f"https://github.example/{PROJECT}/pull/{NUMBER}#issuecomment-{said.id}",
    }  # fmt: skip


def _json(status: int, body: Json, headers: Mapping[str, str] | None = None) -> Reply:
    heads = {"content-type": "application/json", **(headers or {})}
    return reply(status, json.dumps(body).encode(), heads)


def _not_found() -> Reply:
    return _json(404, {"message": "Not Found"})
