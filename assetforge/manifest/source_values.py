"""Values that TOML allows and no file of ours uses: they have no one form to compare or hash."""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING, Final

from assetforge.core.diagnostics import Problem
from assetforge.core.values import is_array, is_table
from assetforge.manifest.source_limits import DEEP_HINT, DEEPEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from assetforge.core.diagnostics import KeyPath

MOST_PROBLEMS: Final = 100
SMALLEST: Final = -(2**63)  # TOML 1.1, Integer: 64-bit signed
GREATEST: Final = 2**63 - 1


def find_strange_values(file: str, tables: Mapping[str, object]) -> list[Problem]:
    """Find dates, times, NaN, infinities, integers beyond 64 bits and nesting beyond `DEEPEST`."""
    return list(islice(_strange_values(file, tables), MOST_PROBLEMS))


def _strange_values(file: str, tables: Mapping[str, object]) -> Iterator[Problem]:
    waiting: list[tuple[KeyPath, object]] = [((), tables)]
    while waiting:
        path, container = waiting.pop()
        if len(path) > DEEPEST:
            yield _deep(file, path)
            continue
        for name, value in _items(container):
            kind = type(value)
            if kind is str or kind is bool:
                continue
            if kind is dict or kind is list:
                waiting.append(((*path, name), value))
            elif said := _strange(value):
                yield _problem(file, (*path, name), said)


def _items(container: object) -> Iterable[tuple[str | int, object]]:
    if is_table(container):
        return container.items()
    return enumerate(container) if is_array(container) else ()


_Said = tuple[str, str, str, str]

_INFINITE: Final[_Said] = (
    "not-finite", "number without a value", "a number must be finite here", "write a plain number",
)  # fmt: skip
_HUGE: Final[_Said] = (
    "number-too-large", "number too large", "an integer of TOML has 64 bits",
    "if it is a name or a text, put it in quotes",
)  # fmt: skip
_DATED: Final[_Said] = (
    "date", "date or time", "no key takes a date or a time", "put it in quotes if it is a text",
)  # fmt: skip


def _strange(value: object) -> _Said | None:
    if isinstance(value, int):
        return None if SMALLEST <= value <= GREATEST else _HUGE
    if isinstance(value, float):
        return None if math.isfinite(value) else _INFINITE
    return _DATED


def _problem(file: str, path: KeyPath, said: _Said) -> Problem:
    code, summary, detail, hint = said
    return Problem(code=code, file=file, path=path, summary=summary, detail=detail, hint=hint)


def _deep(file: str, path: KeyPath) -> Problem:
    return Problem(
        code="too-deep",
        file=file,
        path=path,
        summary="nested too deeply",
        detail=f"tables and lists may be {DEEPEST} deep at most",
        hint=DEEP_HINT,
        on="key",
    )
