"""Fields: a decoded table whose values nobody has checked yet, read with a mind to their types.

    table from outside ──▶ Fields ── text, whole, digest … ──▶ a value of the right type
                             └─ what is wrong ──▶ problems, each with its path of keys

A reader always gets a value of the type it asked for, so that one pass finds every problem; what
was read counts only where no problem was found.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from assetforge.core.diagnostics import Problem
from assetforge.core.digest import Digest, digest_bytes, is_digest
from assetforge.core.values import is_array, is_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.diagnostics import KeyPath
    from assetforge.core.values import Json, Table

FROM_HISTORY: Final = (
    "take the file from version control, or remove the entry: `assetforge build` fills it in again "
    "from the store at no cost"
)
_NO_DIGEST: Final = digest_bytes(b"")


class DecodeError(ValueError):
    """A file of ours does not hold what it should; every problem found is in `problems`."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.detail for problem in problems[:3]))
        self.problems = tuple(problems)


class Fields:
    """Read the values of one table of `file`, and collect what is wrong with them."""

    def __init__(
        self, table: Mapping[str, object], *, file: str, path: KeyPath, problems: list[Problem]
    ) -> None:
        self.table = table
        self._file = file
        self._path = path
        self._problems = problems

    def __contains__(self, key: str) -> bool:
        return key in self.table

    def blame(
        self, key: str, detail: str, *, code: str = "lock-value", hint: str = FROM_HISTORY
    ) -> None:
        """Note that the value of a key is not what it should be."""
        problem = Problem(
            code=code,
            file=self._file,
            path=(*self._path, key) if key in self.table else self._path,
            summary="what the last build noted cannot be used",
            detail=detail,
            hint=hint,
        )
        self._problems.append(problem)

    def text(self, key: str) -> str:
        """Read a string that must be there."""
        value = self.table.get(key)
        if isinstance(value, str):
            return value
        self._expected(key, "a string")
        return ""

    def optional_text(self, key: str) -> str | None:
        """Read a string, or None where there is none."""
        return self.text(key) if key in self.table else None

    def whole(self, key: str, *, least: int) -> int:
        """Read a whole number that is not under `least`."""
        value = self.table.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and value >= least:
            return value
        self._expected(key, f"a whole number from {least} up")
        return least

    def optional_seconds(self, key: str) -> float | None:
        """Read a length of time in seconds, or None where there is none."""
        value = self.table.get(key)
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and _is_span(value):
            return float(value)
        self._expected(key, "a number of seconds")
        return None

    def digest(self, key: str) -> Digest:
        """Read a digest, which may then enter a path."""
        value = self.table.get(key)
        if isinstance(value, str) and is_digest(value):
            return Digest(value)
        self._expected(key, "`sha256:` and 64 lower-case hexadecimal digits")
        return _NO_DIGEST

    def texts(self, key: str) -> tuple[str, ...]:
        """Read an array of strings, or an empty one where there is none."""
        value = self.table.get(key, ())
        if is_array(value):
            found = tuple(item for item in value if isinstance(item, str))
            if len(found) == len(value):
                return found
        self._expected(key, "an array of strings")
        return ()

    def values(self, key: str) -> Table:
        """Read a table of plain values, however deep."""
        value = self.table.get(key)
        plain = _plain(value) if is_table(value) else None
        if isinstance(plain, dict):
            return plain
        self._expected(key, "a table of strings, numbers, booleans, arrays and tables")
        return {}

    def fields(self, key: str) -> Fields:
        """Read a table, to be read further."""
        value = self.table.get(key)
        if not is_table(value):
            self._expected(key, "a table")
        table = value if is_table(value) else dict[str, object]()
        path = (*self._path, key)
        return Fields(table, file=self._file, path=path, problems=self._problems)

    def _expected(self, key: str, wanted: str) -> None:
        state = "should be" if key in self.table else "is missing; it should be"
        self.blame(key, f"`{key}` {state} {wanted}")


def _is_span(value: float) -> bool:
    return math.isfinite(value) and value >= 0


def _plain(value: object) -> Json:
    """Return the value where it is plain through and through, else None."""
    if is_table(value):
        table = {key: _plain(member) for key, member in value.items()}
        return None if None in table.values() else table
    if is_array(value):
        array = [_plain(member) for member in value]
        return None if None in array else array
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if isinstance(value, bool | int | str) else None
