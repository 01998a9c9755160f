"""Templates: `{{name}}` in a value is replaced by a var, an axis of the matrix or `name`.

    "Photo of a {{product}}"    →  "Photo of a Acme One bottle"
    "{{seconds}}"               →  8        alone, it keeps its type
    "{{{{"                      →  "{{"     a literal

Nothing else is replaced: no environment, no file, no expression. A replaced text is not read again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.core.values import is_array, is_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.core.diagnostics import KeyPath
    from assetforge.core.values import Scalar

_MARK = re.compile(r"\{\{\{\{|\{\{([^{}]*)\}\}|\{\{")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A `{{name}}` that nothing fills; an empty name stands for one that is not closed."""

    path: KeyPath
    name: str


def fill(value: object, scope: Mapping[str, Scalar]) -> object:
    """Replace every `{{name}}` in a value, however deep; unknown names stay as they are."""
    if isinstance(value, str):
        return _fill_text(value, scope) if "{{" in value else value
    if is_table(value):
        return {key: fill(item, scope) for key, item in value.items()}
    if is_array(value):
        return [fill(item, scope) for item in value]
    return value


def gaps(value: object, scope: Mapping[str, Scalar], path: KeyPath = ()) -> Iterator[Gap]:
    """Find each `{{name}}` that `fill` would leave, with the path of keys to it."""
    if isinstance(value, str):
        yield from (Gap(path=path, name=name) for name in names_in(value) if name not in scope)
    elif is_table(value):
        for key, item in value.items():
            yield from gaps(item, scope, (*path, key))
    elif is_array(value):
        for index, item in enumerate(value):
            yield from gaps(item, scope, (*path, index))


def names_in(text: str) -> tuple[str, ...]:
    """List the names a text asks for; an unclosed `{{` counts as an empty one."""
    if "{{" not in text:
        return ()
    marks = (mark for mark in _MARK.finditer(text) if mark.group() != "{{{{")
    return tuple((mark.group(1) or "").strip() for mark in marks)


def _fill_text(text: str, scope: Mapping[str, Scalar]) -> Scalar:
    alone = _MARK.fullmatch(text)
    if alone and alone.group(1) is not None:
        return scope.get(alone.group(1).strip(), text)
    return _MARK.sub(lambda mark: _replacement(mark, scope), text)


def _replacement(mark: re.Match[str], scope: Mapping[str, Scalar]) -> str:
    if mark.group() == "{{{{":
        return "{{"
    name = (mark.group(1) or "").strip()
    return as_text(scope[name]) if name in scope else mark.group()


def as_text(value: Scalar) -> str:
    """Write a value as it would be written in TOML, without quotes."""
    return str(value).lower() if isinstance(value, bool) else str(value)
