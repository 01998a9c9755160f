from __future__ import annotations

import pytest

from assetforge.manifest.document import check_documents, included
from tests.unit.manifest.samples import HEAD, document


def test_a_table_that_is_absent_or_something_else_is_empty() -> None:
    found = document('vars = 3\n[image.hero]\nprompt = "A"\n')

    assert found.table("vars") == {}
    assert found.table("defaults") == {}
    assert found.table("image") == {"hero": {"prompt": "A"}}


@pytest.mark.parametrize(
    ("text", "patterns"),
    [
        ("", ()),
        ('include = ["a.toml", "b/*.toml"]', ("a.toml", "b/*.toml")),
        ('include = ["a.toml", 3]', ("a.toml",)),
        ('include = "a.toml"', ()),
    ],
)
def test_only_texts_of_a_list_are_included(text: str, patterns: tuple[str, ...]) -> None:
    assert included(document(text)) == patterns


def test_a_sound_main_file_has_no_problem() -> None:
    text = HEAD + "include = []\nvars = {}\ndefaults = {}\nbudget = {}\nimage = {}\n"

    assert list(check_documents([document(text)])) == []


def test_an_included_file_holds_vars_and_assets_only() -> None:
    other = document("version = 1\nvars = {}\nimage = {}\nbudget = {}\n", "may.toml")

    found = list(check_documents([document(HEAD), other]))

    assert [(problem.file, problem.path) for problem in found] == [
        ("may.toml", ("version",)),
        ("may.toml", ("budget",)),
    ]
