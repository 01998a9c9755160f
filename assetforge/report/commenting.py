"""What becomes of the comments on a request, decided from those that are there.

    a newer run has written ───────────────▶ nothing
    none of ours   ── worth telling ───────▶ create, unless the request is at another commit by now
                   └─ not ─────────────────▶ nothing
    one of ours    ── not worth telling ───▶ update it, so that no old price stays
                   ├─ of this very run ────▶ update it: a run that repeats writes no second one
                   ├─ update ──────────────▶ update the newest, then delete the others
                   ├─ new ─────────────────▶ create
                   ├─ hide-and-new ────────▶ create, then hide the others
                   └─ delete-and-new ──────▶ create, then delete the others

    created ── a newer one is there now ───▶ delete the one that was created
            └─ none is ────────────────────▶ put the others away: two runs may have looked at once

Ours is what the token's own author wrote with our marker and this tag. Anybody can write a marker.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from assetforge.report.comment_marker import decode_marker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assetforge.report.comment_marker import Marker, Validity
    from assetforge.report.diff_model import Base

Behavior: TypeAlias = Literal["update", "new", "hide-and-new", "delete-and-new"]
BEHAVIORS: Final[tuple[Behavior, ...]] = ("update", "new", "hide-and-new", "delete-and-new")
NEWER: Final = "a newer run has written its comment already"
IDLE: Final = "there is nothing to tell, and no comment to correct"
SAME: Final = "the comment says so already"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment that is there, of whoever."""

    id: int
    author: str  # as the service names who wrote it
    body: str  # anybody's text
    url: str = ""
    node: str = ""  # another name of it, where the service has one


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The comment that this run would have stand there."""

    marker: Marker
    body: str
    behavior: Behavior = "update"
    is_worth: bool = True  # whether a comment is written where there is none
    base: Base | None = None  # what was compared with
    is_verified: bool = True  # whether this run worked out itself what it says


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """What to do: write first, then put the others away."""

    writes: Literal["create", "update", "nothing"]
    at: Comment | None = None  # the one to update, or why nothing is written
    why: str = ""  # nothing is written
    hides: tuple[Comment, ...] = ()
    deletes: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """What was done, and where the comment stands now."""

    moves: Moves
    url: str = ""


def decide(wish: Wish, author: str, comments: Iterable[Comment]) -> Moves:
    """Decide what becomes of the comments on a request; the token is of `author`."""
    ours = sorted(_ours(wish, author, comments), key=lambda pair: (pair[0], pair[1].id))
    if not ours:
        return Moves(writes="create") if wish.is_worth else Moves(writes="nothing", why=IDLE)
    validity, latest = ours[-1]
    known = wish.marker.validity
    if validity > known:
        return Moves(writes="nothing", at=latest, why=NEWER)
    others = tuple(comment for _, comment in ours[:-1])
    if not wish.is_worth or wish.behavior == "update" or validity == known:
        return _update(wish, latest, _put_away(wish, others))
    away = _put_away(wish, (*others, latest))
    return Moves(writes="create", hides=away.hides, deletes=away.deletes)


def settle(wish: Wish, author: str, comments: Iterable[Comment]) -> Moves:
    """Decide once more after a comment was created, from those that are there now."""
    ours = sorted(_ours(wish, author, comments), key=lambda pair: (pair[0], pair[1].id))
    known = wish.marker.validity
    own = tuple(comment for validity, comment in ours if validity == known)
    if ours and ours[-1][0] > known:
        return Moves(writes="nothing", at=ours[-1][1], why=NEWER, deletes=own)
    older = tuple(comment for validity, comment in ours if validity < known)
    return replace(_put_away(wish, (*older, *own[:-1])), writes="create")


def _ours(
    wish: Wish, author: str, comments: Iterable[Comment]
) -> Iterator[tuple[Validity, Comment]]:
    for comment in comments:
        marker = decode_marker(comment.body) if comment.author == author else None
        if marker is not None and marker.tag == wish.marker.tag:
            yield marker.validity, comment


def _update(wish: Wish, latest: Comment, away: Moves) -> Moves:
    if _lines(latest.body) == _lines(wish.body):
        return replace(away, at=latest, why=SAME)
    return replace(away, writes="update", at=latest)


def _put_away(wish: Wish, others: tuple[Comment, ...]) -> Moves:
    return Moves(
        writes="nothing",
        hides=others if wish.behavior == "hide-and-new" else (),
        deletes=others if wish.behavior in {"update", "delete-and-new"} else (),
    )


def _lines(body: str) -> list[str]:
    """Split a body as it counts: a service may write other line ends, or drop those at its end."""
    return body.rstrip().splitlines()
