"""What is written in the files of one side, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.app.diffing_texts import DiffTexts, home_of, keys_of
from assetforge.app.memo import Memo
from assetforge.app.reading import read_project
from assetforge.manifest.model import Origin
from assetforge.plan.model import Reason
from assetforge.report.diff_model import Line
from tests.unit.app.projects import write

if TYPE_CHECKING:
    from assetforge.app.project import Project

TEXT = '''\
version = 1

[project]
name = "shop"

[vars]
product = "bottle"

[defaults.image]
size = "64x48"

[image.hero]
prompt = """
A {{product}}
on marble
"""

[image.told]
prompt_file = "{{name}}.txt"
'''
HERO = Origin(file="assets.toml", path=("image", "hero", "prompt"))


@pytest.fixture
def texts(project: Project) -> DiffTexts:
    write(project, TEXT)
    write(project, "\ufeffA lamp\r\n", "told.txt")
    return DiffTexts(read_project(project, Memo()))


def test_values_are_those_that_are_written(texts: DiffTexts) -> None:
    table = Origin(file="assets.toml", path=("image", "hero"))

    assert texts.value(HERO) == "A {{product}}\non marble\n"
    assert texts.value(Origin(file="assets.toml", path=("image", "none", "prompt"))) is None
    assert texts.value(Origin(file="absent.toml", path=("image",))) is None
    assert texts.table(table).keys() == {"prompt"}
    assert texts.table(HERO) == {}
    assert texts.variables == {"product": "bottle"}
    assert texts.at(texts.homes["product"]) == Line(file="assets.toml", line=7)


def test_gaps_are_filled_with_variables_and_names(texts: DiffTexts) -> None:
    asset = texts.assets["told"]

    assert texts.filled(asset, "{{name}} {{product}}") == "told bottle"
    assert texts.text("told.txt") == "A lamp\r\n"
    assert texts.text("absent.txt") is None


def test_a_row_of_a_value_has_its_line_where_it_can_be_told_apart(texts: DiffTexts) -> None:
    rows = ["A {{product}}", "on marble"]

    assert texts.row(HERO, rows, 1) == Line(file="assets.toml", line=15)
    assert texts.row(HERO, rows, 0) == Line(file="assets.toml", line=14)
    assert texts.row(HERO, ["A", "on marble"], 0) is None
    assert texts.row(HERO, ["A", "elsewhere"], 1) is None
    assert texts.row(HERO, rows, 2) is None


def test_a_field_is_at_home_with_its_asset_or_in_the_defaults(texts: DiffTexts) -> None:
    asset = texts.assets["hero"]

    assert home_of(asset, "prompt") == HERO
    assert home_of(asset, "size").path == ("defaults", "image", "size")
    assert home_of(asset, "model").path == ("image", "hero", "model")


def test_reasons_lead_to_the_keys_that_somebody_wrote(texts: DiffTexts) -> None:
    asset = texts.assets["told"]
    reasons = [
        Reason(why="model"), Reason(why="field", field="size"), Reason(why="field", field="prompt"),
    ]  # fmt: skip

    assert keys_of(asset, reasons) == ["size", "prompt_file"]
    assert keys_of(None, reasons) == []
