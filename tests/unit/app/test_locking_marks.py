"""Marks in a lock are told as what they are, wherever a lock is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.app.locking_marks import at_line, broken_marks
from assetforge.app.reading import parse_lock, read_lock
from assetforge.core.diagnostics import Diagnostic, Place
from assetforge.core.errors import InvalidError
from assetforge.core.exits import Exit
from assetforge.lock.conflict import BrokenConflictError, Side
from tests.unit.app.merges import merge_side

if TYPE_CHECKING:
    from assetforge.app.project import Project


def test_a_lock_in_conflict_names_the_way_out(branched: Project) -> None:
    merge_side(branched)

    with pytest.raises(InvalidError) as refused:
        read_lock(branched)

    (problem,) = refused.value.diagnostics
    assert refused.value.exit == Exit.INVALID
    assert problem.code == "merge-conflict"
    assert "the same" in problem.detail
    assert "assetforge lock --resolve" in problem.hint
    assert "assetforge lock --resolve" in refused.value.next_step


@pytest.mark.parametrize("text", ["<<<<<<< HEAD\nversion = 1\n", "version = 1\n>>>>>>> side\n"])
def test_half_a_conflict_names_it_too(text: str) -> None:
    with pytest.raises(InvalidError) as refused:
        parse_lock(text.encode())

    assert "assetforge lock --resolve" in refused.value.next_step


def test_what_is_wrong_for_another_reason_is_told_as_it_was() -> None:
    with pytest.raises(InvalidError) as refused:
        parse_lock(b"version = \n")

    assert "--resolve" not in refused.value.next_step
    assert "--resolve" not in refused.value.diagnostics[0].hint


def test_a_problem_of_one_side_stands_where_its_line_is_in_the_file() -> None:
    place = Place(file="side", line=2, column=3, length=4)
    problem = Diagnostic(code="x", place=place, summary="s", detail="d", hint="h")
    side = Side(text="a\nb\n", lines=(1, 7, 9))

    moved = at_line(InvalidError([problem], {"side": "a\nb\n"}), side, "assets.lock", "whole")

    assert moved.diagnostics[0].place == Place(file="assets.lock", line=7, column=3, length=4)
    assert moved.texts == {"assets.lock": "whole"}


def test_marks_that_do_not_go_together_are_shown_in_their_line() -> None:
    text = "a\n<<<<<<< HEAD\n"

    error = broken_marks(BrokenConflictError(2, "it never ends"), "assets.lock", text)

    (problem,) = error.diagnostics
    assert (problem.place.line, problem.place.length) == (2, len("<<<<<<< HEAD"))
    assert "git checkout --merge -- assets.lock" in problem.hint


def test_no_conflict_is_seen_in_a_lock_that_can_be_read(branched: Project) -> None:
    assert sorted(read_lock(branched).entries) == ["book", "icon", "lamp"]
    assert Path(branched.lock).is_file()
