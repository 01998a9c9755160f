"""What a lock holds that was rebuilt from store and ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Unknown: TypeAlias = Literal["ordered", "after-build", "not-stored"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """An asset that the lock cannot name a result for."""

    address: str
    why: Unknown
    has_older: bool  # whether the lock still says what was made for an earlier request


@dataclass(frozen=True, slots=True, kw_only=True)
class Relocked:
    """Where the entries of a rebuilt lock come from."""

    found: tuple[str, ...]  # written anew, from the store
    kept: tuple[str, ...]  # right already
    missing: tuple[Missing, ...]
    recovered: int = 0  # records of the store that the ledger gave back
    aside: str = ""  # where the old lock went, from the project's folder, if it was damaged
    salvaged: int = 0  # entries of the damaged lock that could be read
    committed: int = 0  # entries of the last commit's lock, where the lock itself was lost
    absent: tuple[str, ...] = ()  # assets that the last commit's lock names and this one does not
