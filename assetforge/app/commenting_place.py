"""Where a comment belongs, and how new what it says is: what the CI service says of this run.

    GitHub   GITHUB_REPOSITORY, and of the event
             pull_request…   its number; valid at the time that the event gives
             issue_comment   the number that was commented on; valid at the time of that comment
             workflow_run    the number that GitHub lists, else a head to look for; valid at the
                             time of the run that it followed
             others          `--pr`; valid at the last push that the event tells of, else at
                             the date of the commit
    GitLab   the project that the merge request leads into, CI_MERGE_REQUEST_IID; valid at the
             time that the pipeline was made

Nothing of this is read from the project or from what another job wrote: those are anybody's. A run
that is repeated keeps its time and its number, so an old one does not become new by that: a clock
counts only where no service runs this.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Literal

from assetforge.adapters.github_requests import Head, OpenRequest, bases_of
from assetforge.core.errors import AssetforgeError, UsageError
from assetforge.core.values import is_array, is_table
from assetforge.report.comment_marker import Validity, is_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assetforge.report.diff_model import Base

# Owners of GitHub Enterprise Managed Users have `_`; `.github` is a name, `.` and `..` are none.
REPOSITORY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}/(?!\.{1,2}\Z)[A-Za-z0-9_.-]{1,100}")
_COMMIT: Final = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
_MOST_DIGITS: Final = 18  # of a number that a service gives
_RUNS: Final = ("GITHUB_RUN_ID", "CI_PIPELINE_ID")
# When what a run speaks of came in, the surest first; of a push the time of the service, and not
# that of its commits, which their author writes.
_EVENT_TIMES: Final = (
    ("pull_request", "updated_at"), ("comment", "created_at"), ("repository", "pushed_at"),
)  # fmt: skip
_NOT_KNOWN: Final = "1970-01-01T00:00:00Z"  # older than every comment whose time is known
_LAST_SECOND: Final = 253_402_300_799  # of the year 9999
_GITLAB_RUN: Final = ("CI_PIPELINE_CREATED_AT", "CI_PIPELINE_ID", "CI_JOB_ID")


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentPlace:
    """A request of a forge; with neither number nor head there is none here."""

    forge: Literal["github", "gitlab"]
    project: str  # `owner/name` of GitHub, the number of GitLab; empty: not known
    number: int | None
    head: Head | None = None  # by which the number can be looked for
    commit: str = ""  # that the request was at when this run began; empty: not known
    page: str = ""  # of the request, for people


def comment_place(
    environ: Mapping[str, str], event: Mapping[str, object], number: int | None,
    base: Base | None = None,
) -> CommentPlace:  # fmt: skip
    """Find the request to comment on; a `number` that somebody typed comes first.

    `base` is what was compared with. It chooses only among those that GitHub lists for this run.

    Raises:
        AssetforgeError: GitHub lists several for this run.
    """
    if _is_gitlab(environ):
        return _gitlab(environ, number)
    project = environ.get("GITHUB_REPOSITORY", "")
    found = project if REPOSITORY.fullmatch(project) else ""
    run = event.get("workflow_run")
    if number is not None:
        return CommentPlace(forge="github", project=found, number=number)
    if environ.get("GITHUB_EVENT_NAME") == "workflow_run" and is_table(run):
        head, one = _head(run), chosen_request(tuple(_listed(run, event)), base)
        commit = head.commit if head else ""
        return CommentPlace(forge="github", project=found, number=one, head=head, commit=commit)
    commit = _commit(_inner(event, "pull_request", "head", "sha"))
    return CommentPlace(forge="github", project=found, number=_number(event), commit=commit)


def run_validity(
    environ: Mapping[str, str], event: Mapping[str, object], now: float,
    committed: float | None = None,
) -> Validity:  # fmt: skip
    """Say how new this run is; times are in seconds since 1970.

    `committed` is the date of the commit, for a run whose service does not tell when what it speaks
    of came in. Where that is not known either, only the number of the run counts. `now` counts
    where there is no such run.
    """
    otherwise = _otherwise(environ, now, committed)
    if _is_gitlab(environ):
        made, pipeline, job = (environ.get(name) for name in _GITLAB_RUN)
        return Validity(at=_date(made) or otherwise, run=_whole(pipeline), attempt=_whole(job))
    run = event.get("workflow_run")
    if environ.get("GITHUB_EVENT_NAME") == "workflow_run" and is_table(run):
        return Validity(
            at=_date(run.get("created_at")) or otherwise, run=_whole(run.get("id")),
            attempt=_whole(run.get("run_attempt")),
        )  # fmt: skip
    dates = (_date(_inner(event, *path)) for path in _EVENT_TIMES)
    return Validity(
        at=next(filter(None, dates), otherwise), run=_whole(environ.get("GITHUB_RUN_ID")),
        attempt=_whole(environ.get("GITHUB_RUN_ATTEMPT")),
    )  # fmt: skip


def in_service(environ: Mapping[str, str]) -> bool:
    """Say whether this is a numbered run of a CI service, which may be repeated at any time."""
    return any(environ.get(name) for name in _RUNS)


def chosen_request(requests: Sequence[OpenRequest], base: Base | None) -> int | None:
    """Choose among several the request whose base was compared with; None: there is none.

    Raises:
        AssetforgeError: that does not tell them apart.
    """
    numbers = {each.number for each in requests}
    if len(numbers) > 1:
        name = "" if base is None else base.name
        found = {each.number for each in requests if name in each.bases}
        if len(found) != 1:
            raise _several_requests(sorted(numbers))
        numbers = found
    return next(iter(numbers), None)


def require_place(place: CommentPlace) -> None:
    """Make sure that it is known where to comment.

    Raises:
        UsageError: it is not.
    """
    if not place.project:
        raise _no_repository()
    if place.number is None and place.head is None:
        raise _no_request()


def _is_gitlab(environ: Mapping[str, str]) -> bool:
    is_github = bool(environ.get("GITHUB_REPOSITORY") or environ.get("GITHUB_ACTIONS"))
    return not is_github and bool(environ.get("GITLAB_CI") or environ.get("CI_API_V4_URL"))


def _gitlab(environ: Mapping[str, str], number: int | None) -> CommentPlace:
    project = environ.get("CI_MERGE_REQUEST_PROJECT_ID") or environ.get("CI_PROJECT_ID", "")
    found = number or _whole(environ.get("CI_MERGE_REQUEST_IID")) or None
    home = environ.get("CI_MERGE_REQUEST_PROJECT_URL") or environ.get("CI_PROJECT_URL", "")
    of_merged = environ.get("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA")  # set in such pipelines alone
    commit = "" if number else _commit(of_merged or environ.get("CI_COMMIT_SHA"))
    return CommentPlace(
        forge="gitlab", project=project if _whole(project) else "", number=found, commit=commit,
        page=f"{home}/-/merge_requests/{found}" if home and found else "",
    )  # fmt: skip


def _number(event: Mapping[str, object]) -> int | None:
    """Find the number of the pull request that an event is of."""
    for name in ("pull_request", "issue"):
        found = event.get(name)
        if is_table(found) and (name == "pull_request" or is_table(found.get("pull_request"))):
            return _whole(found.get("number")) or None
    return None


def _listed(run: Mapping[str, object], event: Mapping[str, object]) -> Iterator[OpenRequest]:
    """List the pull requests that GitHub names for a run, whose head is the run's own commit."""
    requests, commit = run.get("pull_requests"), run.get("head_sha")
    here = _inner(event, "repository", "id")
    for each in requests if is_array(requests) else ():
        if is_table(each) and _inner(each, "head", "sha") == commit:
            number = _whole(each.get("number"))
            if number and _inner(each, "base", "repo", "id") == here:
                yield OpenRequest(number=number, bases=bases_of(each))


def _head(run: Mapping[str, object]) -> Head | None:
    commit, branch = str(run.get("head_sha") or ""), run.get("head_branch")
    repository = str(_inner(run, "head_repository", "full_name") or "")
    if not _commit(commit) or not REPOSITORY.fullmatch(repository):
        return None
    return Head(commit=commit, repository=repository, branch=str(branch or ""))


def _commit(value: object) -> str:
    return value if isinstance(value, str) and _COMMIT.fullmatch(value) else ""


def _inner(table: object, *path: str) -> object:
    for name in path:
        table = table.get(name) if is_table(table) else None
    return table


def _whole(value: object) -> int:
    """Read a number that a service gave, from 1 up; 0 where it is none."""
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    is_number = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return int(text) if is_number else 0


def _otherwise(environ: Mapping[str, str], now: float, committed: float | None) -> str:
    """Take the date of the commit; one that lies ahead is not believed, or it would last."""
    if not in_service(environ):
        return _written(now)
    return _NOT_KNOWN if committed is None or committed > now else _written(committed)


def _date(value: object) -> str:
    """Read a time as services write it: a text, or seconds since 1970; empty where it is none."""
    if isinstance(value, str):
        return value if is_date(value) else ""
    seconds = _whole(value)
    return _written(seconds) if 0 < seconds <= _LAST_SECOND else ""


def _written(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _several_requests(numbers: list[int]) -> AssetforgeError:
    told = ", ".join(f"#{number}" for number in numbers)
    return AssetforgeError(
        f"GitHub lists several pull requests for this run: {told}",
        next_step="Name the one that is meant with `--pr N`, or compare with its base: the branch, "
        "or the commit that it is at.",
    )


def _no_repository() -> UsageError:
    return UsageError(
        "it is not known which repository to comment in",
        next_step="Run it in CI, or set GITHUB_REPOSITORY to `owner/name`; `--dry-run` prints the "
        "comment anywhere.",
    )


def _no_request() -> UsageError:
    return UsageError(
        "this run is for no pull request",
        next_step="Name one with `--pr N`, or run it for an event of a pull request.",
    )
