"""Where a comment belongs, told by the CI service alone; as a table of events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.github_requests import Head
from assetforge.app.commenting_place import (
    CommentPlace,
    comment_place,
    require_place,
    run_validity,
)
from assetforge.core.errors import AssetforgeError, UsageError
from assetforge.report.comment_marker import Validity
from assetforge.report.diff_model import Base

if TYPE_CHECKING:
    from collections.abc import Mapping

NOW = 1_800_000_000.0
AT_NOW = "2027-01-15T08:00:00Z"
HEAD = "ab" * 20
GITHUB = {
    "GITHUB_REPOSITORY": "acme/spring", "GITHUB_RUN_ID": "81", "GITHUB_RUN_ATTEMPT": "2",
}  # fmt: skip
FOLLOWING = {**GITHUB, "GITHUB_EVENT_NAME": "workflow_run"}
GITLAB = {
    "GITLAB_CI": "true", "CI_PROJECT_ID": "12", "CI_MERGE_REQUEST_IID": "7",
    "CI_PROJECT_URL": "https://gitlab.example/acme/spring", "CI_PIPELINE_ID": "5",
    "CI_PIPELINE_CREATED_AT": "2026-11-20T12:00:00Z", "CI_JOB_ID": "9",
}  # fmt: skip
NOT_KNOWN = "1970-01-01T00:00:00Z"
PUSHED = 1_795_168_800  # 2026-11-20T10:00:00Z, as GitHub writes it for a push
NOON = "2026-11-20T12:00:00Z"
REQUEST: dict[str, object] = {"number": 7, "updated_at": NOON}
LISTED = {"number": 7, "head": {"sha": HEAD}, "base": {"repo": {"id": 1}}}
RUN: dict[str, object] = {
    "id": 80, "run_attempt": 1, "created_at": "2026-11-20T11:00:00Z", "head_sha": HEAD,
    "head_branch": "patch", "head_repository": {"full_name": "mallory/spring"},
    "pull_requests": [],
}  # fmt: skip
FORK = Head(commit=HEAD, repository="mallory/spring", branch="patch")


def run(*requests: object, **changes: object) -> dict[str, object]:
    return {
        "workflow_run": {**RUN, "pull_requests": list(requests), **changes},
        "repository": {"id": 1},
    }


def found(
    environ: Mapping[str, str], event: Mapping[str, object], number: int | None = None
) -> CommentPlace:
    return comment_place(environ, event, number)


@pytest.mark.parametrize(
    ("event", "number"),
    [
        ({"pull_request": REQUEST}, 7),
        ({"issue": {"number": 7, "pull_request": {}}}, 7),
        ({"issue": {"number": 7}}, None),
        ({"pull_request": {"number": "../8"}}, None),
        ({"pull_request": {"number": True}}, None),
        ({}, None),
    ],
)
def test_an_event_of_a_pull_request_has_its_number(
    event: dict[str, object], number: int | None
) -> None:
    assert found(GITHUB, event) == CommentPlace(
        forge="github", project="acme/spring", number=number
    )


def test_a_number_that_was_typed_comes_first() -> None:
    assert found(FOLLOWING, run(LISTED), 9).number == 9
    assert found(GITLAB, {}, 9).number == 9


def test_a_run_that_follows_another_takes_its_request_or_its_head() -> None:
    listed, fork = found(FOLLOWING, run(LISTED)), found(FOLLOWING, run())

    assert (listed.number, listed.head) == (7, FORK)
    assert (fork.number, fork.head) == (None, FORK)


@pytest.mark.parametrize(
    "other",
    [
        {**LISTED, "head": {"sha": "cd" * 20}},
        {**LISTED, "base": {"repo": {"id": 2}}},
        {"number": 7},
        "7",
    ],
)
def test_a_request_of_another_head_or_repository_is_not_taken(other: object) -> None:
    assert found(FOLLOWING, run(other)).number is None


@pytest.mark.parametrize(
    "changes",
    [{"head_sha": "../x"}, {"head_repository": None}, {"head_repository": {"full_name": "a/b/c"}}],
)
def test_a_head_that_is_none_is_not_looked_for(changes: dict[str, object]) -> None:
    place = found(FOLLOWING, run(**changes))

    assert place.head is None
    with pytest.raises(UsageError, match="no pull request"):
        require_place(place)


@pytest.mark.parametrize("name", ["acme/.github", "some_user_acme/spring", "acme/..x", "a/x.."])
def test_github_has_repositories_of_such_names(name: str) -> None:
    assert found({"GITHUB_REPOSITORY": name}, {}, 7).project == name


def test_of_several_none_is_guessed() -> None:
    both = run(LISTED, {**LISTED, "number": 8})

    with pytest.raises(AssetforgeError, match="#7, #8"):
        found(FOLLOWING, both)
    with pytest.raises(AssetforgeError, match="#7, #8"):
        comment_place(FOLLOWING, both, None, Base(name="main", commit=HEAD))


@pytest.mark.parametrize("name", ["release", "ef" * 20])
def test_of_several_the_one_is_taken_whose_base_was_compared_with(name: str) -> None:
    ends = {"repo": {"id": 1}, "ref": "release", "sha": "ef" * 20}
    both = run(LISTED, {**LISTED, "number": 8, "base": ends})

    assert comment_place(FOLLOWING, both, None, Base(name=name, commit=HEAD)).number == 8


@pytest.mark.parametrize(
    ("environ", "event", "commit"),
    [
        (GITHUB, {"pull_request": {**REQUEST, "head": {"sha": HEAD}}}, HEAD),
        (GITHUB, {"issue": {"number": 7, "pull_request": {}}}, ""),
        (FOLLOWING, run(LISTED), HEAD),
        ({**GITLAB, "CI_COMMIT_SHA": HEAD}, {}, HEAD),
        (
            {
                **GITLAB, "CI_COMMIT_SHA": "cd" * 20,  # of merged results
                "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": HEAD,
            },
            {},
            HEAD,
        ),
    ],
)  # fmt: skip
def test_a_run_knows_the_commit_of_the_request_that_it_is_for(
    environ: dict[str, str], event: dict[str, object], commit: str
) -> None:
    assert found(environ, event).commit == commit
    assert found(environ, event, 9).commit == ""  # of the one that was typed it knows nothing


def test_a_merge_request_is_that_of_the_project_it_leads_into() -> None:
    own = found(GITLAB, {})
    fork = found({**GITLAB, "CI_MERGE_REQUEST_PROJECT_ID": "11"}, {})

    assert own == CommentPlace(
        forge="gitlab", project="12", number=7,
        page="https://gitlab.example/acme/spring/-/merge_requests/7",
    )  # fmt: skip
    assert fork.project == "11"


@pytest.mark.parametrize(
    "name", ["", "spring", "acme/spring/x", "../..", "acme/..", "acme/.", "a b/c"]
)
def test_a_repository_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="which repository"):
        require_place(found({"GITHUB_REPOSITORY": name}, {}, 7))


@pytest.mark.parametrize(
    ("environ", "event", "expected"),
    [
        (GITHUB, {"pull_request": REQUEST}, Validity(at=NOON, run=81, attempt=2)),
        (GITHUB, {}, Validity(at=NOT_KNOWN, run=81, attempt=2)),
        (
            GITHUB,
            {"pull_request": {"updated_at": "soon"}},
            Validity(at=NOT_KNOWN, run=81, attempt=2),
        ),
        (
            GITHUB,
            {"comment": {"created_at": NOON}, "repository": {"pushed_at": PUSHED}},
            Validity(at=NOON, run=81, attempt=2),
        ),
        (
            GITHUB,
            {"repository": {"pushed_at": PUSHED}, "head_commit": {"timestamp": NOON}},
            Validity(at="2026-11-20T10:00:00Z", run=81, attempt=2),
        ),
        (GITHUB, {"repository": {"pushed_at": 10**17}}, Validity(at=NOT_KNOWN, run=81, attempt=2)),
        ({**GITLAB, "CI_PIPELINE_CREATED_AT": ""}, {}, Validity(at=NOT_KNOWN, run=5, attempt=9)),
        (FOLLOWING, run(), Validity(at="2026-11-20T11:00:00Z", run=80, attempt=1)),
        (GITLAB, {}, Validity(at="2026-11-20T12:00:00Z", run=5, attempt=9)),
        ({}, {}, Validity(at=AT_NOW)),
    ],
)
def test_a_run_is_as_new_as_the_change_it_speaks_of(
    environ: dict[str, str], event: dict[str, object], expected: Validity
) -> None:
    assert run_validity(environ, event, NOW) == expected


@pytest.mark.parametrize(
    ("committed", "at"),
    [(PUSHED, "2026-11-20T10:00:00Z"), (NOW + 1, NOT_KNOWN), (None, NOT_KNOWN)],
)
def test_an_old_run_that_is_repeated_later_is_as_old_as_its_commit(
    committed: float | None, at: str
) -> None:
    newer = run_validity(GITHUB, {"pull_request": REQUEST}, NOW)

    found = run_validity({**GITHUB, "GITHUB_RUN_ID": "99"}, {}, NOW, committed)

    assert found == Validity(at=at, run=99, attempt=2)
    assert found < newer
