"""`check`: what is valid, and every problem that is not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assetforge.core.exits import Exit
from tests.unit.app.projects import CHEAP, LAMP, write

if TYPE_CHECKING:
    import pytest

    from assetforge.app.project import Project
    from tests.sandbox_server import SandboxServer
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


def test_a_tag_that_names_nobody_is_a_problem_once_it_is_looked_up(
    run: Run, served: SandboxServer, project: Project
) -> None:
    assert served.origin
    write(project, CHEAP.replace("A bottle", "@jon_doe and a bottle"))

    checked, online = run("check"), run("check", "--online")

    assert (checked.code, online.code) == (Exit.DONE, Exit.INVALID)
    assert "error[unknown-tag]" in online.err
    assert "did you mean `john_doe`?" in online.err


def test_tags_that_name_a_model_are_listed(
    run: Run, served: SandboxServer, project: Project
) -> None:
    assert served.origin
    write(project, CHEAP.replace("A bottle", "@john_doe and a bottle"))

    online = run("check", "--online")

    assert online.code == Exit.DONE
    assert "  hero  @john_doe  there is 2026-01-01" in online.err


def test_a_config_inside_the_project_is_warned_of(
    run: Run, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, "", "config.toml")
    monkeypatch.setenv("ASSETFORGE_CONFIG", "config.toml")

    assert "warning[config-in-project]" in run("check").err
