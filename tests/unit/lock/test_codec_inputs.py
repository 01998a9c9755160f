"""Inputs, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.digest import digest_bytes
from assetforge.lock.codec_fields import Fields
from assetforge.lock.codec_inputs import input_lines, read_inputs
from assetforge.lock.model import InputRef

if TYPE_CHECKING:
    from assetforge.core.diagnostics import Problem

DIGEST = digest_bytes(b"logo")


def read(*lines: object) -> tuple[tuple[InputRef, ...], list[Problem]]:
    problems: list[Problem] = []
    fields = Fields({"inputs": list(lines)}, file="assets.lock", path=(), problems=problems)
    return read_inputs(fields), problems


@pytest.mark.parametrize(
    ("ref", "line"),
    [
        (InputRef(name="logo", by="content", digest=DIGEST), f"logo content {DIGEST}"),
        (InputRef(name="a@x", by="key", digest=DIGEST), f"a@x key {DIGEST}"),
    ],
)
def test_an_input_is_a_line(ref: InputRef, line: str) -> None:
    assert input_lines([ref]) == [line]
    assert read(line) == ((ref,), [])


@pytest.mark.parametrize(
    "line", ["", "logo", f"logo stolen {DIGEST}", "logo key nothing", f" key {DIGEST}", 7]
)
def test_what_is_no_such_line_is_blamed(line: object) -> None:
    assert [problem.path for problem in read(line)[1]] == [("inputs",)]
