"""The file of faults: TOML in, faults out; every mistake in it is told at once, with its place.

version = 1

[[fault]]
kind = "lose-answer"          # a word of `fault.FAULT_KINDS`
route = "POST /images"        # optional: method and path, with * for anything
chance = 0.1                  # optional: from 0 to 1
nth = [1, 4]                  # optional: one number or several, counted where it could strike
times = 3                     # optional: at most so often
seconds = 5                   # what the kind takes: seconds, status, word, to, retry_after, bytes
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.errors import InvalidError
from assetforge.core.values import is_array, is_table
from assetforge.manifest.positions import place_problems
from assetforge.manifest.source import read_tables
from assetforge.sandbox.fault import Fault
from assetforge.sandbox.fault_checks import find_problems

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_BYTES: Final = 256 * 1024


def parse_faults(file: str, data: bytes) -> tuple[Fault, ...]:
    """Read faults from the bytes of a file.

    Raises:
        InvalidError: something in it is wrong; everything that is, is in the error.
    """
    tables = read_tables(file, data, limit=_MOST_BYTES)
    problems = list(find_problems(file, tables))
    if problems:
        texts = {file: data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")}
        raise InvalidError(place_problems(problems, texts), texts)
    listed = tables.get("fault", [])
    return tuple(_fault(table) for table in (listed if is_array(listed) else ()) if is_table(table))


def _fault(table: Mapping[str, object]) -> Fault:
    """Read a checked table."""
    nth = table.get("nth", [])
    return Fault(
        kind=str(table["kind"]),
        route=_text(table.get("route")),
        chance=_number(table.get("chance")),
        nth=frozenset(_whole(n) or 0 for n in (nth if is_array(nth) else [nth])),
        times=_whole(table.get("times")),
        seconds=_number(table.get("seconds")) or 0,
        status=_whole(table.get("status")),
        word=_text(table.get("word")),
        to=_text(table.get("to")) or "",
        retry_after=_text(table.get("retry_after")),
        bytes=_whole(table.get("bytes")) or 0,
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
