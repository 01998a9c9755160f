"""JSON Schemas (draft 2020-12) of everything that programs read from assetforge.

    NAME          a document: what `--json` prints with `"document": "NAME"`
    events        a line of `build --json-into FILE`
    assets-lock   the file `assets.lock`, as TOML decodes to
    saved-plan    the file that `plan --out FILE` writes; for looking at, not to be written

The schema of a document has every version 1.x of it for valid: what 1.0 has is there for ever, with
the same type, and more may be beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING, Final, get_args

from assetforge.core.values import is_array, is_table
from assetforge.ui.machine import FORMAT_VERSION, DocumentKind
from assetforge.ui.schema_files import EVENT_LINE, LOCK_FILE
from assetforge.ui.schema_money import MONEY_DOCUMENTS
from assetforge.ui.schema_projects import PROJECT_DOCUMENTS
from assetforge.ui.schema_values import SHARED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.ui.schema_words import Schema

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
MAJOR: Final = FORMAT_VERSION.partition(".")[0]
EVENTS_NAME: Final = "events"
LOCK_NAME: Final = "assets-lock"
PLAN_NAME: Final = "saved-plan"
NAMES: Final = (LOCK_NAME, EVENTS_NAME, PLAN_NAME, *get_args(DocumentKind))
_DOCUMENTS: Final[Mapping[str, tuple[Schema, ...]]] = {**PROJECT_DOCUMENTS, **MONEY_DOCUMENTS}
_REFERENCE: Final = re.compile("#/[$]defs/(.+)")


def schema_of(name: str) -> Schema:
    """Give the schema of one of `NAMES`."""
    if name == LOCK_NAME:
        return _finished(name, "assets.lock", LOCK_FILE)
    if name == EVENTS_NAME:
        return _finished(name, "A line of `assetforge build --json-into`", EVENT_LINE)
    if name == PLAN_NAME:
        from assetforge.plan.saved_schema import saved_plan_schema  # noqa: PLC0415 - pydantic's

        return saved_plan_schema()
    return _finished(name, f"The document `{name}`", _document(name))


def _document(name: str) -> Schema:
    variants = _DOCUMENTS[name]
    head: Schema = {
        "format_version": {
            "type": "string", "pattern": rf"^{MAJOR}\.[0-9]+$", "examples": [FORMAT_VERSION],
            "description": "A newer minor version only adds; a newer major one is refused.",
        },
        "document": {"const": name, "description": "What this is."},
    }  # fmt: skip
    told = [_with_head(variant, head) for variant in variants]
    return told[0] if len(told) == 1 else {"type": "object", "anyOf": told}


def _with_head(variant: Schema, head: Schema) -> Schema:
    fields, required = variant["properties"], variant["required"]
    assert isinstance(fields, Mapping), "a record has fields"
    assert isinstance(required, list), "and says which of them are always there"
    return {**variant, "properties": {**head, **fields}, "required": [*head, *required]}


def _finished(name: str, title: str, body: Schema) -> Schema:
    """Put a schema's names before it, and behind it the shared records that it speaks of."""
    used: dict[str, Schema] = {}
    waiting = list(_references(body))
    while waiting:
        found = waiting.pop()
        if found not in used:
            used[found] = SHARED[found]
            waiting += _references(SHARED[found])
    return {
        "$schema": DIALECT, "$id": f"urn:assetforge:schema:{name}:{MAJOR}", "title": title, **body,
        **({"$defs": dict(sorted(used.items()))} if used else {}),
    }  # fmt: skip


def _references(value: object) -> Iterator[str]:
    if is_table(value):
        yield from chain.from_iterable(map(_references, value.values()))
    elif is_array(value):
        yield from chain.from_iterable(map(_references, value))
    elif isinstance(value, str) and (found := _REFERENCE.fullmatch(value)):
        yield found[1]
