from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import BaseModel, Field

from assetforge.manifest.rule import Rule, cosmetic, local, paid, rule_of, shape


class Sample(BaseModel):
    alt: Annotated[str, paid("a text")]
    tags: Annotated[str, Field(min_length=1), local("another text")] | None = None
    sound: Annotated[int | None, cosmetic("a number")] = None
    nose: str = ""


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("alt", Rule("paid", "a text")),
        ("tags", Rule("local", "another text")),
        ("sound", Rule("cosmetic", "a number")),
    ],
)
def test_the_rule_is_found_wherever_it_stands(name: str, rule: Rule) -> None:
    assert rule_of(Sample.model_fields[name]) == rule


def test_a_field_without_a_rule_is_a_bug() -> None:
    with pytest.raises(AssertionError, match="bug in assetforge"):
        rule_of(Sample.model_fields["nose"])


def test_a_field_that_arranges_the_graph_has_a_class_of_its_own() -> None:
    assert shape("a name").of == "shape"
