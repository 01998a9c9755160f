"""The line to blame: where somebody wrote what an asset now asks for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.app.diffing_lines import ChangedLines
from assetforge.app.memo import Memo
from assetforge.app.reading import read_project
from assetforge.plan.model import Reason
from assetforge.report.diff_model import Line
from tests.unit.app.blaming import BEFORE, PROMPT, both_of, renamed
from tests.unit.app.projects import paint, write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from tests.unit.app.blaming import Both


@pytest.fixture
def both(project: Project) -> Both:
    return both_of(project)


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


ROWS = '[\n  "en",\n  "de",\n  "fr",\n]'


def test_each_new_cell_is_blamed_on_its_own_row(both: Both) -> None:
    write(both.project, BEFORE.replace('["en"]', ROWS))

    assert both.line("banner@fr") == both.place_of('"fr"')
    assert both.line("banner@de") == both.place_of('"de"')


def test_a_new_cell_that_another_input_brings_is_blamed_on_from(both: Both) -> None:
    write(both.project, BEFORE.replace('["hero", "logo"]', '["banner", "logo"]'))

    assert both.line("beach@en") == both.place_of("from =")


def test_a_single_asset_that_was_cells_is_blamed_on_the_matrix_it_lost(both: Both) -> None:
    place = both.place_of("matrix =")
    text = BEFORE.replace('matrix = { locale = ["en"] }\n', "").replace("{{locale}}", "text")
    write(both.project, text)

    assert both.line("banner") == replace(place, is_removed=True)


def test_a_new_cell_of_what_was_renamed_is_blamed_on_the_matrix(both: Both) -> None:
    write(both.project, renamed("banner", "flag").replace('["en"]', '["en", "de"]'))
    now = read_project(both.project, Memo())

    lines = ChangedLines(now, both.before, moved={"flag@en": "banner@en"})

    assert lines.find(now.graph.assets["flag@de"], ()) == both.place_of("matrix =")


def test_another_name_is_blamed_at_its_header_and_another_value_of_a_cell_at_the_matrix(
    both: Both,
) -> None:
    label = Reason(why="field", field="label")
    write(both.project, renamed("banner", "flag"))

    assert both.line("flag@en", label, was="banner@en") == both.place_of("[image.flag]")

    write(both.project, BEFORE.replace('["en"]', '["fr"]'))

    assert both.line("banner@fr", label, was="banner@en") == both.place_of("matrix =")
