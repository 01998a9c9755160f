from __future__ import annotations

import sys

import pytest
import tomli

from assetforge.manifest.source_syntax import explain_syntax
from assetforge.manifest.source_text import Fault, SourceText

TEXT_RULE = 'put texts in quotes, as in `prompt = "A lamp"`'
KEY_RULE = "a key is made of letters, digits, `-` and `_`; anything else needs quotes"
ESCAPE_RULE = r"write `\\` for a backslash, or put the text in single quotes"


def explained(text: str) -> Fault:
    with pytest.raises((ValueError, RecursionError)) as caught:
        tomli.loads(text)
    return explain_syntax(SourceText(file="assets.toml", text=text), caught.value)


@pytest.mark.parametrize(
    ("text", "marked", "detail", "hint"),
    [
        ("a = lamp", "lamp", "here should be a value", TEXT_RULE),
        ("a = @tag x", "@tag", "here should be a value", TEXT_RULE),
        ("a =", "", "here should be a value", TEXT_RULE),
        ("a = True", "True", "here should be a value", "write `true`"),
        ("p = don't", "don", "here should be a value", TEXT_RULE),
        ("a b = 1", "b", "a key must be followed by `=`", "write `key = value`"),
        ("a = 1 b = 2", "b", "the line should end here", "write one key to a line"),
        ('a = "x" y"', "y", "the line should end here", "write one key to a line"),
        ("[a b]", "b", "the header of a table must end", ""),
        ("[]", "]", "here should be a key", KEY_RULE),
        ("= 1", "=", "here should be a key, a `[table]`", KEY_RULE),
        ("a = [1 2]", "2", "here should be a `,` or the `]`", "add what is missing"),
        ("a = {b = 1 c = 2}", "c", "here should be a `,` or the `}`", "add what is missing"),
        (r'a = "C:\dir"', r"\d", "the backslash begins no escape", ESCAPE_RULE),
        (r'a = "\u12"', r"\u", "the escape lacks hexadecimal digits", ESCAPE_RULE),
        ("a = 2020-02-30", "2020-02-30", "there is no such date or time", "put it in quotes"),
        ('a = 1\nb = "x\nc = 1', '"', "this quote opens a text", 'close it with `"`'),
        ('a = """x', '"""', "this quote opens a text", 'close it with `"""`'),
        ("a = 2020-13-01", "-13-01", "the line should end here", "write one key to a line"),
        (r'a = "x\ud800"', r"\u", "the escape names no character", ESCAPE_RULE),
        (">>>>>>> main\n", ">", "here should be a key", "this looks like what is left of a merge"),
        (
            "a = 1\n=======\n",
            "=",
            "here should be a key",
            "this looks like what is left of a merge",
        ),
    ],
)
def test_a_mistake_is_told_in_plain_words(text: str, marked: str, detail: str, hint: str) -> None:
    fault = explained(text)

    assert (fault.code, fault.summary) == ("syntax", "not valid TOML")
    assert text[fault.start :].startswith(marked)
    assert fault.length == max(1, len(marked))
    assert fault.detail.startswith(detail)
    assert fault.hint.startswith(hint)


@pytest.mark.parametrize(
    ("text", "line", "column", "first"),
    [
        ("a = 1\na = 2", 2, 1, 1),
        ("a = 1\n\na.b = 2", 3, 1, 1),
        ("a.b = 1\na = 2", 2, 1, 1),
        ("[a]\nb = 1\n[a]", 3, 2, 1),
        ("[a.b]\n[a]\n[a.b]\nc = 1", 3, 4, 1),
        ("a = {b = 1}\n[a.c]", 2, 2, 1),
        ("a = {b = 1, b = 2}", 1, 13, 1),
        ("a = {b = {c = 1, c = 2}}", 1, 18, 1),
        ("a = []\n[[a]]", 2, 3, 1),
        ('a = """\n\n"""\na = 1', 4, 1, 1),
        ('a = 1\n"a" = """\n\n"""', 2, 1, 1),
        ("[[s]]\na = 1\n[[s]]\na = 1\na = 2", 5, 1, 4),
        ("a = 1\na = 2\nb = 1\nb = 2", 2, 1, 1),
    ],
)
def test_a_repeated_key_names_the_line_of_the_first(
    text: str, line: int, column: int, first: int
) -> None:
    fault = explained(text)

    place = SourceText(file="assets.toml", text=text).place(fault.start, fault.length)
    assert (fault.code, place.line, place.column) == ("duplicate-key", line, column)
    assert fault.detail == f"this was given before, on line {first}"


def test_a_repeated_key_has_its_line_without_the_grammar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tree_sitter_toml", None)

    fault = explained("a = 1\na = 2\n")

    assert (fault.code, fault.start) == ("duplicate-key", 6)


def test_what_has_no_place_is_refused_all_the_same() -> None:
    fault = explain_syntax(SourceText(file="a", text="a = 1"), RecursionError("too deep"))

    assert (fault.code, fault.start, fault.detail) == (
        "syntax", 0, "the file cannot be read: too deep",
    )  # fmt: skip
