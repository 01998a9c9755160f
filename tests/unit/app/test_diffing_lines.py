"""The line to blame: where somebody wrote what an asset now asks for."""

from __future__ import annotations

from dataclasses import dataclass
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
