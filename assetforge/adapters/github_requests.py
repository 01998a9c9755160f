"""Which open pull request has a commit as its head; for a run that is told of the commit alone.

    GET /repos/R/commits/SHA/pulls               those that hold it
    GET /repos/R/pulls?head=OWNER:BRANCH         where that lists none, as for some forks

Either way one counts only where it is open, leads into this repository, and has this very commit of
that very repository as its head. Source: GitHub's REST documents, 2026.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.adapters.forge_fault import GoneError
from assetforge.core.values import is_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.adapters.forge_wire import ForgeWire


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A commit that a run was for."""

    commit: str  # hexadecimal digits
    repository: str  # that it was pushed to, a fork or this one
    branch: str  # anybody's text


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRequest:
    """A pull request, and what it leads into."""

    number: int
    bases: frozenset[str] = frozenset()  # its base, by branch and by commit


async def open_requests(wire: ForgeWire, repository: str, head: Head) -> list[OpenRequest]:
    """List the open pull requests with this head, by number."""
    found = await _all(wire, f"/repos/{repository}/commits/{head.commit}/pulls", {})
    requests = _open(found, repository, head)
    if requests or not head.branch:
        return requests
    owner = head.repository.partition("/")[0]
    query = {"state": "open", "head": f"{owner}:{head.branch}"}
    return _open(await _all(wire, f"/repos/{repository}/pulls", query), repository, head)


def bases_of(request: Mapping[str, object]) -> frozenset[str]:
    """Name what a pull request leads into, by branch and by commit, as far as GitHub says."""
    base = request.get("base")
    names = (base.get("ref"), base.get("sha")) if is_table(base) else ()
    return frozenset(name for name in names if isinstance(name, str) and name)


async def _all(wire: ForgeWire, path: str, query: Mapping[str, str]) -> list[Mapping[str, object]]:
    try:
        return await wire.all(path, query)
    except GoneError:  # it knows no such commit; the other list may know the branch
        return []


def _open(requests: list[Mapping[str, object]], repository: str, head: Head) -> list[OpenRequest]:
    found = {
        number: OpenRequest(number=number, bases=bases_of(each)) for each in requests
        if isinstance(number := each.get("number"), int) and each.get("state") == "open"
        and _end(each, "base")[0] == repository.lower()
        and _end(each, "head") == (head.repository.lower(), head.commit)
    }  # fmt: skip
    return [found[number] for number in sorted(found)]


def _end(request: Mapping[str, object], side: str) -> tuple[str, str]:
    """Name repository and commit of one side; empty where it does not say."""
    found = request.get(side)
    repository = found.get("repo") if is_table(found) else None
    name = repository.get("full_name") if is_table(repository) else None
    commit = found.get("sha") if is_table(found) else None
    return str(name or "").lower(), str(commit or "")
