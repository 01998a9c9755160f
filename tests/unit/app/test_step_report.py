from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.step_files import OUTPUT_VARIABLE, SUMMARY_VARIABLE
from assetforge.app.approving import committed_plan
from assetforge.app.planning import plan_project
from assetforge.app.step_report import approval_of, report_summary, report_values
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from assetforge.app.project import Project


def test_values_and_a_summary_reach_the_files_of_the_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(OUTPUT_VARIABLE, str(tmp_path / "output"))
    monkeypatch.setenv(SUMMARY_VARIABLE, str(tmp_path / "summary"))

    report_values({"changes": "true"})

    assert report_summary("text\n")
    assert "\ntrue\n" in (tmp_path / "output").read_text(encoding="utf-8")
    assert (tmp_path / "summary").read_text(encoding="utf-8") == "text\n"


def test_no_summary_has_what_looks_like_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SUMMARY_VARIABLE, str(tmp_path / "summary"))

    assert report_summary("a vase, glpat-A1b2C3d4E5f6G7h8I9j0\n")

    assert (tmp_path / "summary").read_text(encoding="utf-8") == "a vase, ***\n"


def test_an_approval_is_for_the_project_as_it_is_committed(project: Project) -> None:
    found = plan_project(project, Wishes(selection=Selection(targets=("lamp",))))

    assert approval_of(found) == committed_plan(found.reading, found.lock).approval
