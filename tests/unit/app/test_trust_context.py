from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from assetforge.app.trust_context import doubt_about

if TYPE_CHECKING:
    from collections.abc import Mapping

OURS: Final = {"id": 7, "full_name": "acme/site"}
PULL: Final = {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_EVENT_PATH": "/event.json"}
MERGE: Final = {"GITLAB_CI": "true", "CI_PIPELINE_SOURCE": "merge_request_event"}
EXTERNAL: Final = {"GITLAB_CI": "true", "CI_PIPELINE_SOURCE": "external_pull_request_event"}


def request(head: object, base: object = OURS) -> Mapping[str, object]:
    return {"pull_request": {"head": {"repo": head}, "base": {"repo": base}}}


def doubt(environ: Mapping[str, str], event: Mapping[str, object] | None = None) -> str:
    return doubt_about(environ, lambda path: event if path == "/event.json" else None)


@pytest.mark.parametrize("name", ["pull_request_target", "workflow_run", "issue_comment"])
@pytest.mark.parametrize("event", [None, {}, request(OURS)])
def test_an_event_that_brings_our_keys_to_anybodys_words_is_never_trusted(
    name: str, event: Mapping[str, object] | None
) -> None:
    assert f"`{name}`" in doubt({**PULL, "GITHUB_EVENT_NAME": name}, event)


@pytest.mark.parametrize(
    "name", ["pull_request", "pull_request_review", "pull_request_review_comment"]
)
def test_a_pull_request_is_trusted_where_head_and_base_are_one(name: str) -> None:
    environ = {**PULL, "GITHUB_EVENT_NAME": name}

    assert doubt(environ, request(dict(OURS))) == ""
    assert "a fork" in doubt(environ, request({"id": 8, "full_name": "somebody/site"}))


@pytest.mark.parametrize(
    "event",
    [
        request({"id": 8, "full_name": "acme/site"}),
        request({"id": 7, "full_name": "Acme/site"}),
        request({"id": 7, "full_name": "acme/site "}),
        request(None),
        request({}),
        request({"id": "7", "full_name": "acme/site"}, {"id": "7", "full_name": "acme/site"}),
        request({"id": True, "full_name": "a/b"}, {"id": True, "full_name": "a/b"}),
        request({"id": 7, "full_name": ""}, {"id": 7, "full_name": ""}),
        request({"id": 7}, {"id": 7}),
        request({"full_name": "acme/site"}, {"full_name": "acme/site"}),
        request([OURS], [OURS]),
        {"pull_request": {"head": OURS, "base": OURS}},
        {"pull_request": None},
        {"pull_request": []},
        {"head": {"repo": OURS}, "base": {"repo": OURS}},
        {},
        None,
    ],
    ids=str,
)
def test_whatever_does_not_prove_that_they_are_one_is_not_trusted(
    event: Mapping[str, object] | None,
) -> None:
    assert "a fork" in doubt(PULL, event)


def test_a_pull_request_without_an_event_is_not_trusted() -> None:
    assert "cannot be seen" in doubt({"GITHUB_EVENT_NAME": "pull_request"}, request(OURS))


@pytest.mark.parametrize(
    "name", ["push", "schedule", "workflow_dispatch", "merge_group", "release", ""]
)
def test_other_events_are_trusted(name: str) -> None:
    environ = {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": name}

    assert doubt(environ, request({"id": 8, "full_name": "somebody/site"})) == ""


@pytest.mark.parametrize(
    ("source", "target", "is_trusted"),
    [("7", "7", True), ("8", "7", False), ("", "7", False), ("7", "", False), ("", "", False)],
)
def test_a_merge_request_is_trusted_within_one_project(
    source: str, target: str, *, is_trusted: bool
) -> None:
    merge = {"CI_MERGE_REQUEST_SOURCE_PROJECT_ID": source, "CI_MERGE_REQUEST_PROJECT_ID": target}
    external = {
        "CI_EXTERNAL_PULL_REQUEST_SOURCE_REPOSITORY": source,
        "CI_EXTERNAL_PULL_REQUEST_TARGET_REPOSITORY": target,
    }

    assert (doubt(MERGE | merge) == "") == is_trusted
    assert (doubt({"GITLAB_CI": "true", "CI_MERGE_REQUEST_IID": "3"} | merge) == "") == is_trusted
    assert (doubt(EXTERNAL | external) == "") == is_trusted


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"CI": "true"},
        {"GITLAB_CI": "true", "CI_PIPELINE_SOURCE": "push"},
        {"GITLAB_CI": "true", "CI_PIPELINE_SOURCE": "schedule"},
        {"JENKINS_URL": "https://ci.example.com", "CHANGE_FORK": "somebody"},
    ],
)
def test_others_are_trusted_unless_somebody_says_not(environ: Mapping[str, str]) -> None:
    assert doubt(environ) == ""


def test_both_services_are_asked_and_one_of_them_in_doubt_is_enough() -> None:
    ours = {"CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "7", "CI_MERGE_REQUEST_PROJECT_ID": "7"}
    theirs = {**ours, "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "8"}

    assert "a fork" in doubt({**MERGE, **theirs, "GITHUB_EVENT_NAME": "push"})
    assert doubt({**MERGE, **ours, "GITHUB_EVENT_NAME": "push"}) == ""
    assert "`workflow_run`" in doubt({**MERGE, **ours, "GITHUB_EVENT_NAME": "workflow_run"})
