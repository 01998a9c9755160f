"""Telling a step of a CI job what a command found: values for later steps, and a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.step_files import write_step_outputs, write_step_summary
from assetforge.app.approving import committed_plan
from assetforge.app.leaving import leaving

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.app.planning import Situation
    from assetforge.report.approval import Approval


def report_values(values: Mapping[str, str]) -> None:
    """Give values to later steps.

    Raises:
        StorageError: the disk refused.
    """
    write_step_outputs(values)


def report_summary(text: str) -> bool:
    """Add to the summary of the step; say whether it had room. Raises as `report_values`."""
    return write_step_summary(leaving(text))


def approval_of(found: Situation) -> Approval:
    """Say what `build --approved` would agree to: all that the project as it is committed needs."""
    return committed_plan(found.reading, found.lock).approval
