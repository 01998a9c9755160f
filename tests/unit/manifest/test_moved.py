from __future__ import annotations

import pytest

from assetforge.core.errors import InvalidError
from assetforge.manifest.moved import MOST_MOVED
from tests.unit.manifest.samples import HERO, codes_in, manifest_of

BANNER = '[image.banner]\nmatrix = { locale = ["en", "de"] }\nprompt = "In {{locale}}"\n'


def moved(lines: str) -> str:
    return f"{HERO}{BANNER}[moved]\n{lines}\n"


@pytest.mark.parametrize(
    "lines",
    [
        'old = "hero"', 'old = "banner"', '"banner@fr" = "banner@de"', 'a = "b"\nb = "hero"',
        'flat = "banner@en"', '"wide@en" = "hero"', '"a@fr" = "a@de"\na = "banner"',
    ],
)  # fmt: skip
def test_a_rename_is_read(lines: str) -> None:
    assert codes_in(moved(lines)) == []


def test_lines_stand_in_the_manifest_as_they_are_written() -> None:
    manifest = manifest_of(moved('a = "b"\nb = "hero"'))

    assert manifest.moved == {"a": "b", "b": "hero"}
    assert manifest_of(HERO).moved == {}


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ("old = 1", ["wrong-value"]),
        ('old = ""', ["wrong-value"]),
        ('old = "../hero"', ["wrong-value"]),
        ('"../old" = "hero"', ["moved-name"]),
        ('old.x = "hero"', ["wrong-value"]),
        ('hero = "banner"', ["moved-taken"]),
        ('"banner@en" = "banner@de"', ["moved-taken"]),
        ('old = "heroo"', ["unknown-asset"]),
        ('old = "banner@fr"', ["unknown-asset"]),
        ('a = "b"\nb = "heroo"', ["unknown-asset"]),
        ('"a@fr" = "b@fr"\nb = "banner"', ["unknown-asset"]),
        ('a = "b"\nb = "a"', ["moved-circle"]),
        ('a = "a"', ["moved-circle"]),
        ('a = "b"\n"b@x" = "a@x"', ["moved-circle"]),
        ('a = "hero"\nb = "hero"', ["moved-twice"]),
    ],
)
def test_each_mistake_is_told_once(lines: str, codes: list[str]) -> None:
    assert codes_in(moved(lines)) == codes


def test_a_mistake_has_a_place_and_a_way_out() -> None:
    with pytest.raises(InvalidError) as caught:
        manifest_of(moved('old = "heroo"'))

    (problem,) = caught.value.diagnostics
    text = next(iter(caught.value.texts.values())).splitlines()
    assert text[problem.place.line - 1] == 'old = "heroo"'
    assert (problem.detail, problem.hint) == (
        "no asset is called `heroo`", "did you mean `hero`?",
    )  # fmt: skip


def test_where_assets_could_not_be_spelt_out_nobody_is_missed() -> None:
    broken = f'{HERO}[image.banner]\nmatrix = {{ locale = [] }}\n[moved]\nold = "banner"\n'

    assert "unknown-asset" not in codes_in(broken)


def test_far_too_many_lines_are_told_as_one_mistake() -> None:
    lines = "\n".join(f'old{number} = "hero"' for number in range(MOST_MOVED + 1))

    assert codes_in(moved(lines)) == ["moved-many"]
