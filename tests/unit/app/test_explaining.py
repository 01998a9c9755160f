"""Explaining: the parts of a key, with the lines where a person wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.app.explaining import explain_asset
from assetforge.core.errors import UsageError
from tests.unit.app.projects import LAMP, built, paint, write

if TYPE_CHECKING:
    from assetforge.app.project import Project


def test_each_field_names_the_line_it_is_written_in(project: Project) -> None:
    explanation = explain_asset(project, "lamp")

    assert str(explanation.declared) == "assets.toml:6"
    assert str(explanation.fields["prompt"]) == "assets.toml:7"
    assert explanation.entry is None
    assert explanation.step.action == "make"


def test_a_default_is_written_where_it_stands(project: Project) -> None:
    write(project, LAMP.replace('size = "64x48"', "") + '\n[defaults.image]\nsize = "32x32"\n')

    assert str(explain_asset(project, "lamp").fields["size"]) == "assets.toml:15"


def test_what_was_locked_comes_along(project: Project) -> None:
    built(project)

    explanation = explain_asset(project, "icon")

    assert explanation.entry is not None
    assert explanation.inputs == ("lamp",)
    assert explanation.step.action == "keep"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("tile", "`tile` means 2 assets"),
        ("logo", "`logo` is a source"),
        ("lmap", "no asset fits `lmap`"),
    ],
)
def test_a_name_must_mean_one_asset_that_is_made(name: str, words: str, project: Project) -> None:
    tiles = '[image.tile]\nmatrix = { n = [1, 2] }\nprompt = "{{n}}"\nsize = "16x16"\n'
    write(project, f'{LAMP}\n{tiles}\n[source.logo]\npath = "logo.png"\n')
    paint(project, "logo.png")

    with pytest.raises(UsageError, match=words):
        explain_asset(project, name)
