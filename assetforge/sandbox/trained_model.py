"""Trained models that every sandbox has, so that prompts can name them by `@tag`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainedModel:
    """A model that somebody trained on pictures of his own."""

    id: str
    name: str
    group: str  # person, object or style
    status: str = "available"
    privacy: str = "private"
    is_active: bool = True
    created_at: float  # seconds since 1970
    description: str = ""

    @property
    def is_available(self) -> bool:
        """Whether a prompt may name it."""
        return self.status == "available" and self.is_active


TRAINED_MODELS: Final = (
    TrainedModel(
        id="3f1f6a52-6f0b-4a35-8f0d-0d4b7c1f9a01", name="john_doe", group="person",
        created_at=1_767_225_600,
    ),
    TrainedModel(
        id="3f1f6a52-6f0b-4a35-8f0d-0d4b7c1f9a02", name="glass_bottle", group="object",
        created_at=1_769_904_000,
    ),
    TrainedModel(
        id="3f1f6a52-6f0b-4a35-8f0d-0d4b7c1f9a03", name="ink_style", group="style",
        privacy="public", created_at=1_772_323_200,
    ),
    TrainedModel(
        id="3f1f6a52-6f0b-4a35-8f0d-0d4b7c1f9a04", name="half_trained", group="person",
        status="training", created_at=1_775_001_600,
    ),
)  # fmt: skip
