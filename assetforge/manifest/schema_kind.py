"""The tables of one kind of asset as JSON Schema: its own, that of its defaults, what it needs.

[image.hero]       the kind's fields; some are needed
[defaults.image]   the same fields without `from` and `matrix`; none is needed
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.media import TYPE_BY_EXTENSION
from assetforge.core.names import NAME_RULE
from assetforge.core.values import is_table
from assetforge.manifest.check import INPUTS
from assetforge.manifest.fields import FIELDS
from assetforge.manifest.rule import rule_of
from assetforge.manifest.schema_value import TEMPLATE, Schema, editor_value, opened, refusing
from assetforge.manifest.schema_words import ABOUT, about

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.core.names import Kind
    from assetforge.manifest.rule import FieldClass, Rule

NOT_IN_DEFAULTS: Final = ("from", "matrix")  # they shape the graph, asset by asset
ADDRESS: Final = rf"^{NAME_RULE}(@[A-Za-z0-9_.-]+)?$|{TEMPLATE}"
AXIS: Final = rf"^(?!name$){NAME_RULE}$"  # `{{{{name}}}}` is the asset's own

# What may stand in for a prompt; a kind that is not here needs none.
IN_PLACE_OF_PROMPT: Final[Mapping[Kind, tuple[str, ...]]] = {
    "image": ("prompt_file",),
    "edit": ("prompt_file", "skin"),
    "video": ("prompt_file", "shots", "from"),
}
CHANGE: Final[Mapping[FieldClass, str]] = {
    "paid": " A change asks the provider anew.",
    "local": " A change is carried out here, free of charge.",
    "cosmetic": " A change makes nothing anew.",
    "shape": "",
}


def kind_schema(kind: Kind) -> Schema:
    """Give the schema of an asset's table."""
    told = FIELDS[kind].model_json_schema()
    required = {"required": told["required"]} if "required" in told else {}
    return {
        "description": FIELDS[kind].__doc__,
        "type": "object",
        "additionalProperties": False,
        "properties": dict(_fields(kind, told)),
        **required,
        **_one_prompt(kind),
    }


def defaults_schema(kind: Kind) -> Schema:
    """Give the schema of the table that holds a kind's defaults."""
    asset = kind_schema(kind)
    fields = asset["properties"]
    shared = fields.items() if is_table(fields) else ()
    return {
        "description": f"What holds for every {kind} that does not say otherwise.",
        "type": "object",
        "additionalProperties": False,
        "properties": {name: field for name, field in shared if name not in NOT_IN_DEFAULTS},
        **_one_prompt(kind),
    }


def needs_words(kind: Kind) -> Schema:
    """Give the rule, for the whole file, that an asset says what it shows unless defaults do."""
    options = [opened(required=[name]) for name in ("prompt", *IN_PLACE_OF_PROMPT[kind])]
    says = opened(anyOf=options)
    by_default = opened(required=[kind], properties={kind: says})
    each = opened(**{"if": says, "else": opened(required=["prompt"])})
    return opened(
        **{
            "if": opened(required=["defaults"], properties={"defaults": by_default}),
            "else": opened(properties={kind: opened(additionalProperties=each)}),
        }
    )


def _fields(kind: Kind, told: Mapping[str, object]) -> Iterator[tuple[str, Schema]]:
    values, tables = _tables(told, "properties"), _tables(told, "$defs")
    for name, field in FIELDS[kind].model_fields.items():
        key = field.alias or name
        described = {"description": _description(kind, key, rule_of(field))}
        yield key, described | _describe_keys(key, _value(kind, key, values[key], tables))


def _value(
    kind: Kind, key: str, told: Mapping[str, object], tables: Mapping[str, Mapping[str, object]]
) -> Schema:
    if key == "from":
        return _names(INPUTS[kind][1])
    if key == "matrix":
        items = {"type": "array", "minItems": 1, "items": refusing("array", "object")}
        return {
            "type": "object", "propertyNames": {"pattern": AXIS}, "additionalProperties": items,
            "x-tombi-additional-key-label": "axis",
        }  # fmt: skip
    if key in {"path", "output"}:
        return {"type": "string", "pattern": _media_path()}
    value = editor_value(told, tables)
    return {**value, "examples": ["studio", "letzai", "letta"]} if key == "provider" else value


def _names(most: int) -> Schema:
    items = {"type": "string", "pattern": ADDRESS}
    return refusing(
        "boolean", "number", "object", pattern=ADDRESS, minItems=1, maxItems=most, items=items
    )


def _media_path() -> str:
    endings = [extension.removeprefix(".") for extension in TYPE_BY_EXTENSION]
    either = "|".join([*endings, *(ending.upper() for ending in endings)])
    return rf"[^/]\.({either})$|{TEMPLATE}"


def _description(kind: Kind, key: str, rule: Rule) -> str:
    return f"{about(kind, key)} Takes {rule.takes}.{CHANGE[rule.of]}"


def _describe_keys(key: str, value: Schema) -> Schema:
    """Describe the keys of a table in a field, or of the tables in a list."""
    holder = value.get("items", value)
    keys = holder.get("properties") if is_table(holder) else None
    for name, inner in keys.items() if is_table(keys) else ():
        if isinstance(inner, dict):
            inner["description"] = ABOUT[f"{key}.{name}"]
    return value


def _one_prompt(kind: Kind) -> Schema:
    if "prompt_file" not in FIELDS[kind].model_fields:
        return {}
    return {
        "if": opened(required=["prompt_file"]),
        "then": opened(properties={"prompt": False}),
    }


def _tables(told: Mapping[str, object], key: str) -> dict[str, Mapping[str, object]]:
    found = told.get(key)
    values = found.items() if is_table(found) else ()
    return {name: value for name, value in values if is_table(value)}
