"""`check`: what is valid, and every problem that is not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assetforge.core.exits import Exit
from tests.unit.app.projects import LAMP, write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from tests.unit.cli.ran import Run


def test_a_valid_project_is_said_to_be_so(run: Run) -> None:
    checked = run("check")

    assert (checked.code, checked.out) == (Exit.DONE, "")
    assert checked.err == "2 assets in assets.toml are valid.\n"


def test_many_files_are_counted_not_listed(run: Run, project: Project) -> None:
    write(project, f'include = ["more/*.toml"]\n{LAMP}')
    for number in range(3):
        write(project, "", f"more/{number}.toml")

    assert run("check").err == "2 assets in 4 files are valid.\n"


def test_programs_get_the_problems_with_their_places(run: Run, project: Project) -> None:
    write(project, LAMP.replace("prompt", "promt"))

    checked = run("check", "--json")

    document = json.loads(checked.out)
    assert (checked.code, document["valid"]) == (Exit.INVALID, False)
    assert document["diagnostics"][0]["code"] == "unknown-key"
    assert "did you mean `prompt`?" in checked.err
