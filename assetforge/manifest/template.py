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
    """A `{{name}}` that nothing fills, or a `{{` that begins none."""

    path: KeyPath
    name: str | None  # None: the braces are not closed


def is_template(value: object) -> bool:
    """Say whether a value holds `{{`, however deep."""
    if isinstance(value, str):
        return "{{" in value
    if is_table(value):
        return any(is_template(item) for item in value.values())
    return is_array(value) and any(is_template(item) for item in value)


def fill(value: object, scope: Mapping[str, Scalar]) -> object:
    """Replace every `{{name}}` in a value, however deep; unknown names stay as they are."""
    if isinstance(value, str):
        alone = _MARK.fullmatch(value) if "{{" in value else None
        found = _found(alone, scope) if alone else None
        return fill_text(value, scope) if found is None else found
    if is_table(value):
        return {key: fill(item, scope) for key, item in value.items()}
    if is_array(value):
        return [fill(item, scope) for item in value]
    return value


def fill_texts(value: object, scope: Mapping[str, Scalar]) -> object:
    """Replace as `fill`, where only texts are wanted: what stands alone becomes one too."""
    if is_array(value):
        return [fill_texts(item, scope) for item in value]
    return fill_text(value, scope) if isinstance(value, str) else value


def fill_text(text: str, scope: Mapping[str, Scalar]) -> str:
    """Replace every `{{name}}` in a text; unknown names stay as they are."""
    if "{{" not in text:
        return text
    return _MARK.sub(lambda mark: _replacement(mark, scope), text)


def gaps(value: object, scope: Mapping[str, Scalar], path: KeyPath = ()) -> Iterator[Gap]:
    """Find each `{{name}}` that `fill` would leave, with the path of keys to it."""
    if isinstance(value, str):
        names = [_name(mark) for mark in _marks(value)]
        yield from (Gap(path=path, name=name) for name in names if name not in scope)
    elif is_table(value):
        for key, item in value.items():
            yield from gaps(item, scope, (*path, key))
    elif is_array(value):
        for index, item in enumerate(value):
            yield from gaps(item, scope, (*path, index))


def as_text(value: Scalar) -> str:
    """Write a value as it would be written in TOML, without quotes."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _marks(text: str) -> Iterator[re.Match[str]]:
    return (mark for mark in _MARK.finditer(text) if mark.group() != "{{{{")


def _name(mark: re.Match[str]) -> str | None:
    name = mark.group(1)
    return None if name is None else name.strip()


def _found(mark: re.Match[str], scope: Mapping[str, Scalar]) -> Scalar | None:
    name = _name(mark)
    return None if name is None else scope.get(name)


def _replacement(mark: re.Match[str], scope: Mapping[str, Scalar]) -> str:
    if mark.group() == "{{{{":
        return "{{"
    found = _found(mark, scope)
    return mark.group() if found is None else as_text(found)
