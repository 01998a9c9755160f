"""The line to blame: where somebody wrote what an asset now asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.app.diffing_lines import ChangedLines
from assetforge.app.memo import Memo
from assetforge.app.reading import read_project
from assetforge.plan.model import Reason
from assetforge.report.diff_model import Line
from tests.unit.app.projects import paint, write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from assetforge.app.reading import Reading

BEFORE = '''\
version = 1
include = ["more.toml"]

[project]
name = "shop"

[defaults.image]
size = "64x48"

[source.logo]
path = "logo.png"

[image.hero]
prompt = "A {{product}} on marble"

[image.long]
prompt = """
First line
Second line
Third {{thing}}
"""

[image.told]
prompt_file = "{{name}}.txt"

[image.banner]
matrix = { locale = ["en"] }
prompt = "{{locale}}"

[edit.beach]
from = ["hero", "logo"]
prompt = "A beach"
'''
PROMPT = Reason(why="field", field="prompt")


@dataclass(frozen=True, slots=True)
class Both:
    """A project that a test edits, and what it was."""

    project: Project
    before: Reading

    def line(self, address: str, *reasons: Reason) -> Line:
        now = read_project(self.project, Memo())
        return ChangedLines(now, self.before).find(now.graph.assets[address], reasons)

    def place_of(self, text: str, name: str = "assets.toml") -> Line:
        """Find the one line that holds a text."""
        rows = Path(self.project.root, name).read_text(encoding="utf-8").splitlines()
        (number,) = (number for number, row in enumerate(rows, start=1) if text in row)
        return Line(file=name, line=number)


@pytest.fixture
def both(project: Project) -> Both:
    write(project, BEFORE)
    write(project, '[vars]\nproduct = "bottle"\nthing = "line"\n', "more.toml")
    write(project, "Some words\nand {{product}}\n", "told.txt")
    paint(project, "logo.png")
    return Both(project, read_project(project, Memo()))


@pytest.mark.parametrize(
    ("edit", "address", "reason", "expected"),
    [
        (("on marble", "on sand"), "hero", PROMPT, "on sand"),
        (("A beach", "The sea"), "beach", PROMPT, "The sea"),
        (('["hero", "logo"]', '["logo", "hero"]'), "beach", Reason(why="inputs"), "from ="),
        (("64x48", "32x24"), "hero", Reason(why="field", field="size"), "32x24"),
        (("Second line", "Another line"), "long", PROMPT, "Another line"),
        (("First line", "Other line"), "long", PROMPT, 'prompt = """'),
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


def test_the_bytes_of_a_source_are_blamed_as_a_file(both: Both) -> None:
    paint(both.project, "logo.png", "red")

    found = both.line("logo", Reason(why="field", field="content"))

    assert found == Line(file="logo.png", line=None)


def test_a_new_asset_is_blamed_at_its_header_and_a_new_cell_at_the_matrix(both: Both) -> None:
    more = BEFORE.replace('["en"]', '["en", "de"]') + '\n[image.new]\nprompt = "New"\n'
    write(both.project, more)

    assert both.line("new") == both.place_of("[image.new]")
    assert both.line("banner@de") == both.place_of("matrix =")


def test_without_a_base_everything_is_new(both: Both) -> None:
    assets = both.before.graph.assets
    lines = ChangedLines(both.before, None)

    assert lines.find(assets["hero"], ()) == both.place_of("[image.hero]")
    assert lines.find(assets["banner@en"], ()) == both.place_of("[image.banner]")


def test_the_first_part_that_somebody_wrote_counts(both: Both) -> None:
    write(both.project, BEFORE.replace("on marble", "on sand"))

    found = both.line("hero", Reason(why="kind"), Reason(why="model"), PROMPT)

    assert found == both.place_of("on sand")


def test_a_mark_that_ends_no_row_is_none(both: Both) -> None:
    write(both.project, BEFORE.replace("A beach", "A\u2028beach\u2028one"))
    base = read_project(both.project, Memo())
    write(both.project, BEFORE.replace("A beach", "A\u2028beach\u2028two"))

    found = replace(both, before=base).line("beach", PROMPT)

    rows = BEFORE.split("\n")
    assert found == Line(file="assets.toml", line=rows.index('prompt = "A beach"') + 1)


def test_form_feeds_of_a_prompt_file_do_not_shift_its_lines(both: Both) -> None:
    write(both.project, "Some\x0cwords\x85and\nmore\nlines\n", "told.txt")
    base = read_project(both.project, Memo())
    write(both.project, "Some\x0cwords\x85and\nmore\nothers\n", "told.txt")

    found = replace(both, before=base).line("told", PROMPT)

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
    before = replace(both, before=read_project(both.project, Memo()))
    place = both.place_of(expected)
    write(both.project, BEFORE)

    found = before.line(address, reason)

    assert found == replace(place, is_removed=True)


def test_a_row_that_was_taken_away_from_a_prompt_file_is_told_as_removed(both: Both) -> None:
    write(both.project, "Some words\n", "told.txt")

    found = both.line("told", PROMPT)

    assert found == Line(file="told.txt", line=2, is_removed=True)


def test_a_source_elsewhere_is_blamed_where_that_is_written(both: Both) -> None:
    paint(both.project, "mark.png", "red")
    write(both.project, BEFORE.replace('"logo.png"', '"mark.png"'))

    content = Reason(why="field", field="content")
    found = both.line("logo", Reason(why="field", field="path"), content)

    assert found == both.place_of("mark.png")


def test_another_take_is_blamed_where_the_lock_names_it(both: Both) -> None:
    lock = '[asset.hero]\nkey = "a"\n\n[asset.hero.result]\nid = "b"\ndigest = "c"\n'
    now = both.before
    take = Reason(why="field", field="result")

    found = ChangedLines(now, now, ("assets.lock", lock)).find(now.graph.assets["hero"], [take])

    assert found == Line(file="assets.lock", line=6)
