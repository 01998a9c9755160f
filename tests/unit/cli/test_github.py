"""What GitHub Actions is told beside the output, and that nobody else is told anything."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assetforge.cli.github import named_manifest
from assetforge.core.exits import Exit
from tests.unit.adapters.test_step_files import outputs
from tests.unit.app.projects import CHEAP, LAMP, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from assetforge.app.project import Project
    from tests.unit.cli.ran import Run

SET = "GITHUB_ACTIONS"


@pytest.fixture
def step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be a step of a job; its files lie in the folder that is returned."""
    monkeypatch.setenv(SET, "true")
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "output"))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    return tmp_path


def told(step: Path) -> Mapping[str, str]:
    return outputs((step / "output").read_text(encoding="utf-8"))


def summary(step: Path) -> str:
    return (step / "summary").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "title"),
    [(["plan"], "#### assetforge plan"), (["plan", "--json"], "#### assetforge plan"),
     (["diff"], "#### assetforge: +20"), (["diff", "--json"], "#### assetforge: +20")],
)  # fmt: skip
def test_a_plan_and_a_diff_tell_what_would_be_paid(
    words: list[str], title: str, run: Run, project: Project, step: Path
) -> None:
    write(project, CHEAP)

    ended = run(*words)

    found = told(step)
    assert ended.code == Exit.DONE
    assert (found["changes"], found["credits"], found["credits_max"]) == ("true", "20", "20")
    assert found["plan_digest"].startswith("sha256:")
    assert (found["approves_max"], found["limits"]) == ("20", "0 letzai=20")
    assert "approves the whole project: letzai 20 at most" in summary(step)
    assert summary(step).startswith(title)


def test_a_plan_and_a_diff_agree_on_the_digest(run: Run, project: Project, step: Path) -> None:
    write(project, CHEAP)
    run("plan")
    first = told(step)["plan_digest"]

    run("diff")

    assert told(step)["plan_digest"] == first


def test_a_part_of_a_project_tells_what_its_digest_approves(
    run: Run, project: Project, step: Path
) -> None:
    write(project, CHEAP)

    run("plan", "--exclude", "*")

    found = told(step)
    assert (found["changes"], found["credits_max"], found["limits"]) == ("false", "0", "0")
    assert found["approves_max"] == "20"
    assert "approves the whole project: letzai 20 at most" in summary(step)


def test_a_build_tells_its_plan_and_what_became_of_it(run: Run, step: Path) -> None:
    run("build")
    assert told(step)["changes"] == "true"
    assert "Built: 1 made, 1 derived" in summary(step)

    run("build")  # with nothing to do, which is told all the same

    assert (told(step)["changes"], told(step)["credits_max"]) == ("false", "0")
    assert "Nothing to do" in summary(step)
    run("plan", "-q")
    assert told(step)["changes"] == "false"


def test_every_problem_stands_beside_its_line(run: Run, project: Project, step: Path) -> None:
    write(project, LAMP.replace("prompt", "promt"))

    ended = run("check", "--json")

    assert ended.code == Exit.INVALID
    assert "::error file=project/assets.toml,line=7,col=1,title=unknown key::`promt`" in ended.err
    assert json.loads(ended.out)["valid"] is False
    assert step.is_dir()


def test_a_project_at_the_top_is_found_without_a_folder(
    run: Run, project: Project, step: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, LAMP.replace("prompt", "promt"))

    monkeypatch.setenv("GITHUB_WORKSPACE", project.root)
    assert "::error file=assets.toml,line=7" in run("check").err

    monkeypatch.setenv("GITHUB_WORKSPACE", str(step / "elsewhere"))
    assert "::error file=assets.toml,line=7" in run("check").err


@pytest.mark.parametrize("words", [["plan", "--json"], ["diff", "--json"], ["build", "--json"]])
@pytest.mark.parametrize("place", ["nowhere/summary", "."])
def test_a_summary_that_cannot_be_written_is_said_and_no_failure(
    words: list[str], place: str, run: Run, step: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(step / place))

    ended = run(*words)

    assert ended.code == Exit.DONE
    assert "warning: The summary of this step could not be written" in ended.err
    assert json.loads(ended.out)["document"] == words[0]


@pytest.mark.parametrize("words", [["plan", "--json"], ["diff", "--json"], ["build", "--json"]])
def test_values_that_later_steps_cannot_get_are_an_error_and_the_only_document(
    words: list[str], run: Run, step: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_OUTPUT", str(step / "nowhere" / "output"))

    ended = run(*words)

    assert ended.code == Exit.STORAGE
    assert json.loads(ended.out)["document"] == "error"


def test_a_full_summary_is_said_and_no_failure(run: Run, step: Path) -> None:
    (step / "summary").write_text("x" * 900_000, encoding="utf-8")

    ended = run("plan")

    assert ended.code == Exit.DONE
    assert "The summary of this step is full" in ended.err


@pytest.mark.parametrize("value", ["", "false"])
def test_anywhere_else_nothing_is_written(
    value: str, run: Run, project: Project, step: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SET, value)
    run("plan")
    run("diff")
    run("build")
    write(project, LAMP.replace("prompt", "promt"))

    assert "::" not in run("check").err
    assert not (step / "output").exists()
    assert not (step / "summary").exists()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["check"], None),
        (["check", "--manifest", "shop/assets.toml"], "shop/assets.toml"),
        (["--manifest=a.toml", "check"], "a.toml"),
        (["check", "--manifest"], None),
    ],
)
def test_a_manifest_is_found_on_a_line_that_was_never_parsed(
    words: list[str], expected: str | None
) -> None:
    assert named_manifest(words) == expected
