"""One asset as a file of the manifest declares it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from assetforge.core.values import is_array

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.names import Kind
    from assetforge.manifest.model import Origin

MOST_SOURCES: Final = 100  # more than any asset can have, so that the rest need not be looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """One asset's table as written."""

    kind: Kind
    name: str
    table: Mapping[str, object]
    origin: Origin

    def sources(self) -> tuple[str, ...]:
        """List what `from` names, one text or a list; of too long a list only its beginning."""
        value = self.table.get("from")
        items = islice(value, MOST_SOURCES) if is_array(value) else (value,)
        return tuple(item for item in items if isinstance(item, str))
