from __future__ import annotations

import sys

import pytest

from assetforge.core.diagnostics import KeyPath, Place, Problem
from assetforge.manifest.positions import Positions, Span, place_problems

TEXT = """\
version = 1
a.b."c.d" = 2

[project]
name = "漢字" # comment

[image.hero]
"size" = '16x9'
prompt = \"\"\"
[not.a.header]
key = 1
\"\"\"
  é = 1

[image.hero.letzai]
system_version = 3

[image]
shared = true

[[shot]]
at = [1, [2, 3], { x = 4 }]
[shot.light]
warm = 1
[[shot]]
at = [
  "first", # one
  "second",
]

[image.banner]
matrix = { # TOML 1.1
  locale = ["en", "de"],
  "ra\\u0074io" = ["16:9"], # é
}
time = 07:32
after = "\\e\\x41"
last = {}
"""


def shown(span: Span) -> str:
    """Cut the marked characters out of the text, so that a test reads like the file."""
    line = TEXT.split("\n")[span.line - 1]
    return f"{span.line}: {line[span.column - 1 : span.column - 1 + span.length]}"


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("version",), "1: version", "1: 1"),
        (("a",), "2: a", "2: a"),
        (("a", "b", "c.d"), '2: "c.d"', "2: 2"),
        (("project",), "4: project", "4: [project]"),
        (("project", "name"), "5: name", '5: "漢字"'),
        (("image",), "18: image", "18: [image]"),
        (("image", "hero"), "7: hero", "7: [image.hero]"),
        (("image", "hero", "size"), '8: "size"', "8: '16x9'"),
        (("image", "hero", "prompt"), "9: prompt", '9: """'),
        (("image", "hero", "letzai"), "15: letzai", "15: [image.hero.letzai]"),
        (("image", "hero", "letzai", "system_version"), "16: system_version", "16: 3"),
        (("image", "shared"), "19: shared", "19: true"),
        (("shot",), "21: shot", "21: [[shot]]"),
        (("shot", 0), "21: shot", "21: [[shot]]"),
        (("shot", 1), "25: shot", "25: [[shot]]"),
        (("shot", 0, "at"), "22: at", "22: [1, [2, 3], { x = 4 }]"),
        (("shot", 0, "at", 0), "22: 1", "22: 1"),
        (("shot", 0, "at", 1, 1), "22: 3", "22: 3"),
        (("shot", 0, "at", 2, "x"), "22: x", "22: 4"),
        (("shot", 0, "light", "warm"), "24: warm", "24: 1"),
        (("shot", 1, "at"), "26: at", "26: ["),
        (("shot", 1, "at", 1), '28: "second"', '28: "second"'),
        (("image", "banner", "matrix"), "32: matrix", "32: { # TOML 1.1"),
        (("image", "banner", "matrix", "locale"), "33: locale", '33: ["en", "de"]'),
        (("image", "banner", "matrix", "locale", 1), '33: "de"', '33: "de"'),
        (("image", "banner", "matrix", "ratio"), '34: "ra\\u0074io"', '34: ["16:9"]'),
        (("image", "banner", "time"), "36: time", "36: 07:32"),
        (("image", "banner", "after"), "37: after", '37: "\\e\\x41"'),
        (("image", "banner", "last"), "38: last", "38: {}"),
    ],
)
def test_keys_and_values_are_found(path: KeyPath, key: str, value: str) -> None:
    positions = Positions(TEXT)

    assert (shown(positions.key(path)), shown(positions.value(path))) == (key, value)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("image", "hero", "missing"), "7: [image.hero]"),
        (("image", "hero", "size", "deeper", 3), "8: '16x9'"),
        (("shot", 9), "21: [[shot]]"),
        (("shot", 1, "at", 7), "26: ["),
        (("image", "hero", "é"), "7: [image.hero]"),
        (("nowhere", "at", "all"), "1: v"),
        ((), "1: v"),
    ],
)
def test_what_is_not_there_stands_at_its_nearest_parent(path: KeyPath, expected: str) -> None:
    assert shown(Positions(TEXT).value(path)) == expected


def test_columns_count_characters_not_bytes() -> None:
    span = Positions('a = ["漢字", "é", 1]').value(("a", 2))

    assert span == Span(line=1, column=17, length=1)


@pytest.mark.parametrize("text", ["", "=", "[", "a = ", "[[[[", '"', "a = {b", "\n\n[a.]\n"])
def test_a_broken_text_still_has_places(text: str) -> None:
    assert Positions(text).value(("a", "b", 0)).line >= 1


def test_without_the_grammar_everything_stands_at_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "tree_sitter_toml", None)

    assert Positions(TEXT).key(("image", "hero")) == Span(line=1, column=1, length=1)


def problem(path: KeyPath, *, file: str = "b.toml", code: str = "x", detail: str = "d") -> Problem:
    return Problem(code=code, file=file, path=path, summary="s", detail=detail, hint="h")


def test_problems_are_placed_and_sorted_by_file_line_and_column() -> None:
    texts = {"a.toml": "z = 1", "b.toml": "x = [1, 2]\ny = 3"}
    problems = [
        problem(("y",)),
        problem(("x", 1)),
        problem(("x", 0)),
        problem(("z",), file="a.toml"),
    ]

    found = [diagnostic.place for diagnostic in place_problems(problems, texts)]

    assert found == [
        Place(file="a.toml", line=1, column=5, length=1),
        Place(file="b.toml", line=1, column=6, length=1),
        Place(file="b.toml", line=1, column=9, length=1),
        Place(file="b.toml", line=2, column=5, length=1),
    ]


def test_the_same_problem_is_said_once() -> None:
    problems = [
        problem(("x",)),
        problem(("x",)),
        problem(("x",), detail="other"),
        problem(("x",), code="y"),
    ]

    found = place_problems(problems, {"b.toml": "x = 1"})

    assert [(each.code, each.detail) for each in found] == [("x", "d"), ("x", "other"), ("y", "d")]


def test_a_file_without_text_has_its_problems_at_the_start() -> None:
    found = place_problems([problem(("x",))], {})

    assert found[0].place == Place(file="b.toml", line=1, column=1, length=1)
