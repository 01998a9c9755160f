from __future__ import annotations

from assetforge.ui.graph_json import graph_document
from tests.unit.ui.samples import asset, graph


def test_assets_stand_inputs_first_with_their_actions() -> None:
    given = graph(asset("logo", kind="source"), asset("hero@de", "logo"))

    assert graph_document(given, {"hero@de": "make"})["assets"] == [
        {"address": "logo", "name": "logo", "kind": "source", "inputs": [], "action": None},
        {
            "address": "hero@de", "name": "hero", "kind": "image", "inputs": ["logo"],
            "action": "make",
        },
    ]  # fmt: skip
