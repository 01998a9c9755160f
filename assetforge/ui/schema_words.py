"""JSON Schema in a few words: each makes a piece of one, with what it means to a reader.

text, whole, amount, flag, value     one thing that stands there
maybe(…)                             the same, or null where it is not known or not there
several(…), named(…)                 an array; a table by name
record(…)                            a table with fields of its own
shared(…)                            one of the records that many documents have

Everything is open: a reader meets fields, words and records of a later minor version, and ignores
what it does not know. So no table forbids other fields, and the words that a text may be are named
as examples.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assetforge.core.values import Json

Schema: TypeAlias = "Mapping[str, Json]"


def text(means: str, *examples: str) -> Schema:
    """Describe a text; later versions may have words that are none of the examples."""
    told: dict[str, Json] = {"type": "string", "description": means}
    return {**told, "examples": list(examples)} if examples else told


def whole(means: str) -> Schema:
    """Describe a whole number, 0 or more."""
    return {"type": "integer", "minimum": 0, "description": means}


def amount(means: str) -> Schema:
    """Describe a number, 0 or more: credits, seconds."""
    return {"type": "number", "minimum": 0, "description": means}


def flag(means: str) -> Schema:
    """Describe what is so or not."""
    return {"type": "boolean", "description": means}


def value(means: str) -> Schema:
    """Describe a value of any type, as the manifest has it."""
    return {"description": means}


def maybe(schema: Schema) -> Schema:
    """Describe the same, or null."""
    rest = {key: told for key, told in schema.items() if key != "description"}
    return {"description": schema["description"], "anyOf": [rest, {"type": "null"}]}


def several(means: str, each: Schema) -> Schema:
    """Describe an array."""
    return {"type": "array", "items": each, "description": means}


def texts(means: str) -> Schema:
    """Describe an array of texts."""
    return several(means, {"type": "string"})


def named(means: str, each: Schema) -> Schema:
    """Describe a table by name."""
    return {"type": "object", "additionalProperties": each, "description": means}


def record(means: str, fields: Mapping[str, Schema], may_lack: Collection[str] = ()) -> Schema:
    """Describe a table; a field is always there unless it may be lacking."""
    return {
        "type": "object",
        "description": means,
        "properties": dict(fields),
        "required": [name for name in fields if name not in may_lack],
        "additionalProperties": True,
    }


def shared(name: str, means: str) -> Schema:
    """Describe one of the records that many documents have."""
    return {"$ref": f"#/$defs/{name}", "description": means}
