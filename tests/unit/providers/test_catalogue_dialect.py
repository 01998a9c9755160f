"""Dialects: the older one has more models, and loses none."""

from __future__ import annotations

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.providers.catalogue_dialect import in_dialect

LETZAI = packaged_catalogue()["letzai"]


def test_the_usual_dialect_is_the_catalogue_as_it_stands() -> None:
    assert in_dialect(LETZAI, "current") is LETZAI


def test_the_older_dialect_speaks_of_more() -> None:
    older = in_dialect(LETZAI, "older")
    added = {
        (new.kind, new.id)
        for old, new in zip(LETZAI.models, older.models, strict=True)
        if old.is_current != new.is_current
    }

    assert older.kinds == LETZAI.kinds | {"video-edit"}
    assert {("image", "phota"), ("upscale", "sharp"), ("video-edit", "veo31")} <= added
    assert ("upscale", "natural") not in added  # no dialect has it any more
