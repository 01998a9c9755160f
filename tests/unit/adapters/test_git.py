"""Git is asked without a shell, and nothing of the caller's or the repository's runs beside it."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.git import Git
from assetforge.core.errors import AssetforgeError
from tests.git_commands import commit_all, git

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q")
    (folder / "file").write_text("text", encoding="utf-8")
    commit_all(folder, "first")
    return folder


def program(place: Path, text: str) -> Path:
    place.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    place.chmod(place.stat().st_mode | stat.S_IXUSR)
    return place


def test_what_git_prints_and_how_it_ends_are_told(repository: Path) -> None:
    asked = Git(str(repository))

    good, bad = asked.ask("rev-parse", "--show-prefix"), asked.ask("cat-file", "-p", "nothing")

    assert (good.is_good, good.line, good.complaint) == (True, "", "")
    assert (bad.is_good, bad.code) == (False, 128)
    assert bad.complaint == "Not a valid object name nothing"


def test_what_is_given_is_read(repository: Path) -> None:
    answer = Git(str(repository)).ask("hash-object", "--stdin", given=b"text")

    assert answer.line == git(repository, "rev-parse", "HEAD:file").strip()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GIT_DIR", "/nowhere"),
        ("GIT_WORK_TREE", "/nowhere"),
        ("GIT_INDEX_FILE", "/nowhere"),
        ("GIT_OBJECT_DIRECTORY", "/nowhere"),
        ("GIT_CONFIG_COUNT", "nonsense"),
        ("GIT_TRACE", "1"),
    ],
)
def test_variables_of_the_caller_change_nothing(
    name: str, value: str, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)

    answer = Git(str(repository)).ask("rev-parse", "--verify", "HEAD")

    assert answer.is_good
    assert answer.complaint == ""


def test_programs_that_a_repository_names_do_not_run(repository: Path, tmp_path: Path) -> None:
    spy = program(tmp_path / "spy", f"touch {tmp_path}/ran; cat")
    for name in ("core.fsmonitor", "core.pager", "pager.blame", "diff.spy.textconv"):
        git(repository, "config", name, str(spy))
    git(repository, "config", "diff.spy.command", str(spy))
    (repository / ".gitattributes").write_text("* diff=spy\n", encoding="utf-8")
    (repository / "file").write_text("other", encoding="utf-8")
    asked = Git(str(repository))

    asked.ask("blame", "--porcelain", "--no-textconv", "--", "file")
    asked.ask("diff", "--quiet", "--no-ext-diff", "--no-textconv", "HEAD", "--", "file")

    assert not (tmp_path / "ran").exists()


def test_a_bare_repository_among_the_files_is_not_taken_for_one(repository: Path) -> None:
    git(repository, "init", "-q", "--bare", "planted")

    answer = Git(str(repository / "planted")).ask("rev-parse", "--show-prefix")

    assert not answer.is_good
    assert "bare repository" in answer.complaint


def test_a_program_that_is_not_there_is_said_with_a_way_out(repository: Path) -> None:
    with pytest.raises(AssetforgeError, match="git cannot be run") as refused:
        Git(str(repository), program="no-such-git").ask("status")

    assert "Install git" in refused.value.next_step


def test_what_git_prints_can_be_read_piece_by_piece(repository: Path) -> None:
    with Git(str(repository)).stream("cat-file", "blob", "HEAD:file") as printed:
        assert printed.read(1) == b"t"
        assert printed.read() == b"ext"


def test_what_breaks_off_is_void(repository: Path, tmp_path: Path) -> None:
    slow = program(tmp_path / "slow", "echo begun; exec sleep 30")

    for git_of in (Git(str(repository)), Git(".", program=str(slow), seconds=0.2)):
        with pytest.raises(AssetforgeError, match="`git cat-file` broke off"):  # noqa: SIM117 - apart
            with git_of.stream("cat-file", "blob", "nothing") as printed:
                printed.read()
    with pytest.raises(AssetforgeError, match="git cannot be run"):  # noqa: SIM117 - as above
        with Git(".", program="no-such-git").stream("status"):
            pass


def test_git_is_not_waited_for_without_end(repository: Path, tmp_path: Path) -> None:
    slow = program(tmp_path / "slow", "exec sleep 30")

    with pytest.raises(AssetforgeError, match=r"`git status` took longer than 0\.1 s"):
        Git(str(repository), program=str(slow), seconds=0.1).ask("status")
