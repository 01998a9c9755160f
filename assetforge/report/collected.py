"""What may go from the store, or went, for people and programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assetforge.core.credits import Credits
    from assetforge.core.digest import Digest
    from assetforge.report.torn import Torn


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """One thing that may go, or went."""

    digest: Digest
    what: str  # its kind and prompt, or that no record speaks of it
    provider: str
    frees: int  # bytes
    worth: Credits  # what making it again would cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """Everything that may go, or went."""

    gone: tuple[Gone, ...]
    is_done: bool
    days: int  # what a lock referred to in these days, or is no older, stays
    torn: tuple[Torn, ...] = ()  # while there is one, bytes without a record stay too
