"""Which files a command speaks of, told by what its person named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.unit.app.projects import LAMP, paint, write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from tests.unit.cli.ran import Run


@pytest.mark.parametrize(
    ("words", "folder", "hint"),
    [
        ((), "", "`assetforge build --replace lamp`"),
        (("--draft",), ".assetforge/draft/", "`assetforge build --draft --replace lamp`"),
        (
            ("--manifest", "my other.toml"),
            "",
            "`assetforge build --manifest 'my other.toml' --replace lamp`",
        ),
    ],
)
def test_a_hint_acts_on_what_was_looked_at(
    words: tuple[str, ...], folder: str, hint: str, run: Run, project: Project
) -> None:
    write(project, LAMP, "my other.toml")
    run("build", *words)
    paint(project, f"{folder}assets/lamp.png")

    for command in ("plan", "status", "build"):
        ended = run(command, *words)

        assert f"{folder}assets/lamp.png" in ended.out + ended.err
        assert hint in ended.out + ended.err


def test_a_lock_is_named_after_its_manifest(run: Run, project: Project) -> None:
    write(project, LAMP, "other.toml")

    built = run("build", "--manifest", "other.toml")

    assert built.err.endswith("recorded in other.lock.\n")
    assert "Not in other.lock." not in run("explain", "lamp", "--manifest", "other.toml").out
    assert Path(project.root, "other.lock").exists()
