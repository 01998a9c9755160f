"""Trained models, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.lock.codec_fields import Fields
from assetforge.lock.codec_trained import read_trained, trained_lines
from assetforge.lock.model import TrainedRef

if TYPE_CHECKING:
    from assetforge.core.diagnostics import Problem


def read(*lines: object) -> tuple[tuple[TrainedRef, ...], list[Problem]]:
    problems: list[Problem] = []
    fields = Fields({"trained": list(lines)}, file="assets.lock", path=(), problems=problems)
    return read_trained(fields), problems


@pytest.mark.parametrize(
    ("model", "line"),
    [
        (TrainedRef(name="anna", id="a1", edition="2026-01-04T00:00:00Z"),
         "anna a1 2026-01-04T00:00:00Z"),
        (TrainedRef(name="anna", id="a1", edition="of last May"), "anna a1 of last May"),
        (TrainedRef(name="anna", id="a1", edition=None), "anna a1"),
    ],
)  # fmt: skip
def test_a_model_is_a_line(model: TrainedRef, line: str) -> None:
    assert trained_lines([model]) == [line]
    assert read(line) == ((model,), [])


@pytest.mark.parametrize("line", ["", "anna", " a1 2", 7])
def test_what_is_no_such_line_is_blamed(line: object) -> None:
    _, problems = read(line)

    assert [problem.path for problem in problems] == [("trained",)]
