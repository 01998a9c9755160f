from __future__ import annotations

import pytest

from assetforge.manifest.source_limits import DEEPEST, MOST_LINE, find_excesses, find_unclosed


def check(text: str, expected: list[tuple[str, int, int]]) -> None:
    found = [(fault.code, fault.start, fault.length) for fault in find_excesses(text)]

    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = 1\n", []),
        ("x" * MOST_LINE + "\n", []),
        ("a = 1\n" + "x" * (MOST_LINE + 1), [("line-too-long", 6, 1)]),
        ("a." * 15 + "a = 1", []),
        ("a." * 16 + "a = 1", [("key-too-long", 0, 32)]),
        ("a." * 50 + "a = 1\n" + "b." * 16 + "b = 1",
         [("key-too-long", 0, 32), ("key-too-long", 106, 32)]),
        ("[ " + "a . " * 20 + "a ]", [("key-too-long", 2, 64)]),
        ("a = { " + "a." * 16 + "a = 1 }", [("key-too-long", 6, 32)]),
        ('a = "' + "a." * 16 + '"', []),
        ('a = """\n' + "a." * 16 + '"""', []),
        ("# " + "a." * 16, []),
        ("a = " + "1" * 64, []),
        ("a = " + "1" * 65, [("number-too-long", 4, 65)]),
        ("a = -0." + "1" * 65, [("number-too-long", 4, 68)]),
        ('a = "' + "1" * 65 + '"', []),
        ("1" * 65 + " = 1", []),
        ("a = " + "[" * DEEPEST + "'x'" + "]" * DEEPEST, []),
        ("a = " + "[" * (DEEPEST + 1), [("too-deep", 4 + DEEPEST, 1)]),
        ("a = " + "{a=" * (DEEPEST + 1), [("too-deep", 4 + 3 * DEEPEST, 1)]),
        ("a = '" + "[" * (DEEPEST + 1) + "'", []),
        ("[[a]]\n" * 40, []),
        ("]" * 40 + "[" * DEEPEST, []),
        ('a = "x\n' + "[" * (DEEPEST + 1), []),
    ],
)  # fmt: skip
def test_what_no_sensible_file_holds_is_found(
    text: str, expected: list[tuple[str, int, int]]
) -> None:
    check(text, expected)


def test_a_person_is_told_of_twenty_at_most() -> None:
    assert len(find_excesses(("a." * 16 + "a = 1\n") * 50)) == 20


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ('a = "x', 4, "on its line"),
        ("a = 'x\nb = 1", 4, "on its line"),
        ('a = """x""\n', 4, "in the rest of the file"),
        ("a = ['x', '''\n]", 10, "in the rest of the file"),
    ],
)
def test_the_quote_that_is_not_closed_is_found(text: str, start: int, end: str) -> None:
    fault = find_unclosed(text)

    assert fault is not None
    assert (fault.start, fault.detail) == (
        start,
        f"this quote opens a text that is not closed {end}",
    )


def test_closed_quotes_are_no_fault() -> None:
    assert find_unclosed("a = \"x'\" # it's\nb = '\"'") is None
