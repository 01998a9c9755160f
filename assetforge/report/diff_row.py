"""A row of a document from outside: its values, each of the type and size that was asked for.

Row ── text, whole, flag, credits … ──▶ a value of the right type
  └─ the first thing that is wrong ───▶ DocumentError, with its place
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NoReturn, TypeVar, cast

from assetforge.core.credits import Credits
from assetforge.core.names import is_address
from assetforge.core.values import is_array, is_table
from assetforge.manifest.settle import DERIVED_BY, PROVIDER_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.core.values import Json

_Value = TypeVar("_Value")
LONGEST: Final = 40_000  # characters; a prompt has 32,000 at most
MOST: Final = 10_000  # assets, and what each can name of them
_MOST_CREDITS: Final = 10**12
_DEEPEST: Final = 12  # levels of a value in a request
_DECIMALS: Final = 6  # of an amount of credits
_PROVIDERS: Final = frozenset({*PROVIDER_TABLES, DERIVED_BY})
_COMMIT: Final = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")


class DocumentError(ValueError):
    """A document is not what it should be; says where."""


class Row:
    """One table of a document."""

    def __init__(self, value: object, place: str = "the document") -> None:
        if not is_table(value):
            message = f"{place} should be an object"
            raise DocumentError(message)
        self.table: Mapping[str, object] = value
        self._place = place

    def text(self, key: str) -> str:
        """Read a text."""
        return self.maybe_text(key) or self._must(key, "", self.table.get(key) == "", "a text")

    def maybe_text(self, key: str) -> str | None:
        """Read a text, or null."""
        value = self.table.get(key)
        if value is None:
            return None
        if isinstance(value, str) and len(value) <= LONGEST:
            return value
        return self._refuse(key, f"a text of at most {LONGEST:,} characters")

    def address(self, key: str) -> str:
        """Read the address of an asset."""
        found = self.text(key)
        return self._must(key, found, is_address(found), "the address of an asset")

    def provider(self, key: str) -> str:
        """Read the name of a provider, which may stand outside of code; empty for null."""
        found = self.maybe_text(key) or ""
        is_good = not found or found in _PROVIDERS
        return self._must(key, found, is_good, "a provider that this version knows")

    def commit(self, key: str) -> str | None:
        """Read the name of a commit, or null."""
        found = self.maybe_text(key)
        is_good = found is None or _COMMIT.fullmatch(found) is not None
        return self._must(key, found, is_good, "a commit")

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts."""
        found = self._array(key)
        texts = tuple(each for each in found if isinstance(each, str) and len(each) <= LONGEST)
        return self._must(key, texts, len(texts) == len(found), "a list of texts")

    def whole(self, key: str) -> int:
        """Read a count."""
        value = self.table.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST:
            return value
        return self._refuse(key, f"a whole number up to {MOST:,}")

    def maybe_line(self, key: str) -> int | None:
        """Read the number of a line, or null."""
        value = self.table.get(key)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= _MOST_CREDITS:
            return value
        return self._refuse(key, "the number of a line")

    def maybe_flag(self, key: str) -> bool | None:
        """Read true, false or null."""
        value = self.table.get(key)
        if value is None or isinstance(value, bool):
            return value
        return self._refuse(key, "true or false")

    def flag(self, key: str) -> bool:
        """Read true or false."""
        found = self.maybe_flag(key)
        return self._refuse(key, "true or false") if found is None else found

    def value(self, key: str) -> Json:
        """Read any plain value that is not deep."""
        return self._plain(key, self.table.get(key), _DEEPEST)

    def row(self, key: str) -> Row:
        """Read an object."""
        return Row(self.table.get(key), self._at(key))

    def maybe_row(self, key: str) -> Row | None:
        """Read an object, or null."""
        return None if self.table.get(key) is None else self.row(key)

    def rows(self, key: str) -> Iterator[Row]:
        """Read a list of objects."""
        found = self._array(key)
        return (Row(each, f"{self._at(key)}[{place}]") for place, each in enumerate(found))

    def named_rows(self, key: str) -> dict[str, Row]:
        """Read objects by name."""
        table = self.row(key).table
        self._must(key, table, len(table) <= MOST, f"at most {MOST:,} objects")
        return {name: Row(each, f"{self._at(key)}.{name[:64]}") for name, each in table.items()}

    def credits(self, key: str) -> Credits:
        """Read a range of credits; one whose upper end is null is unknown."""
        row = self.row(key)
        low, high = row.amount("low"), row.maybe_amount("high")
        is_range = high is None or low <= high
        return Credits(low=self._must(key, low, is_range, "a range"), high=high)

    def credits_by_provider(self, key: str) -> dict[str, Credits]:
        """Read sums of credits; those of two providers are different units."""
        row = self.row(key)
        for name in row.table:
            self._must(key, name, name in _PROVIDERS, "sums by providers that this version knows")
        return {name: row.credits(name) for name in row.table}

    def amount(self, key: str) -> Decimal:
        """Read an amount of credits."""
        found = self.maybe_amount(key)
        return self._refuse(key, "an amount of credits") if found is None else found

    def maybe_amount(self, key: str) -> Decimal | None:
        """Read an amount of credits, or null."""
        value = self.table.get(key)
        if value is None:
            return None
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        # Compared before it is converted: a whole number from outside may have thousands of digits.
        if is_number and 0 <= cast("float", value) <= _MOST_CREDITS:
            amount = Decimal(str(value))
            if amount == round(amount, _DECIMALS):
                return amount
        return self._refuse(key, "an amount of credits")

    def refuse(self, key: str, wanted: str) -> NoReturn:
        """Say what a value should be."""
        self._refuse(key, wanted)

    def _array(self, key: str) -> list[object]:
        value = self.table.get(key)
        if is_array(value) and len(value) <= MOST:
            return list(value)
        return self._refuse(key, f"a list of at most {MOST:,}")

    def _plain(self, key: str, value: object, depth: int) -> Json:
        if depth == 0:
            self._refuse(key, f"a value of at most {_DEEPEST} levels")
        if is_table(value):
            return {name: self._plain(key, each, depth - 1) for name, each in value.items()}
        if is_array(value):
            return [self._plain(key, each, depth - 1) for each in value]
        if value is None or isinstance(value, bool | int | str):
            return value
        if isinstance(value, float) and math.isfinite(value):
            return value
        return self._refuse(key, "a plain value")

    def _at(self, key: str) -> str:
        return f"{self._place}.{key[:64]}"

    def _must(self, key: str, value: _Value, is_good: object, wanted: str) -> _Value:
        return value if is_good else self._refuse(key, wanted)

    def _refuse(self, key: str, wanted: str) -> NoReturn:
        message = f"{self._at(key)} should be {wanted}"
        raise DocumentError(message)
