"""Fields of the manifest that a catalogued model understands, and what is asked for by default.

LetzAI image    prompt size aspect_ratio resolution quality creativity watermark
       edit     prompt aspect_ratio resolution            skin repair: prompt skin
       upscale  resolution strength
       video    prompt size aspect_ratio resolution duration sound high_quality shots
Letta  image    prompt seed; gpt-image-2 also quality size
       edit     the same

Ranges: LetzAI skill, 2026-07-28 (pixels, quality, creativity, strength); the older documents'
smaller ones belong to routes that are not spoken here. Letta: image-generation skill, 0.34.12.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from assetforge.core.limits import Flag, Parts, Ratio, Shots, Size, Text, Whole, Words
from assetforge.providers.catalogue_shape import OPTION_FIELDS, WORD_OF_LABEL, WORD_OF_SIZE
from assetforge.providers.catalogue_value import (
    is_labels,
    is_settings,
    is_span,
    is_tables,
    is_text,
    is_texts,
    is_whole,
    is_wholes,
    taken,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.limits import Limit
    from assetforge.core.values import Json, Table
    from assetforge.providers.catalogue_shape import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What a model understands, by the manifest's words."""

    fields: Mapping[str, Limit]
    own: Mapping[str, Limit]
    defaults: Table
    tiers: Mapping[str, str]


def understood_by(entry: Entry, limits: Entry) -> Understood:
    """Read which fields a checked entry understands; `limits` are those of its endpoint."""
    tiers = _tiers(entry)
    fields = {
        **_words(entry, limits), **_pixels(entry, limits), **_ranges(entry, limits),
        **_switches(entry), **_lists(entry),
    }  # fmt: skip
    if tiers:
        fields["resolution"] = Words(choices=tuple(tiers))
    return Understood(
        fields=fields, own=_own(entry, limits), tiers=tiers,
        defaults={**_defaults(entry, limits), **_default_tier(entry, tiers)},
    )  # fmt: skip


def _tiers(entry: Entry) -> dict[str, str]:
    labels = taken(entry, "tier_labels", is_labels) or {}
    spoken = {WORD_OF_LABEL[labels[tier]]: tier for tier in labels}
    sizes = taken(entry, "sizes", is_wholes) or _sizes_in(taken(entry, "size_range", is_span))
    enlarged = {WORD_OF_SIZE[size]: str(size) for size in sizes}
    filmed = {word: word for word in taken(entry, "resolutions", is_texts) or ()}
    return spoken | enlarged | filmed


def _sizes_in(span: Mapping[str, int] | None) -> tuple[int, ...]:
    if span is None:
        return ()
    return tuple(size for size in WORD_OF_SIZE if span["min"] <= size <= span["max"])


def _default_tier(entry: Entry, tiers: Mapping[str, str]) -> Table:
    """Ask for the documented tier, else the first and cheapest; a film's must be named."""
    if not tiers or "resolutions" in entry:
        return {}
    documented = taken(entry, "default_tier", is_text)
    return {"resolution": next((w for w in tiers if tiers[w] == documented), next(iter(tiers)))}


def _words(entry: Entry, limits: Entry) -> dict[str, Limit]:
    if entry["kind"] == "upscale":  # made from a picture alone
        return {}
    length = taken(limits, "prompt_chars", is_span)
    return {"prompt": Text(longest=length["max"] if length else None)}


def _pixels(entry: Entry, limits: Entry) -> dict[str, Limit]:
    """Size and shape: a service that knows only pixels takes any ratio that its pixels can have."""
    width = taken(limits, "width", is_span)
    ratios = taken(entry, "aspect_ratios", is_texts)
    if width is not None:
        longest = Fraction(width["max"], width["min"])
        size = Size(shortest=width["min"], longest=width["max"])
        return {"size": size, "aspect_ratio": Ratio(longest=longest)}
    if ratios is not None:
        return {"aspect_ratio": Words(choices=tuple(ratios))}
    if "size_field" in entry:
        return {"size": Size(seen=tuple(taken(entry, "sizes_seen", is_texts) or ()))}
    if entry["kind"] == "video":
        return {"size": Size(), "aspect_ratio": Ratio()}
    return {}


def _ranges(entry: Entry, limits: Entry) -> dict[str, Limit]:
    found: dict[str, Limit] = {}
    for name in ("quality", "creativity", "strength"):
        span = taken(limits, name, is_span)
        if span is not None:
            found[name] = Whole(low=span["min"], high=span["max"])
    durations = taken(entry, "durations", is_wholes)
    seconds = taken(entry, "duration_range", is_span)
    if durations is not None:
        found["duration"] = Words(choices=tuple(durations))
    elif seconds is not None:
        found["duration"] = Whole(low=seconds["min"], high=seconds["max"])
    return found


def _switches(entry: Entry) -> dict[str, Limit]:
    options = taken(entry, "option", is_tables) or ()
    found: dict[str, Limit] = {
        OPTION_FIELDS[taken(option, "field", is_text) or ""]: Flag() for option in options
    }
    if entry["provider"] == "letzai" and entry["kind"] == "image":
        found["watermark"] = Flag()
    if entry.get("audio") == "always":
        found["sound"] = Words(choices=(True,))
    return found


def _lists(entry: Entry) -> dict[str, Limit]:
    found: dict[str, Limit] = {}
    if entry.get("multi_shot"):
        found["shots"] = Shots()
    if entry.get("tier_field") == "quality":
        found["quality"] = Words(choices=tuple(taken(entry, "tiers", is_texts) or ()))
    if entry["provider"] == "letta":
        found["seed"] = Whole(low=0)
    intensity = taken(entry, "intensity", is_span)
    if intensity is not None:
        flags = dict.fromkeys(("face", "body", "eyes", "mouth", "nose"), Flag())
        strong = Whole(low=intensity["min"], high=intensity["max"])
        found["skin"] = Parts(keys={**flags, "intensity": strong})
    return found


def _own(entry: Entry, limits: Entry) -> dict[str, Limit]:
    """Read the keys of the provider's sub-table."""
    found: dict[str, Limit] = {}
    versions = taken(limits, "system_versions", is_wholes)
    if versions:
        found["system_version"] = Words(choices=tuple(versions))
    if entry.get("id_sent") is False:  # LetzAI's own engine: its tiers are modes, not sizes
        found["engine_mode"] = Words(choices=tuple(taken(entry, "tiers", is_texts) or ()))
    formats = taken(entry, "output_formats", is_texts)
    if formats:
        found["output_format"] = Words(choices=tuple(formats))
    return found


def _defaults(entry: Entry, limits: Entry) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for name in ("quality", "creativity", "strength"):
        span = taken(limits, name, is_span)
        if span is not None and "default" in span:
            found[name] = span["default"]
    for name, limit in _switches(entry).items():
        found[name] = isinstance(limit, Words)
    width, height = taken(limits, "width", is_span), taken(limits, "height", is_span)
    if width and height:
        found["size"] = f"{width['default']}x{height['default']}"
    skin = taken(entry, "settings_defaults", is_settings)
    if skin is not None:
        found["skin"] = dict(skin)
    return found | _default_duration(entry)


def _default_duration(entry: Entry) -> dict[str, Json]:
    durations = taken(entry, "durations", is_wholes) or ()
    seconds = taken(entry, "default_duration", is_whole)
    if len(durations) == 1:
        return {"duration": durations[0]}
    return {} if seconds is None else {"duration": seconds}
