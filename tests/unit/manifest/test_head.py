from __future__ import annotations

import pytest

from assetforge.manifest.head import Head, read_head
from assetforge.manifest.problem_list import ProblemList
from tests.unit.manifest.samples import document, told


def read(text: str) -> tuple[Head, list[str]]:
    problems = ProblemList()
    return read_head(document(text), problems), [problem.code for problem in told(problems)]


def test_everything_is_read() -> None:
    head, codes = read(
        'version = 1\ninclude = ["a.toml"]\n[project]\nname = "spring"\noutput = "made/here"\n'
    )

    assert head == Head(name="spring", output="made/here")
    assert codes == []


def test_what_is_not_said_has_its_default() -> None:
    head, codes = read('version = 1\nproject.name = "spring"\n')

    assert head == Head(name="spring", output="assets")
    assert codes == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["missing-key", "missing-key"]),
        ("version = true\nproject.name = 'x'", ["wrong-value"]),
        ("version = 0\nproject.name = 'x'", ["wrong-value"]),
        ("version = 1\nproject = 3", []),  # said of the document
        ("version = 1\nproject = { name = 'x', output = '/a' }", ["wrong-value"]),
        ("version = 1\nproject = { name = 'x', output = 'assets.lock' }", ["wrong-value"]),
        ("version = 1\nproject = { name = 'x', output = 'a/Assets.TOML/b' }", ["wrong-value"]),
        ("version = 1\nproject = { name = 'x', outputt = 'a' }", ["unknown-key"]),
        ("version = 1\nproject.name = 'x'\ninclude = ['a', 3]", ["wrong-value"]),
    ],
)
def test_each_mistake_is_found_once(text: str, codes: list[str]) -> None:
    assert read(text)[1] == codes


def test_what_is_wrong_is_replaced_by_its_default() -> None:
    head, _ = read("version = 1\nproject = { name = 3, output = '..' }")

    assert head == Head(name="", output="assets")
