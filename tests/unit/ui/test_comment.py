from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.credits import Credits
from assetforge.report.comment_marker import Marker, Validity, decode_marker
from assetforge.report.commenting import NEWER, Comment, Moves, Posted, Wish
from assetforge.ui.comment import UNVERIFIED, comment_body, comment_document, show_posted
from assetforge.ui.diff_markdown import LIMIT
from assetforge.ui.machine import to_json
from tests.documents import document_errors
from tests.markdown import shape
from tests.unit.ui.diffs import ABOUT, ATTACKS, EVERYTHING, HERO, NOTHING, hostile

if TYPE_CHECKING:
    from assetforge.report.diff_model import Diff

MARKER = Marker(
    tag="default", plan=ABOUT.digest, validity=Validity(at="2026-11-20T12:00:00Z", run=5)
)
HARMLESS = shape(comment_body(hostile("harmless"), MARKER, is_updated=True))
COMMENT = Comment(id=1, author="us", body="", url="https://forge.example/7#1")
MOST_ASSETS = 2_000


def body(diff: Diff, tag: str = "default") -> str:
    return comment_body(diff, replace(MARKER, tag=tag), is_updated=True)


def many(count: int) -> Diff:
    """Make a diff of many assets with long prompts, each at 10 credits."""
    ten = Credits.exactly(10)
    assets = tuple(
        replace(HERO, address=f"asset-{number:04}", spend=ten, cause=f"asset-{number:04}")
        for number in range(count)
    )
    return replace(EVERYTHING, assets=assets, causes=(), spend={"letzai": ten.times(count)})


def test_a_comment_begins_with_its_marker_and_goes_on_with_the_answer() -> None:
    written = body(EVERYTHING)

    assert decode_marker(written) == MARKER
    assert written.splitlines()[1].startswith("#### assetforge: unknown letta credits (1 asset)")
    assert written.endswith("the next run updates it.\n")


def test_where_nothing_changes_any_more_it_says_so() -> None:
    assert body(NOTHING).splitlines()[1] == "#### assetforge: no changes, nothing to pay"


def test_another_tag_is_shown_and_what_stays_promises_nothing() -> None:
    assert "Tag `shop`." in body(NOTHING, tag="shop")
    assert "updates it" not in comment_body(NOTHING, MARKER, is_updated=False)


def test_the_largest_plan_stays_under_the_limit_with_right_totals() -> None:
    written = body(many(MOST_ASSETS))

    assert len(written) <= LIMIT
    assert "+20,000 letzai credits (2,000 assets)" in written.splitlines()[1]
    assert "more assets, left out here" in written
    assert f"Plan digest: `{ABOUT.digest}`" in written
    assert written.endswith("the next run updates it.\n")


def test_what_nobody_has_verified_says_so_and_shows_no_digest() -> None:
    written = comment_body(EVERYTHING, MARKER, is_updated=True, is_verified=False)

    assert decode_marker(written) == MARKER
    assert written.splitlines()[1] == UNVERIFIED
    assert ABOUT.digest not in written.partition("\n")[2]
    assert ABOUT.digest in body(EVERYTHING).partition("\n")[2]


def test_sums_of_many_providers_stay_under_the_limit() -> None:
    sums = {f"provider{number:04}": Credits.between(0, 10**11) for number in range(3_000)}
    worst = replace(EVERYTHING, spend=sums, before=sums, after=sums, base_spend=sums)

    assert len(body(worst)) <= LIMIT


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_changes_what_stands_around_it(attack: str) -> None:
    written = body(hostile(attack))

    assert shape(written) == HARMLESS
    assert decode_marker(written) == MARKER
    assert not [line for line in written.splitlines() if line.startswith("/")]


@pytest.mark.parametrize(
    ("posted", "told"),
    [
        (Posted(moves=Moves(writes="create"), url="https://x/1"), "Wrote a comment: https://x/1"),
        (Posted(moves=Moves(writes="update", at=COMMENT)), "Updated the comment"),
        (Posted(moves=Moves(writes="nothing", why=NEWER)), f"Wrote nothing, since {NEWER}"),
        (
            Posted(moves=Moves(writes="create", hides=(COMMENT,), deletes=(COMMENT,) * 2)),
            "Wrote a comment; hid 1 older comment; deleted 2 older comments",
        ),
        (Posted(moves=Moves(writes="create"), url="x\x1b[2J\ny"), "Wrote a comment: x\\x1b[2J y"),
    ],
)
def test_what_was_done_is_told_in_a_line(posted: Posted, told: str) -> None:
    assert show_posted(posted) == told


@pytest.mark.parametrize(
    ("moves", "action"),
    [
        (Moves(writes="create", hides=(COMMENT,)), "created"),
        (Moves(writes="update", at=COMMENT), "updated"),
        (Moves(writes="nothing", why=NEWER), "left"),
    ],
)
def test_programs_are_told_as_well(moves: Moves, action: str) -> None:
    wish = Wish(marker=MARKER, body="text", is_verified=False)

    document = json.loads(to_json(comment_document(wish, EVERYTHING, Posted(moves=moves))))

    assert document_errors(document) == []
    assert (document["action"], document["body"], document["tag"]) == (action, "text", "default")
    assert document["credits_to_pay"]["letta"]["high"] is None
    assert document["verified"] is False
    assert document["hidden"] == [each.url for each in moves.hides]
