"""`init`: says what it wrote and what comes next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assetforge.core.exits import Exit
from tests.git_commands import git

if TYPE_CHECKING:
    import pytest

    from tests.unit.cli.ran import Run


def test_what_was_written_is_listed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    begun = run("init")

    assert (begun.code, begun.out) == (Exit.DONE, "")
    assert begun.err.endswith("Next: `assetforge plan`, then `assetforge build`.\n")
    listed = [line.removeprefix("wrote ") for line in begun.err.splitlines()[:-1]]
    assert all(Path(name).is_file() for name in listed)
    assert run("check").code == Exit.DONE


def test_what_was_not_hidden_from_git_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "mine.png").touch()
    monkeypatch.chdir(tmp_path)

    assert "`assets/` holds files already" in run("init").err


def test_a_project_is_not_begun_twice(run: Run) -> None:
    assert run("init").code == Exit.USAGE


def test_git_is_set_up_beside_a_new_project(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    git(folder, "init", "-q")
    monkeypatch.chdir(folder)

    begun = run("init", "--git")

    assert begun.code == Exit.DONE
    assert begun.err.endswith("git merges assets.lock by asset.\n")
    assert (folder / "assets.toml").is_file()
    assert "merge=assetforge" in (folder / ".gitattributes").read_text("utf-8")


def test_git_is_set_up_in_a_project_that_exists(run: Run) -> None:
    git(Path.cwd(), "init", "-q")
    before = Path("assets.toml").read_bytes()

    assert run("init", "--git").code == Exit.DONE
    assert run("init", "--git").err == "git merges assets.lock by asset.\n"
    assert Path("assets.toml").read_bytes() == before
    assert run("init", "--git", "--example", "quickstart").code == Exit.USAGE


def test_outside_a_repository_nothing_is_begun(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    monkeypatch.chdir(folder)

    begun = run("init", "--git")

    assert begun.code == Exit.USAGE
    assert "no git repository" in begun.err
    assert list(folder.iterdir()) == []
