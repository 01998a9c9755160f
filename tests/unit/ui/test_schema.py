"""The schemas: sound, open, described to the last key, and true of what is written."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, get_args

import pytest
from jsonschema import Draft202012Validator

from assetforge.core.values import is_array, is_table
from assetforge.ui.machine import DocumentKind
from assetforge.ui.schema import DIALECT, NAMES, PLAN_NAME, schema_of
from tests.documents import document_errors
from tests.schema_errors import schema_errors
from tests.unit.ui.event_samples import read, told
from tests.unit.ui.every_document import DOCUMENTS, WRITTEN_BY_COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OURS = [name for name in NAMES if name != PLAN_NAME]  # that one is written from its table
# Everything else of 1.0 is there always.
MAY_LACK = {
    "plan": {
        "approves", "approves_uploads", "field_class", "plan_digest", "saved_at", "stale",
        "trained",
    },
    "status": {"trained", "field_class"},
    "models": {"trained"}, "jobs": {"searched"},
    "events": {"diagnostics", "field_class"},
    "bless": {"field_class", "still_paid"}, "explain": {"field_class"},
    "comment": {"approves", "approves_uploads", "verified"},
    "diff": {"approves", "approves_uploads", "field_class", "unproven", "uploads"},
    "assets-lock": {
        "asset", "blessed", "credits_charged", "credits_estimated", "credits_estimated_high",
        "credits_estimated_low", "digest", "height", "id", "inputs", "job_id", "made_from", "model",
        "place", "result", "revision", "seconds", "size", "trained", "type", "url", "url_expires",
        "width",
    },
}  # fmt: skip


def tables_in(schema: object) -> Iterator[Mapping[str, object]]:
    """Find every schema within a schema, its own too."""
    if is_table(schema):
        yield schema
    parts = schema.values() if is_table(schema) else schema if is_array(schema) else ()
    for part in parts:
        yield from tables_in(part)


def records_in(schema: object) -> Iterator[Mapping[str, object]]:
    return (each for each in tables_in(schema) if "properties" in each and "required" in each)


@pytest.mark.parametrize("name", NAMES)
def test_each_is_a_schema_with_a_name_and_a_title(name: str) -> None:
    schema = schema_of(name)

    Draft202012Validator.check_schema(dict(schema))
    assert (schema["$schema"], schema["$id"]) == (DIALECT, f"urn:assetforge:schema:{name}:1")
    assert schema["title"]


def test_each_kind_of_document_has_one() -> None:
    assert set(get_args(DocumentKind)) <= set(NAMES)


@pytest.mark.parametrize("name", OURS)
def test_every_field_says_what_it_means(name: str) -> None:
    silent = [
        key
        for record in records_in(schema_of(name))
        if is_table(fields := record["properties"]) and set(fields) != {"type"}
        for key, told in fields.items()
        if not (is_table(told) and told.get("description"))
    ]

    assert silent == []


@pytest.mark.parametrize("name", OURS)
def test_none_refuses_what_a_later_minor_version_may_bring(name: str) -> None:
    found = list(tables_in(schema_of(name)))

    assert [each for each in found if each.get("additionalProperties") is False] == []
    assert [each for each in found if is_array(each.get("enum"))] == []


@pytest.mark.parametrize("name", OURS)
def test_what_is_promised_is_required(name: str) -> None:
    lacking = {
        key
        for record in records_in(schema_of(name))
        if is_table(fields := record["properties"]) and is_array(required := record["required"])
        for key in set(fields) - set(required)
    }

    assert lacking == MAY_LACK.get(name, set())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_as_described(name: str) -> None:
    document = json.loads(json.dumps(DOCUMENTS[name]))

    assert document_errors(document) == []


def test_every_kind_is_among_them() -> None:
    kinds = {str(document["document"]) for document in DOCUMENTS.values()}

    assert kinds | WRITTEN_BY_COMMANDS == set(get_args(DocumentKind))


def test_each_line_is_as_described() -> None:
    flaws = {line.type: document_errors(read(line), "events") for line in told()}

    assert [found for found in flaws.items() if found[1]] == []


def test_a_stranger_among_lines_is_no_error() -> None:
    stranger = {"type": "later", "time": "2027-01-01T00:00:00.000Z", "message": "m", "new": 1}

    assert schema_errors(schema_of("events"), stranger) == []


@pytest.mark.parametrize(
    ("version", "is_read"), [("1.0", True), ("1.17", True), ("2.0", False), ("1", False)]
)
def test_a_newer_minor_version_is_read_and_a_major_one_refused(
    version: str, *, is_read: bool
) -> None:
    document = {**json.loads(json.dumps(DOCUMENTS["check"])), "format_version": version}

    assert (schema_errors(schema_of("check"), document) == []) is is_read


@pytest.mark.parametrize("name", OURS)
def test_only_shared_records_that_are_used_come_along(name: str) -> None:
    schema = schema_of(name)
    used = set(re.findall(r"#/\$defs/(\w+)", json.dumps(schema)))

    shared = schema.get("$defs", {})
    assert is_table(shared)
    assert set(shared) == used
