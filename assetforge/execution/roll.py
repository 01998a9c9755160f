"""The roll: the trained models of each service, called once before the first order of a run.

tag ─ names a model that works ─▶ which one, and which version of it: noted beside the key
    ├ names none, or one that does not ─▶ a flaw: its assets fail before they cost anything
    └ nobody was asked, or nobody answered ─▶ nothing is known, and nothing refused
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assetforge.lock.model import TrainedRef

Tag: TypeAlias = tuple[str, str]  # provider and name, without the at-sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """What services told of the tags in prompts."""

    present: Mapping[Tag, TrainedRef] = field(default_factory=dict["Tag", "TrainedRef"])
    flaws: Mapping[Tag, str] = field(default_factory=dict["Tag", str])  # why one names nothing

    def flaw(self, provider: str, tag: str) -> str:
        """Say why a tag cannot be used; empty where nothing speaks against it."""
        return self.flaws.get((provider, tag), "")

    def models(self, provider: str, tags: Iterable[str]) -> tuple[TrainedRef, ...]:
        """Find the models that tags name, as far as they are known."""
        found = (self.present.get((provider, tag)) for tag in tags)
        return tuple(model for model in found if model is not None)


NOBODY_ASKED: Final = Roll()
