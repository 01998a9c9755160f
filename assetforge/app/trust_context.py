"""Whose files are these? What a CI service says of the event that it runs for.

    GitHub   pull_request_target · workflow_run · issue_comment   anybody's words, our own keys
             pull_request…   from this repository                 ours
                             from another, or it cannot be seen   anybody's
             any other event                                      ours
    GitLab   a merge request, or an external pull request         as a pull request
             anything else                                        ours
    others                                                        ours, unless somebody says not

Both are asked, whichever service this is, and one of them in doubt is enough. Nothing of this is
read from a project, which could then switch it off. Facts: GitHub's documents on events and default
variables, GitLab's on predefined CI/CD variables, both of 2026.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.values import is_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_ANYBODYS: Final = frozenset({"pull_request_target", "workflow_run", "issue_comment"})
_UNSEEN: Final = "it cannot be seen whether this {what} comes from a fork"
_FORK: Final = "this {what} comes from another project, a fork"
# Event of the pipeline, a variable that only it has, where the change is from, and where it goes.
_GITLAB: Final = (
    ("merge_request_event", "CI_MERGE_REQUEST_IID", "merge request",
     "CI_MERGE_REQUEST_SOURCE_PROJECT_ID", "CI_MERGE_REQUEST_PROJECT_ID"),
    ("external_pull_request_event", "CI_EXTERNAL_PULL_REQUEST_IID", "pull request",
     "CI_EXTERNAL_PULL_REQUEST_SOURCE_REPOSITORY", "CI_EXTERNAL_PULL_REQUEST_TARGET_REPOSITORY"),
)  # fmt: skip


def doubt_about(
    environ: Mapping[str, str], read: Callable[[str], Mapping[str, object] | None]
) -> str:
    """Say why the files here may be anybody's; empty where they are the project's own.

    `read` reads the event from the file of a path, and returns None where it cannot.
    """
    return _on_github(environ, read) or _on_gitlab(environ)


def _on_github(
    environ: Mapping[str, str], read: Callable[[str], Mapping[str, object] | None]
) -> str:
    name = environ.get("GITHUB_EVENT_NAME", "")
    if name in _ANYBODYS:
        return f"`{name}` runs with this repository's keys on what anybody may have written"
    if not name.startswith("pull_request"):
        return ""
    event = read(environ.get("GITHUB_EVENT_PATH", "")) or {}
    request = event.get("pull_request")
    if not is_table(request):
        return _UNSEEN.format(what="pull request")
    head, base = _repository(request.get("head")), _repository(request.get("base"))
    if head is None or base is None:  # a fork that was deleted is None, too
        return _UNSEEN.format(what="pull request")
    return "" if head == base else _FORK.format(what="pull request")


def _repository(side: object) -> tuple[int, str] | None:
    """Name a repository by number and full name; None where one of them is missing."""
    found = side.get("repo") if is_table(side) else None
    if not is_table(found):
        return None
    number, name = found.get("id"), found.get("full_name")
    if isinstance(number, bool) or not isinstance(number, int):
        return None
    return (number, name) if isinstance(name, str) and name else None


def _on_gitlab(environ: Mapping[str, str]) -> str:
    for event, mark, what, source, target in _GITLAB:
        if environ.get("CI_PIPELINE_SOURCE") == event or environ.get(mark):
            ends = environ.get(source), environ.get(target)
            if not all(ends):
                return _UNSEEN.format(what=what)
            return "" if ends[0] == ends[1] else _FORK.format(what=what)
    return ""
