"""Each status of a forge is a sentence and an exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.forge_fault import GoneError, TryAgainError, fault
from assetforge.core.errors import AssetforgeError
from assetforge.core.exits import Exit
from assetforge.providers.instruction import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

NOW = 1_000.0


def faulted(
    status: int, body: Mapping[str, str] | None = None, forge: str = "GitHub", **headers: str
) -> Exception:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return fault(forge, "GITHUB_TOKEN", Answer(status=status, body=body, headers=named), NOW)


def told(error: Exception) -> AssetforgeError:
    if isinstance(error, GoneError | TryAgainError):
        return error.told
    assert isinstance(error, AssetforgeError)
    return error


@pytest.mark.parametrize(
    ("status", "code", "says"),
    [
        (301, Exit.FAILED, "status 301"),
        (400, Exit.FAILED, "refuses the comment"),
        (401, Exit.CREDENTIALS, "does not accept the token in GITHUB_TOKEN"),
        (403, Exit.CREDENTIALS, "may not write comments"),
        (404, Exit.FAILED, "does not find"),
        (410, Exit.FAILED, "does not find"),
        (422, Exit.FAILED, "refuses the comment"),
        (429, Exit.UNAVAILABLE, "takes no more requests"),
        (500, Exit.UNAVAILABLE, "answers 500"),
        (503, Exit.UNAVAILABLE, "answers 503"),
    ],
)
def test_a_status_has_a_code_and_a_way_out(status: int, code: Exit, says: str) -> None:
    error = told(faulted(status, {"message": "said so"}))

    assert error.exit is code
    assert says in error.what
    assert "(said so)" in error.what
    assert error.next_step


@pytest.mark.parametrize(("status", "again"), [(429, True), (502, True), (401, False)])
def test_what_may_pass_is_tried_again(status: int, *, again: bool) -> None:
    assert isinstance(faulted(status), TryAgainError) is again


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry_after": "7"}, 7.0),
        ({"x_ratelimit_remaining": "0", "x_ratelimit_reset": "1030"}, 30.0),
        ({"ratelimit_remaining": "0", "ratelimit_reset": "900"}, 1.0),
        ({"retry_after": "soon"}, None),
        ({"retry_after": "-5"}, None),
    ],
)
def test_a_limit_says_how_long(headers: dict[str, str], seconds: float | None) -> None:
    error = faulted(403, {"message": "API rate limit exceeded"}, **headers)

    assert isinstance(error, TryAgainError)
    assert error.seconds == seconds


def test_a_read_only_token_of_a_fork_is_told_what_to_do() -> None:
    error = told(faulted(403, {"message": "Resource not accessible by integration"}))

    assert "`workflow_run`" in error.next_step
    assert "docs/guides/pull-requests.md" in error.next_step
    assert "scope `api`" in told(faulted(403, forge="GitLab")).next_step


def test_a_locked_conversation_is_not_about_the_token() -> None:
    error = told(faulted(403, {"message": "Unable to create comment because issue is locked."}))

    assert error.exit is Exit.FAILED


def test_a_commit_that_is_not_known_is_gone() -> None:
    assert isinstance(faulted(422, {"message": "No commit found for SHA: ab"}), GoneError)


def test_what_a_forge_says_is_one_clean_line() -> None:
    error = told(faulted(422, {"message": "a\n::error::b \x1b[31m" + "x" * 900}))

    assert "\n" not in error.what
    assert "\x1b" not in error.what
    assert len(error.what) < 300
