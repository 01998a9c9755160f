from __future__ import annotations

import pytest

from assetforge.manifest.fields import FIELDS, Shot, Skin
from assetforge.manifest.schema_words import ABOUT, about


def test_a_kind_may_say_it_in_its_own_words() -> None:
    assert about("image", "prompt") == ABOUT["prompt"]
    assert about("video", "prompt") == ABOUT["video.prompt"]


@pytest.mark.parametrize("kind", FIELDS)
def test_every_field_of_a_kind_is_told(kind: str) -> None:
    written = [
        field.alias or name
        for model_kind, model in FIELDS.items()
        if model_kind == kind
        for name, field in model.model_fields.items()
    ]

    assert all(about(kind, key).endswith(".") for key in written)


def test_no_sentence_is_about_what_is_not_there() -> None:
    plain = {
        field.alias or name
        for model in FIELDS.values()
        for name, field in model.model_fields.items()
    }
    of_one_kind = {f"{kind}.{key}" for kind in FIELDS for key in plain}
    nested = {f"skin.{key}" for key in Skin.model_fields}
    nested |= {f"shots.{key}" for key in Shot.model_fields}

    assert ABOUT.keys() <= plain | of_one_kind | nested
