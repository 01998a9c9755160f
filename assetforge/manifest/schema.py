"""The manifest as JSON Schema (draft 2020-12): completion, hover texts and checks in editors.

    {} ── properties ──▶ version, project, vars, defaults, budget, include, moved
       │                 image, edit, … ── each name ──▶ $defs
       ├─ allOf ──▶ what the main file needs; what each kind needs, unless its defaults say it
       └─ $defs ──▶ the fields of each kind

One mistake is one error: `schema_value` says how. What needs a second look (names that no asset
has, models, prices, files) is left to `check`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.names import ADDRESS_RULE, KINDS, NAME_RULE
from assetforge.manifest.budget_table import AMOUNTS, PAID_KINDS
from assetforge.manifest.document import ROOT_KEYS
from assetforge.manifest.fields import FIELDS
from assetforge.manifest.head import VERSION
from assetforge.manifest.schema_kind import (
    IN_PLACE_OF_PROMPT,
    defaults_schema,
    kind_schema,
    needs_words,
)
from assetforge.manifest.schema_value import Schema, opened, refusing
from assetforge.manifest.schema_words import HEAD

if TYPE_CHECKING:
    from assetforge.core.names import Kind

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_CEILING: Final[Schema] = {
    "description": "The most credits that a build may spend on all of this kind with each provider."
}
_ADDRESS: Final = f"^{ADDRESS_RULE}$"
IDENTITY: Final = f"urn:assetforge:schema:assets:{VERSION}"


def manifest_schema() -> Schema:
    """Give the JSON Schema of `assets.toml` and of the files it includes."""
    return {
        "$schema": DIALECT,
        "$id": IDENTITY,
        "title": "assets.toml",
        "description": "Pictures and films as code: what assetforge is to make.",
        "type": "object",
        "additionalProperties": False,
        "properties": {**_head(), **_kinds()},
        "allOf": [_main_file_needs_its_head(), *(needs_words(kind) for kind in IN_PLACE_OF_PROMPT)],
        "$defs": {kind: kind_schema(kind) for kind in KINDS},
    }


def _head() -> dict[str, Schema]:
    made: list[Kind] = [kind for kind in KINDS if kind != "source"]
    text: Schema = {"type": "string", "minLength": 1}
    amount = refusing("string", "boolean", "array", "object", minimum=0)
    tables: dict[str, Schema] = {kind: defaults_schema(kind) for kind in made}
    values: dict[str, Schema] = {
        "version": {"type": "integer", "minimum": VERSION, "maximum": VERSION},
        "project": _keys(
            "project", {"name": {"type": "string", "pattern": r"\S"}, "output": text}, ["name"]
        ),
        "vars": {"type": "object", "additionalProperties": refusing("array", "object")},
        "defaults": _keys("defaults", {"provider": text} | tables),
        "budget": _keys(
            "budget",
            {
                **dict.fromkeys(AMOUNTS, amount),
                "kinds": _keys(
                    "budget.kinds", {kind: {**_CEILING, **amount} for kind in PAID_KINDS}
                ),
                "models": {"type": "object", "additionalProperties": amount},
            },
        ),
        "include": {"type": "array", "items": {"type": "string"}},
        "moved": {
            "type": "object",
            "propertyNames": {"pattern": _ADDRESS},
            "additionalProperties": {"type": "string", "pattern": _ADDRESS},
        },
    }
    return {name: {"description": HEAD[name], **value} for name, value in values.items()}


def _keys(table: str, keys: dict[str, Schema], required: list[str] | None = None) -> Schema:
    """Make a table of known keys, each with its description, unless it brings one along."""
    described = {
        key: value if "description" in value else {"description": HEAD[f"{table}.{key}"], **value}
        for key, value in keys.items()
    }
    needs = {"required": required} if required else {}
    return {"type": "object", "additionalProperties": False, "properties": described, **needs}


def _kinds() -> dict[str, Schema]:
    return {kind: _assets(kind) for kind in KINDS}


def _assets(kind: Kind) -> Schema:
    return {
        "description": FIELDS[kind].__doc__,
        "type": "object",
        "propertyNames": {"pattern": f"^{NAME_RULE}$"},
        "additionalProperties": {"$ref": f"#/$defs/{kind}"},
        "x-tombi-additional-key-label": "name",
    }


def _main_file_needs_its_head() -> Schema:
    """Ask for version and project where any key shows that this is no included file."""
    own = [opened(required=[key]) for key in ROOT_KEYS if key != "vars"]
    needed = opened(required=["version", "project"])
    return opened(**{"if": opened(anyOf=own), "then": needed})
