"""Rounds of looking, deciding and writing, at a forge with faults."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.app import commenting
from assetforge.app.commenting import (
    compared_elsewhere,
    compared_here,
    post_comment,
    validity_here,
)
from assetforge.core.errors import (
    AssetforgeError,
    CredentialsError,
    InvalidError,
    UnavailableError,
    UsageError,
)
from assetforge.report.comment_marker import Validity, encode_marker
from assetforge.ui.diff_json import diff_document
from assetforge.ui.machine import to_json
from tests.fakes.forge_server import LONGEST, PROJECT, Fault, ForgeServer
from tests.git_commands import run_git
from tests.unit.app.comments import MARKER, WISH, use
from tests.unit.app.projects import CHEAP, write
from tests.unit.ui.diffs import EVERYTHING

if TYPE_CHECKING:
    from pathlib import Path

    from assetforge.app.project import Project

NOON = 12


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
