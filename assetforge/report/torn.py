"""A damaged record of the store, for people and programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assetforge.core.digest import Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Torn:
    """A record that cannot be understood, so that nobody knows which bytes it speaks of."""

    key: Digest
    path: str
    why: str
