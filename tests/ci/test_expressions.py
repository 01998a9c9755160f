"""The small reader of expressions says what GitHub would say."""

from __future__ import annotations

from typing import Final

import pytest

from tests.ci.expressions import fill, holds

CONTEXT: Final = {
    "github": {"event_name": "push", "run_id": "7"},
    "steps": {"plan": {"outputs": {"changes": "true"}}},
    "status": "success",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no hole", "no hole"),
        ("run ${{ github.run_id }}-${{ github.nothing.at-all }}.", "run 7-."),
        ("${{ github.event_name == 'push' && 'yes' || 'no' }}", "yes"),
        ("${{ github.event_name == 'it''s' }}", "false"),
        ("${{ !(github.run_id != '7') }}", "true"),
    ],
)
def test_holes_in_a_text_are_filled(text: str, expected: str) -> None:
    assert fill(text, CONTEXT) == expected


@pytest.mark.parametrize(
    ("condition", "status", "expected"),
    [
        ("", "success", True),
        ("", "failure", False),
        ("steps.plan.outputs.changes == 'true'", "success", True),
        ("steps.plan.outputs.changes == 'true'", "cancelled", False),
        ("always()", "cancelled", True),
        ("${{ !cancelled() }}", "failure", True),
        ("${{ !cancelled() }}", "cancelled", False),
        ("failure()", "success", False),
    ],
)
def test_a_condition_holds_by_values_and_by_how_the_job_goes(
    condition: str, status: str, *, expected: bool
) -> None:
    assert holds(condition, {**CONTEXT, "status": status}) is expected


@pytest.mark.parametrize("text", ["${{ 1 + 1 }}", "${{ hashFiles('*') }}", "${{ a b }}"])
def test_what_is_not_known_here_is_an_error(text: str) -> None:
    with pytest.raises(AssertionError):
        fill(text, CONTEXT)
