"""The trained models of an account, as text and as values."""

from __future__ import annotations

from dataclasses import replace

from assetforge.providers.letzai.trained_models import TrainedModel
from assetforge.ui.style import PLAIN
from assetforge.ui.trained import show_trained, trained_values
from tests.unit.ui.samples import HOSTILE

ANNA = TrainedModel(
    id="a1", name="anna", subject="person", status="available", created="2026-01-04"
)


def test_each_model_has_a_line() -> None:
    models = [ANNA, replace(ANNA, name="oak", subject="", is_active=False, version="3")]

    assert (
        show_trained(models, style=PLAIN, width=80)
        == """\
letzai, trained models
  TAG    KIND    STATUS                   VERSION
  @anna  person  available                2026-01-04
  @oak   -       available, switched off  3
"""
    )


def test_an_account_without_models_is_told_so() -> None:
    assert "LetzAI shows none" in show_trained([], style=PLAIN, width=80)


def test_nothing_from_outside_reaches_the_terminal_raw() -> None:
    model = TrainedModel(id=HOSTILE, name=HOSTILE, subject=HOSTILE, status=HOSTILE, version=HOSTILE)

    shown = show_trained([model], style=PLAIN, width=300)

    assert all(character.isprintable() or character == "\n" for character in shown)


def test_programs_read_whether_a_model_can_be_named() -> None:
    assert trained_values([replace(ANNA, status="training")]) == [
        {
            "provider": "letzai", "tag": "anna", "id": "a1", "kind": "person",
            "status": "training", "available": False, "edition": "2026-01-04",
        }
    ]  # fmt: skip
