"""What becomes of the comments on a request, as a table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assetforge.core.digest import digest_bytes
from assetforge.report.comment_marker import Marker, Validity, encode_marker
from assetforge.report.commenting import (
    BEHAVIORS,
    IDLE,
    NEWER,
    SAME,
    Behavior,
    Comment,
    Moves,
    Wish,
    decide,
    settle,
)

US, STRANGER = "github-actions[bot]", "mallory"
MARKER = Marker(
    tag="default", plan=digest_bytes(b"plan"),
    validity=Validity(at="2026-11-20T12:00:00Z", run=5, attempt=1),
)  # fmt: skip


def body(hour: int, text: str = "text", tag: str = "default") -> str:
    validity = Validity(at=f"2026-11-20T{hour:02}:00:00Z", run=5, attempt=1)
    return f"{encode_marker(replace(MARKER, validity=validity, tag=tag))}\n{text}"


def comment(number: int, hour: int, author: str = US, tag: str = "default") -> Comment:
    return Comment(id=number, author=author, body=body(hour, "before", tag))


def wish(behavior: Behavior = "update", *, is_worth: bool = True) -> Wish:
    return Wish(marker=MARKER, body=body(12), behavior=behavior, is_worth=is_worth)


OLD, LATEST, NEW = comment(1, 9), comment(2, 11), comment(3, 13)
FOREIGN = (
    comment(4, 11, STRANGER), comment(5, 13, STRANGER), comment(6, 13, tag="shop"),
    Comment(id=7, author=US, body="a remark of another tool"),
)  # fmt: skip


AWAY: dict[Behavior, Moves] = {
    "update": Moves(writes="nothing", deletes=(OLD,)), "new": Moves(writes="nothing"),
    "hide-and-new": Moves(writes="nothing", hides=(OLD,)),
    "delete-and-new": Moves(writes="nothing", deletes=(OLD,)),
}  # fmt: skip


def check(given: Wish, comments: tuple[Comment, ...], expected: Moves) -> None:
    assert decide(given, US, (*FOREIGN, *comments)) == expected


@pytest.mark.parametrize("behavior", BEHAVIORS)
def test_where_none_is_ours_one_is_written(behavior: Behavior) -> None:
    check(wish(behavior), (), Moves(writes="create"))


@pytest.mark.parametrize("behavior", BEHAVIORS)
def test_where_there_is_nothing_to_tell_none_begins(behavior: Behavior) -> None:
    check(wish(behavior, is_worth=False), (), Moves(writes="nothing", why=IDLE))


@pytest.mark.parametrize("behavior", BEHAVIORS)
def test_where_there_is_nothing_to_tell_any_more_an_old_price_goes(behavior: Behavior) -> None:
    expected = replace(AWAY[behavior], writes="update", at=LATEST)

    check(wish(behavior, is_worth=False), (OLD, LATEST), expected)


@pytest.mark.parametrize("behavior", BEHAVIORS)
@pytest.mark.parametrize("is_worth", [True, False])
def test_a_newer_run_has_the_last_word(behavior: Behavior, *, is_worth: bool) -> None:
    expected = Moves(writes="nothing", at=NEW, why=NEWER)

    check(wish(behavior, is_worth=is_worth), (NEW, OLD, LATEST), expected)


@pytest.mark.parametrize(
    ("behavior", "expected"),
    [
        ("update", Moves(writes="update", at=LATEST, deletes=(OLD,))),
        ("new", Moves(writes="create")),
        ("hide-and-new", Moves(writes="create", hides=(OLD, LATEST))),
        ("delete-and-new", Moves(writes="create", deletes=(OLD, LATEST))),
    ],
)
def test_older_ones_are_treated_as_asked_for(behavior: Behavior, expected: Moves) -> None:
    check(wish(behavior), (LATEST, OLD), expected)


@pytest.mark.parametrize("behavior", BEHAVIORS)
def test_a_run_that_repeats_writes_no_second_one(behavior: Behavior) -> None:
    own = comment(8, 12)

    check(wish(behavior), (OLD, own), replace(AWAY[behavior], writes="update", at=own))


def test_what_is_said_already_is_not_written_again() -> None:
    same = Comment(id=8, author=US, body=body(12).replace("\n", "\r\n") + "\r\n")

    check(wish(), (OLD, same), Moves(writes="nothing", at=same, why=SAME, deletes=(OLD,)))


def test_of_two_of_one_run_the_later_one_is_kept() -> None:
    one, other = comment(8, 12), comment(9, 12)

    check(wish("delete-and-new"), (other, one), Moves(writes="update", at=other, deletes=(one,)))


@pytest.mark.parametrize("behavior", BEHAVIORS)
def test_what_was_created_goes_where_a_newer_one_came_meanwhile(behavior: Behavior) -> None:
    own = comment(8, 12)

    moves = settle(wish(behavior), US, (*FOREIGN, OLD, own, NEW))

    assert moves == Moves(writes="nothing", at=NEW, why=NEWER, deletes=(own,))


@pytest.mark.parametrize("behavior", BEHAVIORS)
def test_what_was_created_puts_older_ones_away_that_came_meanwhile(behavior: Behavior) -> None:
    own = comment(8, 12)

    moves = settle(wish(behavior), US, (*FOREIGN, own, OLD))

    assert moves == replace(AWAY[behavior], writes="create")
    assert settle(wish(behavior), US, (OLD,)) == moves  # a list may lag behind
