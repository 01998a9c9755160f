from __future__ import annotations

from dataclasses import replace

from assetforge.report.build import build_report
from tests.unit.ui.samples import execution, outcome, plan, step


def test_results_are_found_by_how_they_ended() -> None:
    edited = replace(step("b", "keep"), is_edited=True)

    report = build_report(plan(step("a"), edited), execution(outcome(step("a")), outcome(edited)))

    assert [result.address for result in report.of("made")] == ["a"]
    assert [result.address for result in report.edited] == ["b"]
