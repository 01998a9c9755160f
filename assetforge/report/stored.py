"""What the store holds, for people and programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assetforge.core.credits import Credits
    from assetforge.core.digest import Digest
    from assetforge.core.media import Blob
    from assetforge.core.names import Kind
    from assetforge.report.torn import Torn


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One finished piece of work in the store."""

    key: Digest
    kind: Kind
    provider: str
    model: str | None
    prompt: str
    blob: Blob
    worth: Credits  # what making it again would cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Everything in one store."""

    place: str
    kept: tuple[Kept, ...]
    torn: tuple[Torn, ...] = ()
