from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.forge_github import GitHubForge
from assetforge.adapters.forge_gitlab import GitLabForge
from assetforge.app.commenting_forge import open_forge
from assetforge.app.commenting_place import CommentPlace
from assetforge.core.errors import CredentialsError, UsageError

if TYPE_CHECKING:
    from assetforge.app.commenting_forge import OpenForge

GITHUB = CommentPlace(forge="github", project="acme/spring", number=7)
GITLAB = CommentPlace(forge="gitlab", project="12", number=7)
VARIABLES = (
    "GITHUB_TOKEN", "GH_TOKEN", "GITLAB_TOKEN", "CI_JOB_TOKEN", "GITHUB_API_URL",
    "GITHUB_GRAPHQL_URL", "CI_API_V4_URL",
)  # fmt: skip


@pytest.fixture(autouse=True)
def without_forges(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def opened(place: CommentPlace) -> OpenForge:
    found = open_forge(place)
    asyncio.run(found.wire.close())
    return found


@pytest.mark.parametrize("name", ["GITHUB_TOKEN", "GH_TOKEN"])
def test_github_is_asked_with_either_of_its_tokens(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "ghs_one_of_two_tokens")

    found = opened(GITHUB)

    assert isinstance(found.at(7), GitHubForge)
    assert (found.graphql, found.pause) == ("/graphql", 1.0)


def test_gitlab_is_asked_with_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITLAB_TOKEN", "glpat-a-token")

    assert isinstance(opened(GITLAB).at(7), GitLabForge)


def test_without_a_token_nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI_JOB_TOKEN", "a-token-of-a-job")

    with pytest.raises(CredentialsError, match="GITHUB_TOKEN is not set"):
        open_forge(GITHUB)
    with pytest.raises(CredentialsError, match="CI_JOB_TOKEN may not write comments"):
        open_forge(GITLAB)


def test_what_cannot_be_a_token_is_refused_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "a-token\nX-Evil: 1")

    with pytest.raises(CredentialsError) as caught:
        open_forge(GITHUB)

    assert "Evil" not in caught.value.what + caught.value.next_step


def test_an_enterprise_server_has_both_of_its_apis_at_one_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "ghs_one_of_two_tokens")
    monkeypatch.setenv("GITHUB_API_URL", "https://git.example.com/api/v3")
    assert opened(GITHUB).graphql == "/api/graphql"

    monkeypatch.setenv("GITHUB_GRAPHQL_URL", "https://git.example.com/api/graphql")
    assert opened(GITHUB).graphql == "/api/graphql"

    monkeypatch.setenv("GITHUB_GRAPHQL_URL", "https://elsewhere.example.com/api/graphql")
    with pytest.raises(UsageError, match="at another place"):
        open_forge(GITHUB)
