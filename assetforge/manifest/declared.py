"""One asset as a file of the manifest declares it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.core.values import is_array

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.names import Kind
    from assetforge.manifest.model import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """One asset's table as written."""

    kind: Kind
    name: str
    table: Mapping[str, object]
    origin: Origin

    def sources(self) -> tuple[str, ...]:
        """List what `from` names, whether it is one text or a list."""
        value = self.table.get("from")
        items = value if is_array(value) else (value,)
        return tuple(item for item in items if isinstance(item, str))
