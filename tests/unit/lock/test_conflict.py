"""Marks of a merge: every style that git writes, and marks that do not go together."""

from __future__ import annotations

import pytest

from assetforge.lock.conflict import BrokenConflictError, Sides, has_marks, take_apart, whole_side

PLAIN = """\
head
<<<<<<< HEAD
ours 1
ours 2
=======
theirs
>>>>>>> branch
middle
<<<<<<< HEAD
=======
added
>>>>>>> branch
tail
"""
WITH_BASE = """\
<<<<<<< HEAD
ours
||||||| 4f2c1aa
base
=======
theirs
>>>>>>> branch
"""
CRISS_CROSS = """\
<<<<<<< HEAD
ours
||||||| merged common ancestors
<<<<<<<<< Temporary merge branch 1
one base
||||||||| 1234567
the first base
=========
other base
>>>>>>>>> Temporary merge branch 2
=======
theirs
>>>>>>> branch
"""
NESTED = """\
<<<<<<< outer
<<<<<<< inner
ours of ours
=======
theirs of ours
>>>>>>> inner
=======
theirs
>>>>>>> outer
"""


def apart(text: str) -> Sides:
    return take_apart(whole_side(text))


def test_each_side_is_the_whole_text_with_its_own_parts() -> None:
    sides = apart(PLAIN)

    assert sides.ours.text == "head\nours 1\nours 2\nmiddle\ntail\n"
    assert sides.theirs.text == "head\ntheirs\nmiddle\nadded\ntail\n"
    assert sides.base is None


def test_each_line_knows_where_it_stands_in_the_file() -> None:
    sides = apart(PLAIN)

    assert sides.ours.lines == (1, 3, 4, 8, 13, 14)
    assert sides.theirs.lines == (1, 6, 8, 11, 13, 14)


def test_the_base_is_there_where_the_marks_tell_it() -> None:
    sides = apart(WITH_BASE)

    assert sides.base is not None
    assert (sides.ours.text, sides.base.text, sides.theirs.text) == ("ours\n", "base\n", "theirs\n")


def test_a_base_that_only_some_conflicts_tell_is_none() -> None:
    assert apart(WITH_BASE + PLAIN).base is None


def test_a_conflict_in_the_base_stays_there_to_be_taken_apart() -> None:
    base = apart(CRISS_CROSS).base

    assert base is not None
    assert has_marks(base.text)
    inner = take_apart(base)
    assert (inner.ours.text, inner.theirs.text) == ("one base\n", "other base\n")
    assert inner.theirs.lines[0] == 9


def test_a_conflict_that_was_committed_stays_in_its_side() -> None:
    sides = apart(NESTED)

    assert sides.theirs.text == "theirs\n"
    inner = take_apart(sides.ours)
    assert (inner.ours.text, inner.theirs.text) == ("ours of ours\n", "theirs of ours\n")


@pytest.mark.parametrize("text", [PLAIN, WITH_BASE, CRISS_CROSS, NESTED])
def test_line_ends_of_windows_make_no_difference(text: str) -> None:
    assert has_marks(text.replace("\n", "\r\n"))
    assert apart(text.replace("\n", "\r\n")) == apart(text)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a\n<<<<<<< HEAD\nb\n", 2, "never ends"),
        ("a\n<<<<<<< HEAD\nb\n=======\nc\n", 2, "never ends"),
        ("a\n>>>>>>> branch\n", 2, "nothing begins"),
        ("<<<<<<< HEAD\nb\n>>>>>>> branch\n", 3, "not divided"),
        ("<<<<<<< HEAD\nb\n||||||| base\n>>>>>>> branch\n", 4, "not divided"),
    ],
)
def test_marks_that_do_not_go_together_are_told_with_their_line(
    text: str, line: int, words: str
) -> None:
    with pytest.raises(BrokenConflictError, match=words) as broken:
        apart(text)

    assert broken.value.line == line


@pytest.mark.parametrize(
    "text",
    ['prompt = "a"\n', "Title\n=======\n", "<<<<<< six\n", "x <<<<<<< HEAD\n", "<<<<<<<word\n", ""],
)
def test_what_only_looks_like_a_mark_is_none(text: str) -> None:
    assert not has_marks(text)
    sides = apart(text)
    assert sides.ours.text == sides.theirs.text == text


def test_a_rule_of_equal_signs_in_a_text_of_their_side_is_text() -> None:
    sides = apart("<<<<<<< HEAD\na\n=======\nTitle\n=======\nb\n>>>>>>> x\n")

    assert sides.theirs.text == "Title\n=======\nb\n"
