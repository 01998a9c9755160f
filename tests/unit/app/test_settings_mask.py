"""Masks: what helps to find a mistake is shown, and nothing else."""

from __future__ import annotations

import pytest

from assetforge.app.settings_mask import masked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rate = 0.5", "rate = 0.5"),
        ("[letzai]\nrate=-1e3", "[letzai]\nrate=****"),  # no form of number that people use here
        ("a = true\nb = false", "a = true\nb = false"),
        ('dialect = "older"', 'dialect = "older"'),
        ("privacy = 'public'", "privacy = 'public'"),
        ('dialect = "oldest"', "dialect = ********"),
        ('[letzai.prices.image."Flux 2"]', '[letzai.prices.image."Flux 2"]'),
        ("prices = { min = 1, max = x }", "prices = { min = 1, max = * }"),
        ("prices = [1, 2, word]", "prices = [1, 2, ****]"),
        ('"api key" = "x"', '"api key" = ***'),
        ("key = abc=def", "key = ***=***"),
        ("api_key: sk-1", "api_key: ****"),
        ("LETZAI_API_KEY sk-1 x", "LETZAI_API_KEY **** *"),
        ("sk-live-1", "*********"),
        ("word", "****"),
        ("a = [\n  secret\n]\nb = 1", "a = [\n  ******\n]\nb = 1"),
        ('a = """\nb = c\n"""\nb = 1', "a = ***\n*****\n***\nb = 1"),
        ("a = '''\nb = 1", "a = ***\n*****"),
        ("rate = 0  # was 7", "rate = 0  #******"),
        ('a = "b" # "c', "a = *** #***"),
        ("rate = 0\r\nkey = x\r\n", "rate = 0\r\nkey = *\r\n"),
        ("", ""),
    ],
)
def test_keys_numbers_and_known_words_are_shown(text: str, expected: str) -> None:
    assert masked(text) == expected
