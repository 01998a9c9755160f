"""Commenting: one comment on a request says what its change costs, and follows it.

    this tree, or --from FILE ─▶ Diff ─▶ Wish: marker and body ─┐
                                                               ├─ decide ─▶ write, hide, delete
    forge: whose token, all comments ───────────────────────────┘

A run that is late begins no comment: where the newer one had nothing to tell, nobody would correct
it. Looking, deciding and writing are one round; who has created a comment looks once more, since
another run may have done so meanwhile. After an answer that was lost, or where the forge asks
to wait, the whole round is played again: it sees what the one before it left, and a comment of this
very run is updated, so nothing is written twice.
"""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol

from assetforge.adapters.clock import SystemClock
from assetforge.adapters.diff_file import no_diff_file, read_diff_file
from assetforge.adapters.event import read_event
from assetforge.adapters.forge_fault import GoneError, TryAgainError
from assetforge.adapters.git_date import commit_seconds
from assetforge.adapters.github_requests import open_requests
from assetforge.app.commenting_forge import open_forge
from assetforge.app.commenting_place import (
    chosen_request,
    comment_place,
    in_service,
    require_place,
    run_validity,
)
from assetforge.app.diffing import Compared, compare_project
from assetforge.app.leaving import leaving
from assetforge.app.memo import read_memo
from assetforge.app.network import require_network
from assetforge.app.project import find_manifest, project_at
from assetforge.app.reading import read_project
from assetforge.core.errors import AssetforgeError, UsageError
from assetforge.core.text import one_line
from assetforge.manifest.budget import NO_BUDGET
from assetforge.report.commenting import Moves, Posted, decide, settle
from assetforge.report.diff_document import parse_diff
from assetforge.report.diff_row import DocumentError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetforge.app.commenting_forge import OpenForge
    from assetforge.app.commenting_place import CommentPlace
    from assetforge.manifest.budget import Budget
    from assetforge.report.comment_marker import Validity
    from assetforge.report.commenting import Comment, Wish

ROUNDS: Final = 4
MOST_WAIT: Final = 60.0  # seconds for one pause; a runner costs money while it waits
DRY: Final = "this is a dry run"
LATE: Final = "the request is at another commit by now, and that one's run tells of it"
CLOSED: Final = "no open pull request has the commit of this run as its head any more"


class Forge(Protocol):
    """The comments on one request."""

    @property
    def can_hide(self) -> bool:
        """Whether comments can be hidden there."""
        ...

    async def author(self) -> str:
        """Name whose token it is, as comments name who wrote them."""
        ...

    async def comments(self) -> Sequence[Comment]:
        """List every comment."""
        ...

    async def head(self) -> str:
        """Name the commit that the request is at."""
        ...

    async def create(self, body: str) -> str:
        """Write a comment; return its address."""
        ...

    async def update(self, comment: Comment, body: str) -> str:
        """Write a comment anew; return its address."""
        ...

    async def hide(self, comments: Sequence[Comment]) -> None:
        """Hide comments as outdated."""
        ...

    async def delete(self, comment: Comment) -> None:
        """Delete a comment."""
        ...


def compared_here(manifest: str | None, base: str | None) -> Compared:
    """Compare this tree with a commit; raises as `compare_project`."""
    return compare_project(project_at(find_manifest(manifest), is_draft=False), base)


def compared_elsewhere(path: str, manifest: str | None) -> Compared:
    """Read what another job found, which is anybody's word; the budget is that of this tree.

    Raises:
        UsageError: the file is no diff.
        InvalidError: there is a manifest here, and it is invalid.
    """
    try:
        diff = parse_diff(read_diff_file(path))
    except DocumentError as error:
        raise no_diff_file(path, str(error)) from error
    return Compared(diff=diff, budgets=(_budget_here(manifest),))


def validity_here() -> Validity:
    """Say how new this run is."""
    now = SystemClock().date()
    committed = commit_seconds(".", "HEAD") if in_service(os.environ) else None
    return run_validity(os.environ, _event(), now, committed)


def post_comment(wish: Wish, number: int | None) -> Posted:
    """Have the comment stand on the request of this run, or on the one with a number.

    Raises:
        CredentialsError: there is no token, or it may not do that.
        UnavailableError: the forge does not answer, also after some waiting.
        AssetforgeError: the comment is refused, or it is not clear where it belongs.
    """
    require_network("`comment`")
    place = comment_place(os.environ, _event(), number, wish.base)
    require_place(place)
    return asyncio.run(_posted(replace(wish, body=leaving(wish.body)), place))


def _event() -> Mapping[str, object]:
    return read_event(os.environ.get("GITHUB_EVENT_PATH", "")) or {}


def _budget_here(manifest: str | None) -> Budget:
    try:
        project = project_at(find_manifest(manifest), is_draft=False)
    except UsageError:
        if manifest is not None:
            raise
        return NO_BUDGET  # a job that only comments needs no checkout
    return read_project(project, read_memo(project)).manifest.budget


async def _posted(wish: Wish, place: CommentPlace) -> Posted:
    opened = open_forge(place)
    try:
        return await _in_rounds(wish, place, opened)
    finally:
        await opened.wire.close()


async def _in_rounds(wish: Wish, place: CommentPlace, opened: OpenForge) -> Posted:
    clock = SystemClock()
    for number in range(ROUNDS):
        try:
            return await _round(wish, place, opened)
        except GoneError as error:
            last, seconds = error.told, 0.0
            if number:  # a comment may be gone between looking and writing, but not each time
                raise last from None
        except TryAgainError as error:
            last = error.told
            seconds = opened.pause * 2**number if error.seconds is None else error.seconds
        if number == ROUNDS - 1 or seconds > MOST_WAIT:
            raise last
        await clock.sleep(seconds)
    message = "every round returns or raises. This is a bug in assetforge."
    raise AssertionError(message)


async def _round(wish: Wish, place: CommentPlace, opened: OpenForge) -> Posted:
    number = await _number(wish, place, opened)
    if number is None:
        return Posted(moves=Moves(writes="nothing", why=CLOSED))
    forge: Forge = opened.at(number)
    if wish.behavior == "hide-and-new" and not forge.can_hide:
        raise _cannot_hide()
    author = await forge.author()
    moves = decide(wish, author, await forge.comments())
    if moves.writes == "create" and place.commit and await forge.head() != place.commit:
        return Posted(moves=Moves(writes="nothing", why=LATE))
    url = await _written(forge, moves, wish.body)
    try:
        if moves.writes == "create":
            moves = settle(wish, author, await forge.comments())
        await _put_away(forge, moves)
    except TryAgainError as error:
        raise TryAgainError(_left(error.told, url), error.seconds) from None
    except AssetforgeError as error:
        raise _left(error, url) from error
    return Posted(moves=moves, url=moves.at.url if moves.writes == "nothing" and moves.at else url)


async def _number(wish: Wish, place: CommentPlace, opened: OpenForge) -> int | None:
    """Find the number of the request; None where it is closed, or has another head by now."""
    if place.number is not None or place.head is None:
        return place.number
    found = await open_requests(opened.wire, place.project, place.head)
    return chosen_request(found, wish.base)


async def _written(forge: Forge, moves: Moves, body: str) -> str:
    """Write what is new, before anything is put away: if that fails, nothing is lost."""
    if moves.writes == "create":
        return await forge.create(body)
    if moves.writes == "update" and moves.at is not None:
        return await forge.update(moves.at, body)
    return "" if moves.at is None else moves.at.url


async def _put_away(forge: Forge, moves: Moves) -> None:
    if moves.hides:
        await forge.hide(moves.hides)
    for comment in moves.deletes:
        await forge.delete(comment)


def _left(error: AssetforgeError, url: str) -> AssetforgeError:
    """Say that the comment stands, and that others of ours may still be shown beside it."""
    at = f" at {one_line(url, 200)}" if url else ""
    return type(error)(
        f"the new comment stands{at}, but older ones of ours could not be put away: {error.what}",
        next_step=error.next_step,
    )


def _cannot_hide() -> UsageError:
    return UsageError(
        "GitLab hides no notes, so `--behavior hide-and-new` does not work there",
        next_step="Take `update` or `delete-and-new`.",
    )
