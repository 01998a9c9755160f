"""The forge of a place: its address from the environment, and the token that goes there alone."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.adapters.forge_address import parse_address
from assetforge.adapters.forge_github import GitHubForge
from assetforge.adapters.forge_gitlab import GitLabForge
from assetforge.adapters.forge_wire import ForgeWire
from assetforge.adapters.keys import checked_key
from assetforge.app.trust import forge_token
from assetforge.core.errors import CredentialsError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.adapters.forge_address import ForgeAddress
    from assetforge.app.commenting_place import CommentPlace
    from assetforge.core.secret import Secret

NAMES: Final = {"github": "GitHub", "gitlab": "GitLab"}
TOKENS: Final = {"github": ("GITHUB_TOKEN", "GH_TOKEN"), "gitlab": ("GITLAB_TOKEN",)}
_ADDRESSES: Final[Mapping[str, tuple[str, str]]] = {
    "github": ("GITHUB_API_URL", "https://api.github.com"),
    "gitlab": ("CI_API_V4_URL", "https://gitlab.com/api/v4"),
}
_GRAPHQL: Final = "GITHUB_GRAPHQL_URL"
_SERVER_PATH: Final = "/api/v3"  # of GitHub Enterprise Server; GraphQL is at /api/graphql there
_PAUSE: Final = 1.0  # seconds before the second round, where the forge does not say
_LOOPBACK_PAUSE: Final = 0.02
_JOB_TOKEN: Final = "CI_JOB_TOKEN"  # noqa: S105 - the name of a variable


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenForge:
    """A forge that can be asked."""

    wire: ForgeWire
    place: CommentPlace
    graphql: str  # the path of GitHub's other API
    pause: float  # seconds

    def at(self, number: int) -> GitHubForge | GitLabForge:
        """Take the comments on one request."""
        place = self.place
        if place.forge == "gitlab":
            return GitLabForge(self.wire, place.project, number, place.page)
        return GitHubForge(self.wire, place.project, number, self.graphql)


def open_forge(place: CommentPlace) -> OpenForge:
    """Get ready to ask the forge of a place; nothing is sent yet.

    Raises:
        CredentialsError: there is no token, or what is there cannot be one.
        UsageError: the environment gives an address that cannot be used.
    """
    variable, usual = _ADDRESSES[place.forge]
    address = parse_address(os.environ.get(variable) or usual, variable)
    graphql = _graphql(address) if place.forge == "github" else ""
    name, token = _token(place.forge)
    is_near = address.origin.is_loopback
    return OpenForge(
        wire=ForgeWire(NAMES[place.forge], address, name, token), place=place, graphql=graphql,
        pause=_LOOPBACK_PAUSE if is_near else _PAUSE,
    )  # fmt: skip


def _token(forge: str) -> tuple[str, Secret]:
    for name in TOKENS[forge]:
        found = forge_token(name)
        if found is not None:
            return name, checked_key(name, found)
    raise _no_token(forge)


def _graphql(address: ForgeAddress) -> str:
    """Find the path of GraphQL; the token goes to one origin, so it must be at the same."""
    given = os.environ.get(_GRAPHQL)
    if not given:
        return "/api/graphql" if address.path == _SERVER_PATH else "/graphql"
    found = parse_address(given, _GRAPHQL)
    if found.origin != address.origin:
        raise _elsewhere(_GRAPHQL)
    return found.path


def _no_token(forge: str) -> CredentialsError:
    wanted = TOKENS[forge][0]
    job = " CI_JOB_TOKEN may not write comments." if os.environ.get(_JOB_TOKEN) else ""
    return CredentialsError(
        f"there is no token to comment with: {wanted} is not set.{job}",
        next_step=f"Give {wanted} to this step alone, or look with `--dry-run`, which needs none.",
    )


def _elsewhere(variable: str) -> UsageError:
    return UsageError(
        f"{variable} is at another place than {_ADDRESSES['github'][0]}",
        next_step="Leave both as the runner sets them: the token goes to one place only.",
    )
