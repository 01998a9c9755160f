from __future__ import annotations

from assetforge.adapters.catalogue import packaged_catalogue


def test_the_packaged_catalogue_holds_every_model_of_its_documents() -> None:
    counts = {name: len(able.models) for name, able in packaged_catalogue().items()}

    assert counts == {"letzai": 50, "letta": 6}


def test_the_packaged_catalogue_is_read_once() -> None:
    assert packaged_catalogue() is packaged_catalogue()
