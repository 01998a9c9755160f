from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.manifest.template import (
    Gap,
    as_text,
    fill,
    fill_text,
    fill_texts,
    gaps,
    is_template,
)

if TYPE_CHECKING:
    from assetforge.core.values import Scalar

SCOPE: dict[str, Scalar] = {
    "product": "bottle",
    "seconds": 8,
    "half": 0.5,
    "on": True,
    "b": "{{a}}",
}


@pytest.mark.parametrize(
    ("value", "filled"),
    [
        ("A {{product}}", "A bottle"),
        ("A {{ product }}!", "A bottle!"),
        ("{{seconds}} s", "8 s"),
        ("{{seconds}}", 8),
        ("{{ half }}", 0.5),
        ("{{on}}", True),
        ("it is {{on}}", "it is true"),
        ("{{{{product}}", "{{product}}"),
        ("{{{{", "{{"),
        ("{{{{{{product}}", "{{bottle"),
        ("{{b}}", "{{a}}"),
        ("{{unknown}} {{product}}", "{{unknown}} bottle"),
        ("{{unknown}}", "{{unknown}}"),
        ("{{", "{{"),
        ("{product}", "{product}"),
        (["{{seconds}}", {"x": "{{product}}"}], [8, {"x": "bottle"}]),
        (7, 7),
    ],
)
def test_names_in_braces_are_replaced(value: object, filled: object) -> None:
    assert fill(value, SCOPE) == filled
    assert type(fill(value, SCOPE)) is type(filled)


def test_where_texts_are_wanted_what_stands_alone_becomes_one() -> None:
    assert fill_text("{{seconds}}", SCOPE) == "8"
    assert fill_texts(["{{on}}", "{{product}}", 3], SCOPE) == ["true", "bottle", 3]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("A {{product}}", []),
        ("A {{thing}}", [Gap(path=(), name="thing")]),
        ({"x": ["", "{{thing}}"]}, [Gap(path=("x", 1), name="thing")]),
        ("{{thing}} {{other}}", [Gap(path=(), name="thing"), Gap(path=(), name="other")]),
        ("{{}}", [Gap(path=(), name="")]),
        ("open {{product", [Gap(path=(), name=None)]),
        ("{{{product}}}", [Gap(path=(), name=None)]),
        ("{{{{thing}}", []),
        (3, []),
    ],
)
def test_what_nothing_fills_is_found_with_its_path(value: object, found: list[Gap]) -> None:
    assert list(gaps(value, SCOPE)) == found


@pytest.mark.parametrize(
    ("value", "holds"),
    [("{{", True), ("{", False), ([["a{{b}}"]], True), ({"a": {"b": "{{"}}, True), (3, False)],
)
def test_braces_are_seen_however_deep(value: object, *, holds: bool) -> None:
    assert is_template(value) is holds


@pytest.mark.parametrize(("value", "text"), [(True, "true"), (8, "8"), (0.5, "0.5"), ("x", "x")])
def test_a_value_is_written_as_in_toml(value: Scalar, text: str) -> None:
    assert as_text(value) == text
