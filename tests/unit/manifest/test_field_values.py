from __future__ import annotations

import pytest

from assetforge.core.names import KINDS, Kind
from assetforge.manifest.field_values import field_values, stand_ins
from assetforge.manifest.fields import FIELDS


def test_values_are_picked_by_class() -> None:
    found = field_values("derive", {"from": ["a"], "width": 64, "alt": "A", "output": "a.png"})

    assert found.refusals is None
    assert found.of_class("local") == {"width": 64}
    assert found.of_class("cosmetic") == {"alt": "A"}
    assert found.of_class("shape", "local") == {"from": ["a"], "width": 64, "output": "a.png"}


def test_whole_numbers_are_written_in_one_way() -> None:
    fields = {"duration": 8.0, "shots": [{"prompt": "A", "duration": 2.0}], "letzai": {"a": 1.0}}

    params = field_values("video", fields).of_class("paid")

    assert repr(params["duration"]) == "8"
    assert repr(params["shots"]) == "[{'prompt': 'A', 'duration': 2}]"
    assert repr(params["letzai"]) == "{'a': 1}"


def test_what_is_refused_is_left_out_and_the_rest_stays() -> None:
    found = field_values("image", {"prompt": "A", "size": 3, "widht": 1})

    assert found.values == {"prompt": "A"}
    assert found.refusals is not None
    assert found.refusals.refused == {"size", "widht"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_stand_ins_are_all_that_a_kind_needs(kind: Kind) -> None:
    FIELDS[kind].model_validate(dict(stand_ins(kind)))

    assert len(stand_ins(kind)) <= 1
    assert field_values(kind, {"zzz": 1}).values == stand_ins(kind)
