"""A project at a commit: stand-ins for what the commit does not hold, and reasons for none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.git_repository import Repository, find_repository
from assetforge.adapters.git_tree import GitTree
from assetforge.adapters.project_files import RefusedFileError
from assetforge.app.diffing_committed import BaseTree, Committed, read_base
from assetforge.report.diff_model import Base
from tests.git_commands import commit_all, git
from tests.unit.app.projects import LAMP, paint, write

if TYPE_CHECKING:
    from assetforge.app.project import Project

TOLD = '[image.told]\nprompt_file = "told.txt"\n'


@pytest.fixture
def repository(project: Project, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Make a repository of a project, with one source that git ignores and one that it has."""
    top = Path(project.root)
    monkeypatch.setenv("HOME", str(top.parent))
    git(top, "init", "-q")
    write(
        project, f'{LAMP}{TOLD}[source.mark]\npath = "mark.png"\n[source.own]\npath = "own.png"\n'
    )
    write(project, "mark.png\n", ".gitignore")
    write(project, "A lamp", "told.txt")
    paint(project, "mark.png")
    paint(project, "own.png")
    commit_all(top, "first")
    found = find_repository(str(top))
    assert found is not None
    return found


def base_of(repository: Repository) -> Base:
    commit = repository.commit("HEAD")
    assert commit is not None
    return Base(name="main", commit=commit)


def read(project: Project, repository: Repository) -> Committed:
    return read_base(project, repository, base_of(repository))


def tree_of(repository: Repository) -> BaseTree:
    commit = base_of(repository).commit
    return BaseTree(GitTree(repository, commit), commit)


def test_a_source_that_is_not_committed_is_not_known(
    project: Project, repository: Repository
) -> None:
    found = read(project, repository)

    assert found.side is not None
    assert found.side.unknown == {"mark"}
    assert found.side.sources["mark"].digest != found.side.sources["own"].digest


@pytest.mark.parametrize("data", [None, b"\xff"])
def test_a_prompt_file_that_cannot_be_read_stands_for_words_that_say_so(
    data: bytes | None, project: Project, repository: Repository
) -> None:
    place = Path(project.root, "told.txt")
    place.unlink()
    if data is not None:
        place.write_bytes(data)
    commit_all(Path(project.root), "unreadable")

    found = read(project, repository)

    assert found.reading is not None
    commit = base_of(repository).commit[:12]
    prompt = found.reading.graph.assets["told"].params["prompt"]
    assert prompt == f"(not known: its file cannot be read at {commit})"


def test_only_prompt_files_have_a_stand_in(repository: Repository) -> None:
    tree = tree_of(repository)
    tree.prepare(["absent.txt", "told.txt"])

    assert tree.read("told.txt", limit=100) == b"A lamp"
    assert tree.read("absent.txt", limit=100).startswith(b"(not known")
    assert tree.unknown == {"absent.txt"}
    with pytest.raises(RefusedFileError):
        tree.read("other.toml", limit=100)
    with pytest.raises(RefusedFileError):
        tree.matching("other.toml")


@pytest.mark.parametrize(
    ("text", "reason"),
    [("version = 99\n", "assets.toml:1: "), ("version = 1\n[image\n", "assets.toml:2: ")],
)
def test_what_cannot_be_understood_counts_as_none_with_its_place(
    text: str, reason: str, project: Project, repository: Repository
) -> None:
    write(project, text)
    commit_all(Path(project.root), "wrong")

    found = read(project, repository)

    commit = base_of(repository).commit[:12]
    assert (found.side, found.reading) == (None, None)
    assert found.why_not.startswith(f"main is invalid, {commit}:{reason}")


def test_a_commit_without_the_manifest_says_so(project: Project, repository: Repository) -> None:
    git(Path(project.root), "rm", "-q", "--cached", "assets.toml")
    git(Path(project.root), "commit", "-q", "-m", "none")

    assert read(project, repository) == Committed(why_not="main has no assets.toml in this folder")
