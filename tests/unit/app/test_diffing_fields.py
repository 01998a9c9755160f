"""The line of a field, beside what the field was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.plan.model import Reason
from assetforge.report.diff_model import Line
from tests.unit.app.blaming import BEFORE, PROMPT, both_of, renamed
from tests.unit.app.projects import write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from tests.unit.app.blaming import Both


@pytest.fixture
def both(project: Project) -> Both:
    return both_of(project)


@pytest.mark.parametrize(
    ("edit", "address", "reason", "expected"),
    [
        (("on marble", "on sand"), "hero", PROMPT, "on sand"),
        (("A beach", "The sea"), "beach", PROMPT, "The sea"),
        (('["hero", "logo"]', '["logo", "hero"]'), "beach", Reason(why="inputs"), "from ="),
        (("64x48", "32x24"), "hero", Reason(why="field", field="size"), "32x24"),
        (("Second line", "Another line"), "long", PROMPT, "Another line"),
        (("First line", "Other line"), "long", PROMPT, "Other line"),
        (("Third {{thing}}", "Third line"), "long", PROMPT, "Third line"),
        (("[image.hero]", '[image.hero]\nmodel = "a"'), "hero", Reason(why="model"), "model ="),
        (("[image.hero]", '[image.hero]\naspect_ratio = "4:3"'), "hero",
         Reason(why="field", field="size"), "aspect_ratio ="),
        (("A beach", "A beach"), "beach", Reason(why="kind"), "[edit.beach]"),
        (("A beach", "A beach"), "beach", Reason(why="field", field="seed"), "[edit.beach]"),
    ],
)  # fmt: skip
def test_a_field_is_blamed_where_it_is_written(
    edit: tuple[str, str], address: str, reason: Reason, expected: str, both: Both
) -> None:
    assert BEFORE.count(edit[0]) == 1
    write(both.project, BEFORE.replace(*edit))

    found = both.line(address, reason)

    assert found == both.place_of(expected)


def test_a_variable_is_blamed_where_the_field_is_as_it_was(both: Both) -> None:
    write(both.project, '[vars]\nthing = "line"\nproduct = "glass"\n', "more.toml")

    for address in ("hero", "told"):
        assert both.line(address, PROMPT) == both.place_of("product", "more.toml")


def test_the_words_of_a_prompt_file_are_blamed(both: Both) -> None:
    write(both.project, "Some words\nand others\n", "told.txt")

    assert both.line("told", PROMPT) == both.place_of("and others", "told.txt")


def test_another_prompt_file_is_blamed_where_it_is_named(both: Both) -> None:
    write(both.project, "Other words", "other.txt")
    write(both.project, BEFORE.replace("{{name}}.txt", "other.txt"))

    assert both.line("told", PROMPT) == both.place_of("other.txt")


def test_a_mark_that_ends_no_row_is_none(both: Both) -> None:
    write(both.project, BEFORE.replace("A beach", "A\u2028beach\u2028one"))
    before = both.anew()
    write(both.project, BEFORE.replace("A beach", "A\u2028beach\u2028two"))

    found = before.line("beach", PROMPT)

    rows = BEFORE.split("\n")
    assert found == Line(file="assets.toml", line=rows.index('prompt = "A beach"') + 1)


def test_form_feeds_of_a_prompt_file_do_not_shift_its_lines(both: Both) -> None:
    write(both.project, "Some\x0cwords\x85and\nmore\nlines\n", "told.txt")
    before = both.anew()
    write(both.project, "Some\x0cwords\x85and\nmore\nothers\n", "told.txt")

    found = before.line("told", PROMPT)

    assert found == Line(file="told.txt", line=3)


SIZE = Reason(why="field", field="size")


@pytest.mark.parametrize(
    ("more", "address", "reason", "expected"),
    [
        (("[image.hero]", '[image.hero]\nmodel = "a"'), "hero", Reason(why="model"), "model ="),
        (("[image.hero]", '[image.hero]\nsize = "16x16"'), "hero", SIZE, "16x16"),
        (("Second line", "Second line\nExtra line"), "long", PROMPT, "Extra line"),
    ],
)
def test_a_line_that_was_taken_away_is_told_as_removed(
    more: tuple[str, str], address: str, reason: Reason, expected: str, both: Both
) -> None:
    write(both.project, BEFORE.replace(*more))
    before = both.anew()
    place = both.place_of(expected)
    write(both.project, BEFORE)

    found = before.line(address, reason)

    assert found == replace(place, is_removed=True)


def test_a_row_that_was_taken_away_from_a_prompt_file_is_told_as_removed(both: Both) -> None:
    write(both.project, "Some words\n", "told.txt")

    found = both.line("told", PROMPT)

    assert found == Line(file="told.txt", line=2, is_removed=True)


def test_a_variable_is_blamed_for_what_was_renamed_besides(both: Both) -> None:
    write(both.project, '[vars]\nthing = "line"\nproduct = "glass"\n', "more.toml")
    write(both.project, renamed("hero", "lead"))

    found = both.line("lead", PROMPT, was="hero")

    assert found == both.place_of("product", "more.toml")


def test_a_row_is_blamed_in_what_was_renamed_besides(both: Both) -> None:
    write(both.project, renamed("long", "longer").replace("Second line", "Another line"))

    assert both.line("longer", PROMPT, was="long") == both.place_of("Another line")


def test_a_name_is_blamed_for_a_prompt_that_holds_it(both: Both) -> None:
    write(both.project, BEFORE.replace("on marble", "by {{name}}"))
    before = both.anew()
    write(both.project, renamed("hero", "lead").replace("on marble", "by {{name}}"))

    assert before.line("lead", PROMPT, was="hero") == both.place_of("[image.lead]")


def test_the_words_of_a_file_are_blamed_where_it_was_renamed_with_its_asset(both: Both) -> None:
    write(both.project, "Some words\nand others\n", "said.txt")
    write(both.project, renamed("told", "said"))

    found = both.line("said", PROMPT, was="told")

    assert found == both.place_of("[image.said]")


def test_a_row_that_a_renamed_asset_lost_is_told_where_it_stood(both: Both) -> None:
    place = both.place_of("Second line")
    write(both.project, renamed("long", "longer").replace("Second line\n", ""))

    found = both.line("longer", PROMPT, was="long")

    assert found == replace(place, is_removed=True)


def test_a_variable_is_blamed_for_another_prompt_file(both: Both) -> None:
    write(both.project, BEFORE.replace("{{name}}.txt", "{{thing}}.txt"))
    write(both.project, "Words\nof a line\n", "line.txt")
    before = both.anew()
    write(both.project, '[vars]\nproduct = "bottle"\nthing = "word"\n', "more.toml")
    write(both.project, "Words\nof a word\n", "word.txt")

    assert before.line("told", PROMPT) == both.place_of("thing", "more.toml")


LISTED = '\n[edit.{name}]\nprompt = "All"\nfrom = [\n  "hero",\n  "long",\n  "told",\n]\n'
INPUTS = Reason(why="inputs")


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (('  "long",\n', '  "logo",\n'), 4),
        (('  "told",\n', '  "told",\n  "logo",\n'), 6),
        (('  "hero",\n  "long"', '  "long",\n  "hero"'), 4),
    ],
)
def test_the_row_of_a_value_over_several_is_blamed(
    edit: tuple[str, str], expected: int, both: Both
) -> None:
    text = LISTED.replace("{name}", "all")
    write(both.project, BEFORE + text)
    before = both.anew()
    write(both.project, BEFORE + text.replace(*edit))

    found = before.line("all", INPUTS)

    header = both.place_of("[edit.all]").line or 0
    assert found == Line(file="assets.toml", line=header + expected)


def test_a_row_that_a_value_lost_is_told_as_removed(both: Both) -> None:
    text = LISTED.replace("{name}", "all")
    write(both.project, BEFORE + text)
    before = both.anew()
    header = both.place_of("[edit.all]").line or 0
    write(both.project, BEFORE + text.replace('  "long",\n', ""))

    found = before.line("all", INPUTS)

    assert found == Line(file="assets.toml", line=header + 4, is_removed=True)


def test_what_a_value_of_one_row_lost_is_blamed_where_it_stands(both: Both) -> None:
    write(both.project, BEFORE.replace('["hero", "logo"]', '["hero"]'))

    assert both.line("beach", INPUTS) == both.place_of("from =")


SHOTS = """
[video.film]
provider = "letzai"
model = "kling30"
shots = [
  { prompt = "One", duration = 3 },
  { prompt = "Two", duration = 4 },
]
"""


def test_the_row_of_a_table_in_a_list_is_blamed(both: Both) -> None:
    write(both.project, BEFORE + SHOTS)
    before = both.anew()
    write(both.project, BEFORE + SHOTS.replace("Two", "Three"))

    found = before.line("film", Reason(why="field", field="shots"))

    assert found == both.place_of("Three")


def test_another_cell_is_blamed_on_the_matrix_where_its_value_is_filled_in(both: Both) -> None:
    write(both.project, BEFORE.replace('["en"]', '["fr"]'))

    assert both.line("banner@fr", PROMPT, was="banner@en") == both.place_of("matrix =")


LETZAI = """
[image.poster]
provider = "letzai"
prompt = "A poster"
size = "1024x768"

[image.poster.letzai]
system_version = 2
"""


def test_a_field_of_the_table_of_a_provider_is_blamed_itself(both: Both) -> None:
    write(both.project, BEFORE + LETZAI)
    before = both.anew()
    write(both.project, BEFORE + LETZAI.replace("= 2", "= 3"))

    found = before.line("poster", Reason(why="field", field="letzai"))

    assert found == both.place_of("system_version")


@pytest.mark.parametrize(("begin", "first"), [("", "one"), ("\n", "one"), ("\n", "same")])
def test_a_row_is_told_from_its_equals_beside_it(begin: str, first: str, both: Both) -> None:
    text = f'\n[image.rows]\nprompt = """{begin}{first}\nsame\nlast\n"""\n'
    write(both.project, BEFORE + text)
    before = both.anew()
    write(both.project, BEFORE + text.replace("\nlast", "\nsame\nlast"))

    found = before.line("rows", PROMPT)

    header = both.place_of("[image.rows]").line or 0
    assert found == Line(file="assets.toml", line=header + 3 + len(begin))
