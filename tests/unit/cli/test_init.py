"""`init`: says what it wrote and what comes next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assetforge.core.exits import Exit

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
