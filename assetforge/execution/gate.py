"""The gate through which every new step passes. A signal closes it; what runs is finished."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Callable

SIGNALS: Final = frozenset({Exit.INTERRUPTED, Exit.TERMINATED})


class Gate:
    """Open until someone closes it, with the exit code that this stands for."""

    def __init__(self) -> None:
        self.closed_by: Exit | None = None
        self.is_asked = False  # a person or the system wants it to end, whatever closed it first
        self._listeners: list[Callable[[], None]] = []
        self._asked: list[Callable[[], None]] = []

    def close(self, reason: Exit) -> None:
        """Let nothing new start. The first reason stays."""
        if self.closed_by is None:
            self.closed_by = reason
            for listener in self._listeners:
                listener()
        if reason in SIGNALS and not self.is_asked:
            self.is_asked = True
            for listener in self._asked:
                listener()

    def when_closed(self, listener: Callable[[], None]) -> None:
        """Have someone told once it closes."""
        self._listeners.append(listener)

    def when_asked(self, listener: Callable[[], None]) -> None:
        """Have someone told once a signal asks for the end, even where it is closed already."""
        self._asked.append(listener)
