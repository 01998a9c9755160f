from __future__ import annotations

import pytest

from assetforge.core.diagnostics import Diagnostic, Place
from assetforge.core.errors import InvalidError
from assetforge.ui.excerpt import show_diagnostic, show_problems
from assetforge.ui.style import ANSI

FILE = "assets.toml"


def diagnostic(
    line: int,
    column: int,
    length: int,
    detail: str = "`widht` is not a key of an image",
    hint: str = "did you mean `width`?",
) -> Diagnostic:
    return Diagnostic(
        code="unknown-key",
        place=Place(file=FILE, line=line, column=column, length=length),
        summary="unknown key",
        detail=detail,
        hint=hint,
    )


def drawn(found: Diagnostic, text: str) -> str:
    return "\n" + show_diagnostic(found, {FILE: text}) + "\n"


def test_the_line_its_marks_the_detail_and_the_hint_are_shown() -> None:
    assert (
        drawn(diagnostic(1, 1, 5), "widht = 1024\n")
        == """
error[unknown-key]: unknown key
  --> assets.toml:1:1
   |
 1 | widht = 1024
   | ^^^^^ `widht` is not a key of an image
   |
  hint: did you mean `width`?
"""
    )


def test_the_header_of_the_table_is_shown_where_it_is_apart() -> None:
    text = '[image.hero]\nprompt = "a"\n\nwidht = 1024\n'

    assert (
        drawn(diagnostic(4, 1, 5), text)
        == """
error[unknown-key]: unknown key
  --> assets.toml:4:1
   |
 1 | [image.hero]
...
 4 | widht = 1024
   | ^^^^^ `widht` is not a key of an image
   |
  hint: did you mean `width`?
"""
    )


def test_a_header_right_above_needs_no_dots_and_the_gutter_grows_with_the_number() -> None:
    text = "\n" * 8 + '[[shots."x y"]] # first\n  widht = 1024\n'

    assert (
        drawn(diagnostic(10, 3, 5), text)
        == """
error[unknown-key]: unknown key
   --> assets.toml:10:3
    |
  9 | [[shots."x y"]] # first
 10 |   widht = 1024
    |   ^^^^^ `widht` is not a key of an image
    |
   hint: did you mean `width`?
"""
    )


def test_a_header_inside_a_text_is_not_taken_for_one() -> None:
    text = '[image.hero]\nprompt = """\n[image.other]\n"""\nwidht = 1\n'

    assert (
        drawn(diagnostic(5, 1, 5), text)
        == """
error[unknown-key]: unknown key
  --> assets.toml:5:1
   |
 1 | [image.hero]
...
 5 | widht = 1
   | ^^^^^ `widht` is not a key of an image
   |
  hint: did you mean `width`?
"""
    )


def test_a_problem_on_a_header_shows_no_other_header() -> None:
    assert (
        drawn(diagnostic(2, 2, 5, "no such kind", ""), "[image.a]\n[imgae.b]\n")
        == """
error[unknown-key]: unknown key
  --> assets.toml:2:2
   |
 2 | [imgae.b]
   |  ^^^^^ no such kind
"""
    )


def test_marks_stand_under_wide_characters_tabs_and_what_was_escaped() -> None:
    text = "\t\x1b漢字 = widht\n"

    assert (
        drawn(diagnostic(1, 8, 5, "here", ""), text)
        == """
error[unknown-key]: unknown key
  --> assets.toml:1:8
   |
 1 |     \\x1b漢字 = widht
   |                ^^^^^ here
"""
    )


def test_a_wide_span_is_marked_over_all_its_columns() -> None:
    assert (
        drawn(diagnostic(1, 1, 2, "here", ""), "漢字 = 1\n")
        == """
error[unknown-key]: unknown key
  --> assets.toml:1:1
   |
 1 | 漢字 = 1
   | ^^^^ here
"""
    )


def test_a_long_detail_stands_on_its_own_lines() -> None:
    detail = "the model takes " + ", ".join(f"{side}x{side}" for side in range(512, 1024, 32))

    assert (
        drawn(diagnostic(1, 8, 7, detail, ""), 'size = "9x9"\n')
        == """
error[unknown-key]: unknown key
  --> assets.toml:1:8
   |
 1 | size = "9x9"
   |        ^^^^^
   |        the model takes 512x512, 544x544, 576x576, 608x608, 640x640, 672x672, 704x704, 736x736,
   |        768x768, 800x800, 832x832, 864x864, 896x896, 928x928, 960x960, 992x992
"""
    )


def test_of_a_long_line_the_part_around_the_marks_is_shown() -> None:
    text = "a" * 500 + "WRONG" + "b" * 500

    assert (
        drawn(diagnostic(1, 501, 5, "here", ""), text)
        == f"""
error[unknown-key]: unknown key
  --> assets.toml:1:501
   |
 1 | …{"a" * 33}WRONG{"b" * 60}…
   | {" " * 34}^^^^^ here
"""
    )


def test_a_long_span_is_marked_as_far_as_it_is_shown() -> None:
    assert (
        drawn(diagnostic(1, 1, 5_000, "here", ""), "x" * 5_000)
        == f"""
error[unknown-key]: unknown key
  --> assets.toml:1:1
   |
 1 | {"x" * 99}…
   | {"^" * 100}
   | here
"""
    )


def test_a_place_behind_the_end_of_a_line_is_marked_there() -> None:
    assert (
        drawn(diagnostic(1, 4, 1, "a value is missing", ""), "a =\n")
        == """
error[unknown-key]: unknown key
  --> assets.toml:1:4
   |
 1 | a =
   |    ^ a value is missing
"""
    )


@pytest.mark.parametrize("text", ["", "\n\n\n"])
def test_without_a_line_there_is_still_a_place_and_a_detail(text: str) -> None:
    assert (
        drawn(diagnostic(3, 1, 1), text)
        == """
error[unknown-key]: unknown key
  --> assets.toml:3:1
   |
   | `widht` is not a key of an image
   |
  hint: did you mean `width`?
"""
    )


def test_foreign_text_cannot_act_in_any_part() -> None:
    evil = "\x1b[2J\u202e\n::error::"
    found = Diagnostic(
        code="x",
        place=Place(file=evil, line=1, column=1, length=1),
        summary=evil,
        detail=evil,
        hint=evil,
    )

    picture = show_diagnostic(found, {evil: evil})

    assert "\x1b" not in picture
    assert "\u202e" not in picture
    assert not any(line.startswith("::") for line in picture.splitlines())


def test_colour_changes_no_word() -> None:
    found = diagnostic(2, 1, 5)
    texts = {FILE: "[image.hero]\nwidht = 1\n"}

    painted = show_diagnostic(found, texts, style=ANSI)

    assert "\x1b[1;31m^^^^^\x1b[0m" in painted
    for code in ("1;31", "36", "2", "1", "0"):
        painted = painted.replace(f"\x1b[{code}m", "")
    assert painted == show_diagnostic(found, texts)


def test_every_problem_of_an_error_is_drawn_with_a_line_between() -> None:
    error = InvalidError(
        [diagnostic(1, 1, 1, "first", ""), diagnostic(2, 1, 1, "second", "")], {FILE: "a\nb\n"}
    )

    assert (
        "\n" + show_problems(error) + "\n"
        == """
error[unknown-key]: unknown key
  --> assets.toml:1:1
   |
 1 | a
   | ^ first

error[unknown-key]: unknown key
  --> assets.toml:2:1
   |
 2 | b
   | ^ second
"""
    )


def test_beyond_fifty_problems_the_rest_is_counted() -> None:
    error = InvalidError(
        [diagnostic(line, 1, 1) for line in range(1, 1_053)], {FILE: "a\n" * 2_000}
    )

    picture = show_problems(error)

    assert picture.count("error[unknown-key]") == 50
    assert picture.endswith("\n\n… and 1,002 more")
