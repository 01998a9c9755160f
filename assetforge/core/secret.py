"""A secret: a value that can be used, and cannot be shown by mistake."""

from __future__ import annotations

from typing import Final, NoReturn

HIDDEN: Final = "***"


class Secret:
    """A text that only `reveal` gives out; every way of printing, copying or saving it does not."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Give out the value: for the one place that sends it, and for finding it in texts."""
        return self._value

    def __repr__(self) -> str:
        return HIDDEN

    def __format__(self, _specification: str) -> str:
        return HIDDEN

    def __reduce_ex__(self, _protocol: object) -> NoReturn:
        message = "A secret is never saved or copied. This is a bug in assetforge."
        raise TypeError(message)
