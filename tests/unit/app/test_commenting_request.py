"""Which request a comment is written on, and whether that is still at the commit of the run."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.app.commenting import CLOSED, LATE, post_comment
from assetforge.core.errors import AssetforgeError, UnavailableError
from assetforge.report.diff_model import Base
from tests.fakes.forge_server import HEAD, PROJECT
from tests.unit.app.comments import WISH, use

if TYPE_CHECKING:
    from pathlib import Path

    from assetforge.core.values import Json
    from tests.fakes.forge_server import ForgeServer


def test_a_run_of_a_fork_finds_its_request(
    forge: ForgeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = tmp_path / "event.json"
    run = {"head_sha": HEAD, "head_repository": {"full_name": "mallory/spring"}, "id": 80}
    event.write_text(json.dumps({"workflow_run": run}), encoding="utf-8")
    use({"GITHUB_EVENT_NAME": "workflow_run", "GITHUB_EVENT_PATH": str(event)}, monkeypatch)

    assert post_comment(WISH, None).moves.why == CLOSED
    assert forge.bodies() == []

    ends: dict[str, Json] = {"repo": {"full_name": "mallory/spring"}, "sha": HEAD}
    request: dict[str, Json] = {
        "number": 7, "state": "open", "head": ends, "base": {"repo": {"full_name": PROJECT}},
    }  # fmt: skip
    forge.requests.append(request)
    assert post_comment(WISH, None).moves.writes == "create"

    forge.requests.append({**request, "number": 8})
    with pytest.raises(AssetforgeError, match="#7, #8"):
        post_comment(WISH, None)


@pytest.mark.parametrize("forge_name", ["github", "gitlab"])
def test_a_late_run_begins_no_comment_where_the_request_has_moved_on(
    forge: ForgeServer, forge_name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = tmp_path / "event.json"
    request = {"number": 7, "head": {"sha": HEAD}}
    event.write_text(json.dumps({"pull_request": request}), encoding="utf-8")
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(event))
    if forge_name == "gitlab":
        monkeypatch.delenv("GITHUB_REPOSITORY")
        use(forge.gitlab(CI_COMMIT_SHA=HEAD), monkeypatch)

    forge.head = "cd" * 20  # the run of that commit had nothing to tell, so no comment is newer
    late = post_comment(WISH, None)
    forge.head = HEAD
    in_time = post_comment(WISH, None)

    assert (late.moves.writes, late.moves.why) == ("nothing", LATE)
    assert in_time.moves.writes == "create"
    assert forge.bodies() == [WISH.body]


def test_a_forge_that_does_not_say_where_a_request_is_gets_no_comment(
    forge: ForgeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = tmp_path / "event.json"
    request = {"number": 7, "head": {"sha": HEAD}}
    event.write_text(json.dumps({"pull_request": request}), encoding="utf-8")
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(event))
    forge.head = None

    with pytest.raises(UnavailableError, match="which commit"):
        post_comment(WISH, None)

    assert forge.bodies() == []


@pytest.mark.parametrize("name", ["release", "ef" * 20])
def test_of_two_requests_with_one_head_the_one_with_the_compared_base_is_meant(
    name: str, forge: ForgeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = tmp_path / "event.json"
    run = {"head_sha": HEAD, "head_repository": {"full_name": PROJECT}, "id": 80}
    event.write_text(json.dumps({"workflow_run": run}), encoding="utf-8")
    use({"GITHUB_EVENT_NAME": "workflow_run", "GITHUB_EVENT_PATH": str(event)}, monkeypatch)
    forge.requests = [request_to(8, "main", "cd" * 20), request_to(7, "release", "ef" * 20)]

    with pytest.raises(AssetforgeError, match="#7, #8"):
        post_comment(replace(WISH, base=Base(name="elsewhere", commit="ef" * 20)), None)
    posted = post_comment(replace(WISH, base=Base(name=name, commit="00" * 20)), None)

    assert posted.moves.writes == "create"
    assert forge.bodies() == [WISH.body]


def request_to(number: int, branch: str, commit: str) -> Json:
    return {
        "number": number, "state": "open",
        "head": {"repo": {"full_name": PROJECT}, "sha": HEAD},
        "base": {"repo": {"full_name": PROJECT}, "ref": branch, "sha": commit},
    }  # fmt: skip
