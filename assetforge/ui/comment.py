"""A comment on a pull request, and what is told of what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.text import one_line
from assetforge.report.comment_marker import encode_marker
from assetforge.ui.approval import approval_table
from assetforge.ui.diff_markdown import LIMIT, diff_markdown
from assetforge.ui.machine import credits_table, document
from assetforge.ui.quantity import counted

if TYPE_CHECKING:
    from assetforge.core.values import Table
    from assetforge.report.comment_marker import Marker
    from assetforge.report.commenting import Posted, Wish
    from assetforge.report.diff_model import Diff

USUAL_TAG: Final = "default"
UNVERIFIED: Final = (
    "Figures as the pull request's own run reports them; not verified. "
    "Run `assetforge diff` before approving."
)
_DONE: Final = {"create": "created", "update": "updated", "nothing": "left"}


def comment_body(diff: Diff, marker: Marker, *, is_updated: bool, is_verified: bool = True) -> str:
    """Write a comment in at most `LIMIT` characters: the hidden line, the diff, how it goes on.

    What nobody has verified says so above its figures, and shows no digest to agree to.
    """
    head = encode_marker(marker) if is_verified else f"{encode_marker(marker)}\n{UNVERIFIED}\n"
    foot = _foot(marker, is_updated=is_updated)
    room = LIMIT - len(head) - len(foot) - 2
    return f"{head}\n{diff_markdown(diff, limit=room, has_digest=is_verified)}{foot}"


def _foot(marker: Marker, *, is_updated: bool) -> str:
    parts = (
        "" if marker.tag == USUAL_TAG else f"Tag `{marker.tag}`.",
        "This comment follows the request: the next run updates it." if is_updated else "",
    )
    told = " ".join(filter(None, parts))
    return f"\n{told}\n" if told else ""


def show_posted(posted: Posted) -> str:
    """Say what became of the comments on a request."""
    moves, at = posted.moves, f": {posted.url}" if posted.url else ""
    told = {
        "create": f"Wrote a comment{at}", "update": f"Updated the comment{at}",
        "nothing": f"Wrote nothing, since {moves.why}{at}",
    }[moves.writes]  # fmt: skip
    away = [
        f"{word} {counted(len(found), 'older comment')}"
        for word, found in (("hid", moves.hides), ("deleted", moves.deletes)) if found
    ]  # fmt: skip
    return one_line("; ".join([told, *away]))


def comment_document(wish: Wish, diff: Diff, posted: Posted) -> Table:
    """Write for programs what was written, where, and what it says."""
    moves, marker = posted.moves, wish.marker
    return document("comment", {
        "action": _DONE[moves.writes],
        "why": moves.why or None,
        "url": posted.url or None,
        "hidden": [each.url for each in moves.hides],
        "deleted": [each.url for each in moves.deletes],
        "tag": marker.tag,
        "verified": wish.is_verified,
        **approval_table(diff.approval),
        "plan_digest": marker.plan,
        "valid_at": marker.validity.at,
        "changes": diff.has_changes,
        "credits_to_pay": credits_table(diff.spend),
        "body": wish.body,
    })  # fmt: skip
