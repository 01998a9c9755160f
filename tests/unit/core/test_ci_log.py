from __future__ import annotations

import re

import pytest

from assetforge.core.ci_log import inert

COMMAND = re.compile(r"^\s*::|##\w*\[", re.MULTILINE)


@pytest.mark.parametrize(
    "text",
    [
        "::add-mask::secret", "  ::stop-commands::x", "\t::error::x", "a\n::set-env name=x::y",
        "a\r\n ::error::x", "##[group]x", "say ##[add-mask]x", "##vso[task.setvariable]x",
        "###[error]x", "::::error::x",
    ],
)  # fmt: skip
def test_a_command_becomes_text_that_looks_the_same(text: str) -> None:
    shown = inert(text)

    assert COMMAND.search(shown) is None
    assert shown.replace("\u200b", "") == text


@pytest.mark.parametrize("text", ["", "a::b", "std::string", "# title", "## title", "a [b](c)"])
def test_what_is_no_command_stays(text: str) -> None:
    assert inert(text) == text


def test_text_that_is_inert_stays() -> None:
    assert inert(inert("::x\n##[y]")) == inert("::x\n##[y]")
