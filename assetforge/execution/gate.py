"""The gate through which every new step passes. A signal closes it; what runs is finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetforge.core.exits import Exit


class Gate:
    """Open until someone closes it, with the exit code that this stands for."""

    def __init__(self) -> None:
        self.closed_by: Exit | None = None
        self._listeners: list[Callable[[], None]] = []

    def close(self, reason: Exit) -> None:
        """Let nothing new start. The first reason stays."""
        if self.closed_by is None:
            self.closed_by = reason
            for listener in self._listeners:
                listener()

    def when_closed(self, listener: Callable[[], None]) -> None:
        """Have someone told once it closes."""
        self._listeners.append(listener)
