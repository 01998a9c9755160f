from __future__ import annotations

import pytest

from assetforge.manifest.declare import declared_assets, declared_vars
from assetforge.manifest.problem_list import ProblemList
from tests.unit.manifest.samples import document, told


def test_assets_are_collected_from_every_file_by_name() -> None:
    problems = ProblemList()
    main = document("[image.hero]\n[edit.night]\n[image.side]\n")
    other = document("[image.may]\n", "may.toml")

    found = declared_assets([main, other], problems)

    assert [(name, asset.kind) for name, asset in found.items()] == [
        ("hero", "image"), ("side", "image"), ("night", "edit"), ("may", "image"),
    ]  # fmt: skip
    assert found["may"].origin.file == "may.toml"
    assert told(problems) == []


def test_the_first_of_two_with_one_name_counts() -> None:
    problems = ProblemList()

    found = declared_assets([document("[image.hero]\n[video.hero]\n")], problems)

    assert found["hero"].kind == "image"
    assert [problem.code for problem in told(problems)] == ["name-twice"]


@pytest.mark.parametrize(
    "name",
    [
        "big hero",
        "",
        "-hero",
        "hero.png",
        "a" * 65,
        "h\N{LATIN SMALL LETTER E WITH ACUTE}ro",
        "a@b",
    ],
)
def test_a_name_that_is_no_file_name_is_left_out(name: str) -> None:
    problems = ProblemList()

    found = declared_assets([document(f'[image."{name}"]\n')], problems)

    assert found == {}
    assert [problem.code for problem in told(problems)] == ["bad-name"]


def test_vars_of_all_files_are_one_table() -> None:
    problems = ProblemList()
    main = document('[vars]\nproduct = "bottle"\nseconds = 8\n')
    other = document('[vars]\nmonth = "May"\nwarm = true\n', "may.toml")

    found = declared_vars([main, other], problems)

    assert found == {"product": "bottle", "seconds": 8, "month": "May", "warm": True}
    assert told(problems) == []


def test_a_var_that_cannot_be_used_still_stands_for_something() -> None:
    problems = ProblemList()

    found = declared_vars([document("[vars]\ncolours = ['red']\n")], problems)

    assert found == {"colours": ""}  # so that nobody is told that it is unknown
    assert [problem.code for problem in told(problems)] == ["wrong-type"]
