"""Blame from end to end: an edit of a committed project, and the one line that it is told by."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.app.diffing import diff_project
from tests.git_commands import commit_all, git
from tests.unit.app.projects import write

if TYPE_CHECKING:
    from assetforge.app.project import Project

HEAD = 'version = 1\n[project]\nname = "shop"\n[vars]\nproduct = "bottle"\nlang = "en"\n'
NIGHT = """
[image.banner]
provider = "letzai"
matrix = { locale = ["en", "de"] }
prompt = "A {{product}} in {{locale}}"

[edit.night]
provider = "letzai"
from = "banner"
prompt = "At night"
"""
READ = '[image.hero]\nprovider = "letzai"\nprompt_file = "{{lang}}.txt"\n'
FILM = """
[video.film]
provider = "letzai"
model = "kling30"
shots = [
  { prompt = "One", duration = 3 },
  { prompt = "Two", duration = 4 },
]
"""
MOVED = '\n[moved]\nbanner = "flag"\n'


@pytest.fixture
def place(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Begin a repository, with a prompt file in two languages."""
    monkeypatch.setenv("HOME", project.root)
    git(Path(project.root), "init", "-q")
    write(project, "One\n", "en.txt")
    write(project, "Eins\n", "de.txt")
    return project


@pytest.mark.parametrize(
    ("text", "edits", "line", "chain"),
    [
        (NIGHT, [('"de"]', '"de", "fr"]')], "matrix =", ("banner@fr", "night@fr")),
        (READ, [('"en"', '"de"')], "lang =", ("hero",)),
        (FILM, [("Two", "Three")], "Three", ("film",)),
        (
            NIGHT,
            [("[image.banner]", "[image.flag]"), ('"banner"', '"flag"'), ("bottle", "lamp"),
             ('"At night"\n', f'"At night"\n{MOVED}')],
            "product =", ("flag@en", "night@en"),
        ),
    ],
)  # fmt: skip
def test_an_edit_is_told_by_the_line_that_it_changed(
    text: str, edits: list[tuple[str, str]], line: str, chain: tuple[str, ...], place: Project
) -> None:
    edited = HEAD + text
    write(place, edited)
    commit_all(Path(place.root), "first")
    for edit in edits:
        edited = edited.replace(*edit)
    write(place, edited)

    causes = diff_project(place, "HEAD").causes

    (number,) = (at for at, row in enumerate(edited.split("\n"), start=1) if line in row)
    assert {(each.line.file, each.line.line) for each in causes if each.line} == {
        ("assets.toml", number)
    }
    assert causes[0].chain == chain
