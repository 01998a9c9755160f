from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.git_date import commit_seconds
from tests.git_commands import run_git

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

DAY = "2020-01-02T03:04:05Z"
SECONDS = 1_577_934_245


def test_a_commit_says_when_it_was_made(tmp_path: Path) -> None:
    run_git(tmp_path, "init", "-q")
    words = ("commit", "-q", "--allow-empty", "-m", "a")
    run_git(tmp_path, *words, variables={"GIT_COMMITTER_DATE": DAY})

    assert commit_seconds(str(tmp_path), "HEAD") == SECONDS
    assert commit_seconds(str(tmp_path), "nowhere") is None


def test_where_git_knows_nothing_there_is_no_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert commit_seconds(str(tmp_path), "HEAD") is None

    monkeypatch.setenv("PATH", "")
    assert commit_seconds(str(tmp_path), "HEAD") is None
