"""The schema of saved plans: says of every key what it means, and takes what is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from assetforge.core.values import is_table
from assetforge.plan.saved_codec import encode_saved
from assetforge.plan.saved_schema import saved_plan_schema
from assetforge.plan.saved_table import FORMAT_VERSION, SavedPlanTable
from tests.schema_errors import schema_errors
from tests.unit.plan.test_saved_codec import changed, saved_plan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.values import Json


def test_it_is_a_schema_of_its_dialect() -> None:
    schema = dict(saved_plan_schema())

    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == "urn:assetforge:schema:saved-plan:1"


def test_a_plan_that_was_written_fits() -> None:
    assert schema_errors(saved_plan_schema(), json.loads(encode_saved(saved_plan()))) == []


def test_a_plan_that_was_written_names_the_newest_version_that_is_known() -> None:
    written = SavedPlanTable.model_validate_json(encode_saved(saved_plan()))

    assert written.format_version == FORMAT_VERSION


def test_what_a_newer_minor_version_adds_fits() -> None:
    document = json.loads(encode_saved(saved_plan())) | {"format_version": "1.9", "mood": "good"}

    assert schema_errors(saved_plan_schema(), document) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("format_version", "2.0"),
        ("document", "plan"),
        ("nonce", "x"),
        ("steps.0.action", "steal"),
        ("steps.0.address", "../hero"),
        ("basis", None),
    ],
)
def test_what_is_no_saved_plan_does_not_fit(path: str, value: Json) -> None:
    assert schema_errors(saved_plan_schema(), json.loads(changed(path, value))) != []


def test_every_key_says_what_it_means() -> None:
    schema = saved_plan_schema()

    for name, table in {"": schema, **_members(schema, "$defs")}.items():
        for key, field in _members(table, "properties").items():
            assert is_table(field), f"{name}.{key}"
            assert field.get("description"), f"{name}.{key}"


def _members(table: object, key: str) -> Mapping[str, object]:
    assert is_table(table), key
    found = table.get(key)
    return found if is_table(found) else {}
