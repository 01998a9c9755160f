"""Rounds of looking, deciding and writing, at a forge with faults."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.app import commenting
from assetforge.app.commenting import (
    CLOSED,
    LATE,
    compared_elsewhere,
    compared_here,
    post_comment,
    validity_here,
)
from assetforge.core.digest import digest_bytes
from assetforge.core.errors import (
    AssetforgeError,
    CredentialsError,
    InvalidError,
    UnavailableError,
    UsageError,
)
from assetforge.report.comment_marker import Marker, Validity, encode_marker
from assetforge.report.commenting import Wish
from assetforge.report.diff_model import Base
from assetforge.ui.diff_json import diff_document
from assetforge.ui.machine import to_json
from tests.fakes.forge_server import HEAD, LONGEST, PROJECT, Fault, ForgeServer
from tests.git_commands import run_git
from tests.unit.app.projects import CHEAP, write
from tests.unit.ui.diffs import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from assetforge.app.project import Project
    from assetforge.core.values import Json

MARKER = Marker(
    tag="default", plan=digest_bytes(b"plan"), validity=Validity(at="2026-11-20T12:00:00Z", run=5)
)
WISH = Wish(marker=MARKER, body=f"{encode_marker(MARKER)}\ntext")
NOON = 12
OF_GITHUB = ("GITHUB_EVENT_NAME", "GITHUB_EVENT_PATH", "GITHUB_ACTIONS", "GITHUB_RUN_ID")


def use(variables: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def forge(monkeypatch: pytest.MonkeyPatch) -> Iterator[ForgeServer]:
    for name in OF_GITHUB:
        monkeypatch.delenv(name, raising=False)
    with ForgeServer() as server:
        use(server.github(), monkeypatch)
        yield server


def test_a_comment_is_written_once_and_found_again(forge: ForgeServer) -> None:
    first, second = post_comment(WISH, 7), post_comment(WISH, 7)

    assert (first.moves.writes, second.moves.writes) == ("create", "nothing")
    assert first.url == second.url
    assert forge.bodies() == [WISH.body]


def test_no_comment_has_what_looks_like_a_key(forge: ForgeServer) -> None:
    key = "sk-proj-A1b2C3d4E5f6G7h8I9j0"
    pasted = replace(WISH, body=f"{WISH.body} {key}")

    first, second = post_comment(pasted, 7), post_comment(pasted, 7)

    assert (first.moves.writes, second.moves.writes) == ("create", "nothing")
    assert forge.bodies() == [f"{WISH.body} ***"]


@pytest.mark.parametrize(
    "fault",
    [
        Fault(begins="POST /api/v3", status=502),
        Fault(begins="POST /api/v3", status=502, is_done=True),
        Fault(begins="POST /api/v3", status=429, headers={"Retry-After": "0"}),
        Fault(begins="GET", status=500),
        Fault(begins="POST /api/graphql", status=403, headers={"x-ratelimit-remaining": "0"}),
    ],
    ids=lambda fault: f"{fault.begins} {fault.status} {fault.is_done}",
)
def test_what_fails_once_leaves_one_comment(forge: ForgeServer, fault: Fault) -> None:
    forge.faults.append(fault)

    post_comment(replace(WISH, behavior="new"), 7)

    assert forge.bodies() == [WISH.body]


def test_what_fails_again_and_again_is_told(forge: ForgeServer) -> None:
    forge.faults += [Fault(begins="GET", status=500)] * commenting.ROUNDS

    with pytest.raises(UnavailableError, match="answers 500"):
        post_comment(WISH, 7)

    assert forge.faults == []
    assert forge.bodies() == []


def test_a_forge_that_asks_for_an_hour_is_not_waited_for(forge: ForgeServer) -> None:
    forge.faults.append(Fault(begins="GET", status=429, headers={"Retry-After": "3600"}))

    with pytest.raises(UnavailableError, match="no more requests"):
        post_comment(WISH, 7)

    assert len(forge.received) == 2


@pytest.mark.parametrize(
    ("status", "kind"), [(401, CredentialsError), (403, CredentialsError), (422, AssetforgeError)]
)
def test_what_will_not_pass_is_not_repeated(
    forge: ForgeServer, status: int, kind: type[Exception]
) -> None:
    forge.faults.append(Fault(begins="POST /api/v3", status=status))

    with pytest.raises(kind):
        post_comment(WISH, 7)

    assert len(forge.received) == 3


def test_a_request_that_is_not_there_is_an_error(forge: ForgeServer) -> None:
    with pytest.raises(AssetforgeError, match="does not find"):
        post_comment(WISH, 8)

    assert forge.bodies() == []


def test_a_comment_that_goes_in_between_is_written_anew(forge: ForgeServer) -> None:
    forge.say(WISH.body.replace("text", "before"))
    forge.faults.append(Fault(begins="PATCH", status=404))

    assert post_comment(WISH, 7).moves.writes == "update"
    assert forge.bodies() == [WISH.body]


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


def test_gitlab_hides_nothing(forge: ForgeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_REPOSITORY")
    use(forge.gitlab(), monkeypatch)

    with pytest.raises(UsageError, match="hides no notes"):
        post_comment(replace(WISH, behavior="hide-and-new"), None)
    assert post_comment(replace(WISH, behavior="delete-and-new"), None).moves.writes == "create"
    assert validity_here() == Validity(at="2026-11-20T12:00:00Z", run=5, attempt=9)


def test_offline_nobody_is_asked(forge: ForgeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSETFORGE_OFFLINE", "1")

    with pytest.raises(UnavailableError, match="--offline"):
        post_comment(WISH, 7)

    assert forge.received == []


def test_another_job_has_no_word_about_the_budget(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "diff.json"
    place.write_text(to_json(diff_document(EVERYTHING)), encoding="utf-8")
    write(project, f"{CHEAP}\n[budget]\ncomment_above = 50\n")
    monkeypatch.chdir(project.root)

    found = compared_elsewhere(str(place), None)
    monkeypatch.chdir(tmp_path)
    elsewhere = compared_elsewhere(str(place), None)

    assert found.diff.spend == EVERYTHING.spend
    assert [each.comment_above for each in found.budgets] == [50]
    assert [each.comment_above for each in elsewhere.budgets] == [None]
    with pytest.raises(UsageError):
        compared_elsewhere(str(place), "none/assets.toml")


def test_a_file_that_is_no_diff_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "diff.json"
    place.write_text('{"document": "plan"}', encoding="utf-8")

    with pytest.raises(UsageError, match="should be `diff`"):
        compared_elsewhere(str(place), None)


def test_a_tree_is_compared_as_by_diff(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project, CHEAP)
    monkeypatch.chdir(project.root)

    assert compared_here(None, None).diff.count("added") == 2

    write(project, "version = 7")
    with pytest.raises(InvalidError):
        compared_here(None, None)


@pytest.mark.parametrize("hour", [9, 15])
def test_of_two_runs_that_begin_at_once_the_newer_comment_stays(
    forge: ForgeServer, hour: int
) -> None:
    at = Validity(at=f"2026-11-20T{hour:02}:00:00Z", run=6)
    other = f"{encode_marker(replace(MARKER, validity=at))}\nof another run"
    forge.meanwhile.append(other)

    posted = post_comment(WISH, 7)

    assert forge.bodies() == [WISH.body if hour < NOON else other]
    assert posted.moves.writes == ("create" if hour < NOON else "nothing")
    assert posted.url.endswith(str(forge.said[0].id))


def test_an_older_second_comment_keeps_no_old_price(forge: ForgeServer) -> None:
    old = replace(MARKER, validity=Validity(at="2026-11-20T09:00:00Z", run=4))
    for text in ("one", "two"):
        forge.say(f"{encode_marker(old)}\n{text}")

    post_comment(WISH, 7)

    assert forge.bodies() == [WISH.body]


@pytest.mark.parametrize("status", [403, 503])
def test_where_an_old_one_cannot_be_deleted_the_new_one_is_named(
    forge: ForgeServer, status: int
) -> None:
    old = replace(MARKER, validity=Validity(at="2026-11-20T09:00:00Z", run=4))
    forge.say(f"{encode_marker(old)}\nold")
    forge.faults += [Fault(begins="DELETE", status=status)] * commenting.ROUNDS

    with pytest.raises((CredentialsError, UnavailableError), match="new comment stands at https"):
        post_comment(replace(WISH, behavior="delete-and-new"), 7)

    assert forge.bodies()[1:] == [WISH.body]


def test_a_comment_is_as_new_as_the_commit_where_no_event_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run_git(tmp_path, "init", "-q")
    day = "2020-01-02T03:04:05Z"
    words = ("commit", "-q", "--allow-empty", "-m", "a")
    run_git(tmp_path, *words, variables={"GIT_COMMITTER_DATE": day})
    monkeypatch.setenv("GITHUB_REPOSITORY", PROJECT)
    monkeypatch.setenv("GITHUB_RUN_ID", "81")
    monkeypatch.delenv("GITHUB_EVENT_PATH", raising=False)

    assert validity_here() == Validity(at=day, run=81)


def test_a_comment_that_is_too_long_for_the_forge_is_refused(forge: ForgeServer) -> None:
    with pytest.raises(AssetforgeError, match="too long"):
        post_comment(replace(WISH, body=WISH.body + "x" * LONGEST), 7)

    assert forge.bodies() == []
