"""Completing names of assets: what is locked, and never an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.app.projects import built, write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from tests.unit.cli.ran import Run


@pytest.mark.parametrize(("begun", "names"), [("", ["icon", "lamp"]), ("la", ["lamp"]), ("x", [])])
def test_locked_assets_that_begin_so_are_offered(
    begun: str, names: list[str], run: Run, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(project)

    assert completed(run, monkeypatch, begun) == names


@pytest.mark.parametrize("lock", [None, "version = 99\n"])
def test_where_nothing_can_be_read_nothing_is_offered(
    lock: str | None, run: Run, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    if lock is not None:
        write(project, lock, "assets.lock")

    assert completed(run, monkeypatch, "") == []


def completed(run: Run, monkeypatch: pytest.MonkeyPatch, begun: str) -> list[str]:
    """Ask as a shell asks when somebody presses TAB after `assetforge explain`."""
    monkeypatch.setenv("_ASSETFORGE_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", f"assetforge explain {begun}")
    monkeypatch.setenv("COMP_CWORD", "2")
    return [line.removeprefix("plain,") for line in run().out.splitlines() if line]
