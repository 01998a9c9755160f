from __future__ import annotations

import pytest

from assetforge.manifest.source_dialect import in_toml_1_0


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ("a = {\n  b = 1,\n}", "a = {   b = 1  }"),
        ("a = { # é\nb = [\n1,\n] }", "a = {      b = [\n1,\n] }"),
        ("a = {b = 1, # x\n}", "a = {b = 1      }"),
        ("a = {b = {c = 1,},\n}", "a = {b = {c = 1 }  }"),
        ("a = [\n{b = 1,},\n]", "a = [\n{b = 1 },\n]"),
        ('a = {b = """\n"""}', 'a = {b = """\n"""}'),
        (r'a = "\e\x41\\x41\n"', r'a = "    41\\x41\n"'),
        ("a = 07:32\nb = 1979-05-27 07:32Z", "a = 11111\nb = 11111111111111111"),
        ("a = 07:32:00", "a = 07:32:00"),
    ],
)
def test_newer_spellings_become_older_ones(newer: str, older: str) -> None:
    assert in_toml_1_0(newer).decode() == older


@pytest.mark.parametrize(
    "text", ["", "é = { # 漢\n'ü' = \"\\e😀\", }", "{" * 9 + "\n# é", '"""{\n', "}}{\n,"]
)
def test_no_byte_moves(text: str) -> None:
    assert len(in_toml_1_0(text)) == len(text.encode())
