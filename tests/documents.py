"""Documents for programs, held against their schemas: as written, and closed.

A closed schema also refuses what it does not describe, so that a new field is described at once.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from assetforge.core.values import is_array, is_table
from assetforge.ui.schema import schema_of
from tests.schema_errors import schema_errors

if TYPE_CHECKING:
    from collections.abc import Mapping


def document_errors(document: Mapping[str, object], name: str = "") -> list[str]:
    """List what is wrong with a document, a line or a file; what nobody described is wrong too."""
    return schema_errors(_closed_schema(name or str(document["document"])), document)


@cache
def _closed_schema(name: str) -> dict[str, object]:
    found = closed(schema_of(name))
    assert is_table(found), "a schema is a table"
    return dict(found)


def closed(schema: object) -> object:
    """Make a schema that refuses whatever it does not describe."""
    if is_array(schema):
        return [closed(each) for each in schema]
    if not is_table(schema):
        return schema
    found = {key: closed(value) for key, value in schema.items()}
    if found.get("additionalProperties") is True:
        del found["additionalProperties"]
        found["unevaluatedProperties"] = False
    then = found.get("then")
    if is_table(then):  # a part of a table, which sees its own fields only
        found["then"] = {k: v for k, v in then.items() if k != "unevaluatedProperties"}
    return found
