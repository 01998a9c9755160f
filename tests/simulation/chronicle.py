"""The chronicle: everything that happened in a simulated world, for the reader of a failed seed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field


@dataclass(slots=True)
class Chronicle:
    """Lines in the order in which they happened; written out only when somebody reads them."""

    events: list[tuple[float, str, str]] = field(default_factory=list[tuple[float, str, str]])

    def tell(self, who: str, what: str) -> None:
        """Note that somebody did something now."""
        self.events.append((asyncio.get_running_loop().time(), who, what))

    def lines(self) -> list[str]:
        """Write it out: seconds of true time, who, what."""
        return [f"{at:10.3f}  {who:<10} {what}" for at, who, what in self.events]
