"""How much a store holds, for people and programs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What the store holds, for all projects together."""

    place: str
    files: int
    size: int  # bytes
