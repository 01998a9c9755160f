from __future__ import annotations

from dataclasses import replace

from assetforge.sandbox.trained_model import TRAINED_MODELS


def test_a_model_can_be_named_once_it_is_trained_and_while_it_is_active() -> None:
    names = [model.name for model in TRAINED_MODELS if model.is_available]

    assert names == ["john_doe", "glass_bottle", "ink_style"]
    assert not replace(TRAINED_MODELS[0], is_active=False).is_available
