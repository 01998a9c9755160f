from __future__ import annotations

import pytest

from assetforge.manifest.gap_problem import gap_problem
from assetforge.manifest.model import Origin
from assetforge.manifest.template import Gap

ORIGIN = Origin(file="assets.toml", path=("image", "hero"))


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("proxduct", "unknown-var", "did you mean `product`?"),
        ("zzz", "unknown-var", "set it in `[vars]`; known here: product"),
        ("", "unknown-var", "write one between them; known here: product"),
        (None, "open-braces", "close it, or write `{{{{` where the text itself should have `{{`"),
    ],
)
def test_each_kind_of_gap_has_its_way_out(name: str | None, code: str, hint: str) -> None:
    found = gap_problem(Gap(path=("tags", 1), name=name), ORIGIN, ["product"])

    assert (found.code, found.hint) == (code, hint)
    assert found.path == ("image", "hero", "tags", 1)


def test_the_file_it_stands_in_is_named() -> None:
    found = gap_problem(Gap(path=(), name="zzz"), ORIGIN, [], within="prompts/hero.txt")

    assert found.detail == (
        "`{{zzz}}` in `prompts/hero.txt` is no var, and no axis of this asset's matrix"
    )
