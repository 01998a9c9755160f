"""The shape of the catalogue's data: which keys each table may hold, and of which type.

    schema compiled
    [[source]]                   a document: name and, where it has one, date
    [limits.<provider>.<kind>]   ranges that belong to an endpoint
    [[model]]                    one for each provider, kind and id
      [model.price]              credits; absent: unknown
      [[model.option]]           what changes the price

Every key of the file must be known here, also those that only a conversation with the service will
read: a misspelt price would otherwise be no price. The head of the file explains the keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from assetforge.core.diagnostics import did_you_mean
from assetforge.core.names import KINDS
from assetforge.core.values import is_table
from assetforge.providers.catalogue_value import (
    is_day,
    is_figure,
    is_figures,
    is_flag,
    is_labels,
    is_number,
    is_range,
    is_scalar,
    is_settings,
    is_span,
    is_tables,
    is_text,
    is_texts,
    is_whole,
    is_wholes,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Shape: TypeAlias = Callable[[object], bool]
    Entry: TypeAlias = Mapping[str, object]

SCHEMA: Final = 1
PROVIDERS: Final = ("letzai", "letta")
# A tier's label, and a size of an upscale, in the words of the manifest: HD is another name of 2K,
# and the one, four and sixteen megapixels of an upscaler are the squares of 1K, 2K and 4K.
WORD_OF_LABEL: Final = {"1K": "1k", "HD": "2k", "2K": "2k", "4K": "4k"}
WORD_OF_SIZE: Final = {4: "1k", 8: "2k", 12: "4k"}
# What a service must be told that stands in the user's own config, by the config's word.
WORD_OF_NEED: Final = {"organizationId": "organization"}
# What a service calls a switch that changes the price, and the field of the manifest it stands for.
OPTION_FIELDS: Final = {"settings.withSound": "sound", "settings.highQuality": "high_quality"}
AMOUNTS: Final = ("exact", "range", "by_tier", "by_size", "by_resolution", "by_duration")


def complaints(data: Entry) -> Iterator[str]:
    """Say what is wrong with the data: unknown, missing and wrong-typed keys, each by its entry."""
    whole = list(_table("the catalogue", data, _CATALOGUE, required=("schema", "source", "model")))
    yield from whole
    if whole:
        return
    for name, table in _entries(data, "source"):
        yield from _table(name, table, _SOURCE, required=("name",))
    yield from _limits(_inner(data, "limits"))
    for _, table in _entries(data, "model"):
        yield from _model(table)


def entry_name(table: Entry) -> str:
    """Name a model's entry as its provider, kind and id."""
    return " ".join(str(table.get(key, "?")) for key in ("provider", "kind", "id"))


def _entries(data: Entry, key: str) -> Iterator[tuple[str, Entry]]:
    tables = data.get(key, [])
    for number, table in enumerate(tables if is_tables(tables) else [], start=1):
        yield f"{key} {number}", table


def _table(
    name: str, table: Entry, shapes: Mapping[str, Shape], required: tuple[str, ...] = ()
) -> Iterator[str]:
    for key, value in table.items():
        if key not in shapes:
            hint = did_you_mean(key, shapes) or f"known here: {', '.join(shapes)}"
            yield f"{name}: `{key}` is not a key of it; {hint}"
        elif not shapes[key](value):
            yield f"{name}: `{key}` holds a value of a wrong type or range"
    yield from (f"{name}: `{key}` is missing" for key in required if key not in table)


def _limits(limits: Entry) -> Iterator[str]:
    yield from _table("limits", limits, dict.fromkeys(_LIMITS, is_table))
    for provider, known in _LIMITS.items():
        kinds = _inner(limits, provider)
        yield from _table(f"limits {provider}", kinds, dict.fromkeys(known, is_table))
        for kind, shapes in known.items():
            yield from _table(f"limits {provider} {kind}", _inner(kinds, kind), shapes)


def _inner(table: Entry, key: str) -> Entry:
    inner = table.get(key)
    return inner if is_table(inner) else {}


def _model(table: Entry) -> Iterator[str]:
    name = entry_name(table)
    yield from _table(name, table, _MODEL, required=_REQUIRED)
    price = table.get("price")
    if is_table(price):
        yield from _price(f"{name} price", price)
    for number, option in _entries(table, "option"):
        yield from _table(f"{name} {number}", option, _OPTION, required=("field", "value"))


def _price(name: str, price: Entry) -> Iterator[str]:
    yield from _table(name, price, _PRICE, required=("unit",))
    if sum(key in price for key in AMOUNTS) != 1:
        yield f"{name}: it needs one of {', '.join(AMOUNTS)}, and one only"
    lower = price.get("lower_reading")
    if is_table(lower):
        yield from _table(f"{name} lower_reading", lower, _LOWER, required=("unit", "exact"))


def _one_of(*words: str) -> Shape:
    return lambda value: value in words


def _is_schema(value: object) -> bool:
    return is_whole(value) and value == SCHEMA


def _is_tier_labels(value: object) -> bool:
    return is_labels(value) and all(label in WORD_OF_LABEL for label in value.values())


def _is_sizes(value: object) -> bool:
    return is_wholes(value) and all(size in WORD_OF_SIZE for size in value)


def _is_needs(value: object) -> bool:
    return is_texts(value) and all(need in WORD_OF_NEED for need in value)


_CONFIDENCE = _one_of("documented", "inferred")
_UNIT = _one_of("image", "job", "second")
_SOURCED: Final[Mapping[str, Shape]] = {"source": is_text, "as_of": is_day}

_CATALOGUE: Final[Mapping[str, Shape]] = {
    "schema": _is_schema, "compiled": is_day,
    "source": is_tables, "limits": is_table, "model": is_tables,
}  # fmt: skip
_SOURCE: Final[Mapping[str, Shape]] = {"name": is_text, "date": is_day, "note": is_text}
_LIMITS: Final[Mapping[str, Mapping[str, Mapping[str, Shape]]]] = {
    "letzai": {
        "image": {
            **_SOURCED, "width": is_span, "height": is_span, "quality": is_span,
            "creativity": is_span, "system_versions": is_wholes, "results_per_call": is_whole,
            "older": is_settings,
        },
        "edit": {
            **_SOURCED, "modes": is_texts, "deprecated_modes": is_texts,
            "references_max": is_whole, "aspect_ratios": is_texts, "resolutions": is_texts,
            "count": is_settings,
        },
        "upscale": {**_SOURCED, "size": is_span, "strength": is_span, "older": is_settings},
        "video": {**_SOURCED, "frames_max": is_whole, "older": is_settings},
    },
    "letta": {
        "image": {
            **_SOURCED, "providers": is_texts, "prompt_chars": is_span, "n": is_span,
            "input_images_max": is_whole,
        },
    },
}  # fmt: skip
_REQUIRED: Final = ("provider", "kind", "id", "name", "aliases", "source", "as_of", "confidence")
_MODEL: Final[Mapping[str, Shape]] = {
    **_SOURCED, "provider": _one_of(*PROVIDERS), "kind": _one_of(*KINDS), "id": is_text,
    "name": is_text, "maker": is_text, "aliases": is_texts, "recommended": is_flag,
    "is_default": is_flag, "is_provider_default": is_flag, "letta_provider": is_text,
    "id_field": is_text, "id_sent": is_flag, "also_set": is_texts, "edit_mode": is_text,
    "dialects": is_texts, "older_ids": is_texts, "older_tiers": is_texts, "requires": _is_needs,
    "tier_field": is_text, "tiers": is_texts, "tier_labels": _is_tier_labels,
    "default_tier": is_text, "sizes": _is_sizes, "size_labels": is_labels, "size_range": is_span,
    "size_field": is_text, "sizes_seen": is_texts, "aspect_ratios": is_texts,
    "resolution_field": is_text, "resolutions": is_texts, "durations": is_wholes,
    "duration_range": is_span, "default_duration": is_whole, "source_required": is_flag,
    "audio": _one_of("optional", "always"), "multi_shot": is_flag, "input_images_max": is_whole,
    "settings_defaults": is_settings, "intensity": is_span, "output_formats": is_texts,
    "returns": is_texts, "confidence": _CONFIDENCE, "note": is_text,
    "price": is_table, "option": is_tables,
}  # fmt: skip
_PRICE: Final[Mapping[str, Shape]] = {
    **_SOURCED, "unit": _UNIT, "exact": is_number, "range": is_range, "by_tier": is_figures,
    "by_size": is_figures, "by_resolution": is_figures, "by_duration": is_figures,
    "priced_not_selectable": is_figures, "lower_reading": is_table,
    "confidence": _CONFIDENCE, "note": is_text,
}  # fmt: skip
_LOWER: Final[Mapping[str, Shape]] = {"unit": _UNIT, "exact": is_figure}
_OPTION: Final[Mapping[str, Shape]] = {
    "field": _one_of(*OPTION_FIELDS), "value": is_scalar, "label": is_text,
    "price_multiplier": is_number, "confidence": _CONFIDENCE, "note": is_text,
}  # fmt: skip
