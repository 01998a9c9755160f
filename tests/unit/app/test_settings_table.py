"""A table of the config file: what it does not know is an error that says what was meant."""

from __future__ import annotations

import pytest

from tests.unit.app.settings_files import codes, said


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[letzai]\nconcurency = 4", "did you mean `concurrency`?"),
        ("[letzai]\nurl = 4", "did you mean `base_url`?"),
        ("[letzai]\nwebhookUrl = 4", "did you mean `webhook`?"),
        ("[letzai]\nmax_credits = 4", "did you mean `daily_limit`?"),
        ("[letzai]\nzzz = 4", "known here: "),
        ("[lettzai]\nrate = 4", "did you mean `letzai`?"),
        ("[letzai.prices.picture.flux2]\n1k = 4", "known here: "),
        ("[letzai.prices.images.flux2]\n1k = 4", "did you mean `image`?"),
    ],
)
def test_an_unknown_key_is_an_error_that_says_what_was_meant(text: str, hint: str) -> None:
    (problem,) = said(text)

    assert problem.code == "unknown-key"
    assert problem.hint.startswith(hint)


@pytest.mark.parametrize(
    "text",
    ["letzai = 4", "[letzai]\nprices = 4", "letzai.prices.image = 4", "letta.prices = []"],
)
def test_a_value_in_the_place_of_a_table_is_an_error(text: str) -> None:
    assert codes(text) == ["wrong-type"]


def test_everything_wrong_is_told_at_once_each_at_its_place() -> None:
    found = said("[letzai]\nrate = 0\nconcurency = 1\n\n[letta]\ndaily_limit = -1\n")

    assert [(each.code, each.place.line, each.place.column) for each in found] == [
        ("wrong-value", 2, 8), ("unknown-key", 3, 1), ("wrong-value", 6, 15),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ('[letzai]\nkey = "sk-1"', "LETZAI_API_KEY"),
        ('[letzai]\napi_key = "sk-1"', "LETZAI_API_KEY"),
        ('[letta]\ntoken = "sk-1"', "LETTA_API_KEY"),
        ('[letta]\nAPI-KEY = "sk-1"', "LETTA_API_KEY"),
        ('LETZAI_API_KEY = "sk-1"', "LETZAI_API_KEY and LETTA_API_KEY"),
        ('[letzai]\nauthorization = "Bearer sk-1"', "LETZAI_API_KEY"),
        ('[letzai]\npassword = "sk-1"', "LETZAI_API_KEY"),
    ],
)
def test_a_key_in_the_file_is_sent_to_the_environment(text: str, variables: str) -> None:
    (problem,) = said(text)

    assert problem.code == "key-in-config"
    assert f"keys belong in {variables}:" in problem.detail
    assert "revoke" in problem.hint
    assert "sk-1" not in problem.detail + problem.hint
