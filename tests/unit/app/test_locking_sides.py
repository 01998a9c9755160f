"""The sides of a lock in conflict: exact where git has them, mended where only marks are left."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.app.locking_sides import find_conflict, read_base, read_side
from assetforge.app.reading import parse_lock
from assetforge.core.errors import InvalidError
from assetforge.lock.codec import encode_lock
from assetforge.lock.conflict_text import conflict_text
from assetforge.lock.merge import Versions, merge
from assetforge.lock.model import Lock
from tests.git_commands import git
from tests.unit.app.merges import branch_off, lock_text, merge_side, prompted, shown

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from assetforge.lock.model import Entry

SIZED = prompted("A gold lamp").replace('size = "64x48"\n\n[derive', 'size = "48x64"\n\n[derive')


def versions_of(project: Project) -> Versions:
    base = git(Path(project.root), "merge-base", "main", "side").strip()
    locks = [parse_lock(shown(project, commit)) for commit in (base, "main", "side")]
    return Versions(base=locks[0], ours=locks[1], theirs=locks[2])


def forget_git(project: Project) -> None:
    shutil.rmtree(Path(project.root, ".git"))


def test_git_keeps_every_version_whole(branched: Project) -> None:
    merge_side(branched)

    found = find_conflict(branched)

    assert found is not None
    assert found.versions == versions_of(branched)


@pytest.mark.parametrize("side", ["main", "side"])
def test_as_long_as_git_holds_both_sides_there_is_a_conflict(branched: Project, side: str) -> None:
    merge_side(branched)
    text = shown(branched, side).replace(b"assets/book.png", b"assets/books.png")
    Path(branched.lock).write_bytes(text)

    found = find_conflict(branched)

    assert found is not None
    assert found.versions == versions_of(branched)
    assert found.since == {}, "it is one side, with a change by hand in it"


def test_a_broken_lock_without_marks_is_no_conflict(branched: Project) -> None:
    forget_git(branched)
    Path(branched.lock).write_bytes(b"version = \n")

    with pytest.raises(InvalidError):
        find_conflict(branched)


def test_lines_that_git_mixed_are_set_right_from_the_store(project: Project) -> None:
    branch_off(project, prompted("A tin lamp"), SIZED)
    merge_side(project)
    whole = versions_of(project)
    text = lock_text(project)
    forget_git(project)

    found = find_conflict(project)

    assert text.count("tin lamp") == 1, "the prompt merged without a conflict, and is in each side"
    assert found is not None
    assert found.mixed == ()
    assert told(found.versions.ours, "lamp") == told(whole.ours, "lamp")
    assert told(found.versions.theirs, "lamp") == told(whole.theirs, "lamp")


def test_lines_that_git_mixed_are_named_where_the_store_has_no_word_of_them(
    branched: Project,
) -> None:
    versions = versions_of(branched)
    text = conflict_text(merge(versions), versions).decode()
    forget_git(branched)
    shutil.rmtree(branched.store)
    Path(branched.lock).write_text(text.replace("A gold lamp", "A tin lamp"), encoding="utf-8")

    found = find_conflict(branched)

    assert found is not None
    assert found.mixed == ("lamp",)


def told(lock: Lock, address: str) -> tuple[object, ...]:
    made = lock.entries[address].made
    return made.key, made.request, made.result


def test_a_side_that_cannot_be_read_is_told_with_its_line_in_the_file(branched: Project) -> None:
    versions = versions_of(branched)
    forget_git(branched)
    text = conflict_text(merge(versions), versions).decode()
    broken = text.rpartition("key_schema = 1")
    Path(branched.lock).write_text(f"{broken[0]}key_schema = \n{broken[2]}", encoding="utf-8")

    with pytest.raises(InvalidError) as refused:
        find_conflict(branched)

    (problem,) = refused.value.diagnostics
    lines = lock_text(branched).split("\n")
    assert problem.place.file == "assets.lock"
    assert lines[problem.place.line - 1] == "key_schema = "


def test_marks_without_an_end_are_told_with_their_line(branched: Project) -> None:
    forget_git(branched)
    Path(branched.lock).write_text("version = 1\n<<<<<<< HEAD\n", encoding="utf-8")

    with pytest.raises(InvalidError) as refused:
        find_conflict(branched)

    assert [each.place.line for each in refused.value.diagnostics] == [2]


def test_a_conflict_within_a_side_is_merged_first(branched: Project) -> None:
    versions = versions_of(branched)
    inner = conflict_text(merge(versions), versions)

    read = read_side(inner, "assets.lock")

    assert read == merge(versions).lock


def test_conflicts_within_conflicts_end_somewhere(branched: Project) -> None:
    forget_git(branched)
    text = "version = 1\n"
    for _ in range(9):
        text = f"<<<<<<< a\n{text}=======\n{text}>>>>>>> b\n"
    Path(branched.lock).write_text(text, encoding="utf-8")

    with pytest.raises(InvalidError):
        find_conflict(branched)


def test_an_empty_side_is_a_lock_that_says_nothing() -> None:
    assert read_side(b"", "assets.lock") == Lock()
    assert read_base(b"\n", "assets.lock") == Lock()
    assert read_base(None, "assets.lock") == Lock()


def test_a_base_that_cannot_be_read_is_not_known() -> None:
    assert read_base(b"version = \n", "assets.lock") == Lock()


def test_line_ends_of_windows_change_nothing(branched: Project) -> None:
    versions = versions_of(branched)
    forget_git(branched)
    text = conflict_text(merge(versions), versions).replace(b"\n", b"\r\n")
    Path(branched.lock).write_bytes(text)

    found = find_conflict(branched)

    assert found is not None
    assert entries(found.versions.ours) == entries(versions.ours)
    assert encode_lock(found.versions.theirs) == encode_lock(versions.theirs)


def entries(lock: Lock) -> dict[str, Entry]:
    return dict(lock.entries)
