"""The part of GitHub's expressions that our workflows use: names, strings, operators, calls.

text with ${{ … }} ─▶ fill ─▶ text          a condition ─▶ holds ─▶ True or False

What is not known here is an error, so that no workflow passes by being misread. A name that leads
nowhere is empty, as it is there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from assetforge.core.values import is_table

if TYPE_CHECKING:
    from collections.abc import Mapping

STATUS: Final = "status"  # of the job so far, in a context: success, failure or cancelled
_HOLE: Final = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)
_PART: Final = re.compile(r"\s*(?:('(?:[^']|'')*')|([A-Za-z_][\w.-]*)|(==|!=|&&|\|\||[!()]))\s*")
_CHECKS: Final = {"success", "failure", "cancelled"}


def fill(text: str, context: Mapping[str, object]) -> str:
    """Put the values of all expressions into a text."""
    return _HOLE.sub(lambda hole: _shown(_value(hole[1], context)), text)


def holds(condition: str, context: Mapping[str, object]) -> bool:
    """Say whether a condition holds; one that asks for no status asks for success."""
    inner = _HOLE.fullmatch(condition.strip())
    text = inner[1] if inner else condition
    asks = re.search(r"\b(always|success|failure|cancelled)\(\)", text)
    if not asks and context.get(STATUS, "success") != "success":
        return False
    return bool(_value(text, context)) if text.strip() else True


def _value(text: str, context: Mapping[str, object]) -> object:
    reading = _Reading(text, context)
    found = reading.either()
    assert not reading.parts, f"not understood here: {text}"
    return found


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


class _Reading:
    """One expression, taken part by part: `||` binds loosest, then `&&`, `==`, `!`."""

    def __init__(self, text: str, context: Mapping[str, object]) -> None:
        self.parts = [match.groups() for match in _PART.finditer(text)]
        assert _PART.sub("", text) == "", f"not understood here: {text}"
        self._context = context

    def either(self) -> object:
        found = self._both()
        while self._takes("||"):
            other = self._both()
            found = found or other
        return found

    def _both(self) -> object:
        found = self._same()
        while self._takes("&&"):
            other = self._same()
            found = found and other
        return found

    def _same(self) -> object:
        found = self._one()
        if self._takes("=="):
            return _shown(found) == _shown(self._one())
        if self._takes("!="):
            return _shown(found) != _shown(self._one())
        return found

    def _one(self) -> object:
        if self._takes("!"):
            return not self._one()
        if self._takes("("):
            found = self.either()
            assert self._takes(")"), "a bracket is open"
            return found
        text, name, _ = self.parts.pop(0)
        if text is not None:
            return text[1:-1].replace("''", "'")
        assert name is not None, "a value is missing"
        return self._called(name) if self._takes("(") else self._named(name)

    def _called(self, name: str) -> bool:
        assert self._takes(")"), f"{name}() takes nothing here"
        assert name in _CHECKS | {"always"}, f"{name}() is not known here"
        return name == "always" or self._context.get(STATUS, "success") == name

    def _named(self, name: str) -> object:
        if name in {"true", "false"}:
            return name == "true"
        found: object = self._context
        for part in name.split("."):
            found = found.get(part) if is_table(found) else None
        return found

    def _takes(self, sign: str) -> bool:
        if self.parts and self.parts[0][2] == sign:
            self.parts.pop(0)
            return True
        return False
