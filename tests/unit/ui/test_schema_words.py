from __future__ import annotations

import pytest

from assetforge.ui.schema_words import (
    amount,
    flag,
    maybe,
    named,
    record,
    several,
    text,
    texts,
    value,
    whole,
)
from tests.schema_errors import schema_errors

PAIR = record("Two things.", {"name": text("A name."), "size": whole("Bytes.")}, may_lack=["size"])


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        (text("A word.", "one"), "two", 2),
        (whole("How many."), 3, -1),
        (amount("Credits."), 0.5, "0.5"),
        (flag("Whether."), True, 1),
        (maybe(text("A word.")), None, 1),
        (maybe(text("A word.")), "one", 1),
        (texts("Words."), ["one"], [1]),
        (several("Amounts.", amount("One.")), [1, 2.5], {}),
        (named("By name.", whole("How many.")), {"a": 1}, {"a": "1"}),
        (PAIR, {"name": "a"}, {"size": 1}),
        (PAIR, {"name": "a", "later": 1}, {"name": None}),
    ],
)
def test_a_word_takes_what_it_says_and_nothing_else(
    schema: dict[str, object], good: object, bad: object
) -> None:
    assert schema_errors(schema, good) == []
    assert schema_errors(schema, bad) != []


def test_a_value_may_be_anything() -> None:
    assert schema_errors(value("As written."), None) == schema_errors(value("As written."), [1])


def test_what_it_means_stands_first_where_it_may_be_null() -> None:
    assert list(maybe(text("A word."))) == ["description", "anyOf"]
