"""Options that all commands share stand before or after a command's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.exits import Exit
from tests.unit.app.projects import LAMP, write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from tests.unit.cli.ran import Run


@pytest.mark.parametrize("words", [("-q", "check"), ("check", "-q"), ("check", "--quiet")])
def test_quiet(words: tuple[str, ...], run: Run) -> None:
    assert run(*words).err == ""


@pytest.mark.parametrize("words", [("-v", "plan"), ("plan", "-v"), ("plan", "--verbose")])
def test_verbose(words: tuple[str, ...], run: Run) -> None:
    assert "prompt = A brass lamp" in run(*words).out


@pytest.mark.parametrize("words", [("--no-color", "plan"), ("plan", "--no-color")])
def test_no_color(words: tuple[str, ...], run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")

    assert "\x1b[" in run("plan").out
    assert "\x1b[" not in run(*words).out


@pytest.mark.parametrize(
    "words", [("--manifest", "other.toml", "check"), ("check", "--manifest", "other.toml")]
)
def test_manifest(words: tuple[str, ...], run: Run, project: Project) -> None:
    write(project, LAMP.partition("[derive")[0], "other.toml")

    assert run(*words).err == "1 asset in other.toml is valid.\n"


def test_help_lists_what_is_shared_beside_what_is_not(run: Run) -> None:
    shown = run("check", "--help")

    assert shown.code == Exit.DONE
    for name in ("--json", "--manifest", "--quiet", "--verbose", "--no-color"):
        assert name in shown.out
