"""Definitions: what the project's files ask for by now, while a build runs.

every file's stamp as before? ─yes─▶ as it was known
    └─no─▶ every file's bytes as planned? ─yes─▶ every asset is wanted as planned
              └─no─▶ read the project again: which assets ask for something else now?

A look that finds the stamps as they were is followed by a pause ten times as long, so that looking
never takes more than a tenth of the time, however many files there are.
"""

from __future__ import annotations

import asyncio
from math import inf
from typing import TYPE_CHECKING, Final

from assetforge.app.edited import edited_files
from assetforge.app.memo import Memo, stamp_of
from assetforge.app.reading import read_project
from assetforge.core.errors import AssetforgeError
from assetforge.plan.definition import definitions_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.app.memo import Stamp
    from assetforge.app.planning import Situation
    from assetforge.app.reading import Reading
    from assetforge.core.digest import Digest
    from assetforge.execution.ports import Clock
    from assetforge.plan.facts import Market

_SHARE: Final = 10  # a look that took 1 ms is followed by a pause of 10 ms
_LOOKS: Final = 5
_GONE: Final = "the manifest does not name it any more"
_OTHER: Final = "the manifest asks for something else by now"
_UNREADABLE: Final = "the manifest was edited meanwhile and cannot be understood now"


class FileDefinitions:
    """Holds the files that a plan was made from against what they are now."""

    def __init__(self, found: Situation, market: Market, clock: Clock) -> None:
        self._found, self._market, self._clock = found, market, clock
        self._stamps: Mapping[str, Stamp | None] | None = None  # None: nobody looked yet
        self._objections: Mapping[str, str] = {}
        self._due = -inf
        self._turn = asyncio.Lock()

    async def objection(self, address: str) -> str:
        """Say why an asset is no longer wanted as planned; empty where it is."""
        async with self._turn:
            began = self._clock.now()
            if began >= self._due and not await asyncio.to_thread(self._look):
                ended = self._clock.now()
                self._due = ended + (ended - began) * _SHARE
        return self._objections.get(address, "")

    def _look(self) -> bool:
        """Look until two looks agree: a file that is being written is half a file for a moment.

        Returns whether there was anything to read.
        """
        root = self._found.project.root
        for look in range(_LOOKS):
            # Taken before the bytes are read, so that an edit in between shows at the next look.
            stamps = {name: stamp_of(f"{root}/{name}") for name in self._found.reading.data}
            if stamps == self._stamps:
                return look > 0
            self._objections = self._compared() if edited_files(self._found) else {}
            self._stamps = stamps
        return True

    def _compared(self) -> dict[str, str]:
        planned, now = self._defined(self._found.reading), self._defined_now()
        if now is None:
            return dict.fromkeys(planned, _UNREADABLE)
        return {
            address: _OTHER if address in now else _GONE
            for address, definition in planned.items()
            if now.get(address) != definition
        }

    def _defined_now(self) -> Mapping[str, Digest] | None:
        """Read the project as it is now; None where that cannot be understood."""
        known = Memo(sources=self._found.reading.noted)
        try:
            return self._defined(read_project(self._found.project, known))
        except AssetforgeError:
            return None

    def _defined(self, reading: Reading) -> Mapping[str, Digest]:
        return definitions_of(reading.graph, reading.sources, self._market)
