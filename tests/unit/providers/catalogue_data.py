"""Small catalogues for tests: one model that is right, and ways to spoil it."""

from __future__ import annotations

from datetime import date

DAY = date(2026, 7, 28)


def model_entry(**changes: object) -> dict[str, object]:
    """Make an entry of a picture model, with some keys changed or, where None, left out."""
    entry: dict[str, object] = {
        "provider": "letzai", "kind": "image", "id": "flux2", "name": "Flux 2", "aliases": [],
        "dialects": ["current"], "tier_field": "mode", "tiers": ["1k", "hd"],
        "tier_labels": {"1k": "1K", "hd": "HD"}, "source": "a document", "as_of": DAY,
        "confidence": "documented", "price": {"unit": "image", "by_tier": {"1k": 60, "hd": 120}},
        **changes,
    }  # fmt: skip
    return {key: value for key, value in entry.items() if value is not None}


def data(*entries: dict[str, object]) -> dict[str, object]:
    """Make a catalogue that holds these models, or the usual one."""
    return {
        "schema": 1,
        "compiled": DAY,
        "source": [{"name": "a document", "date": DAY}],
        "model": list(entries or (model_entry(),)),
    }


def changed(**changes: object) -> dict[str, object]:
    """Make a catalogue of one model with some keys changed."""
    return data(model_entry(**changes))
