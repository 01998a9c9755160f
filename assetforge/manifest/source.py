"""Bytes of a TOML file that anybody may have written, read as plain tables or refused with places.

    bytes ─ size, UTF-8, control characters ▶ text ─ conflicts ─ limits ▶ parser ─ values ▶ tables

Each step looks only at what the one before let through, and each reports all that it finds. No step
takes longer than in proportion to the size, whatever the bytes are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import tomli

from assetforge.core.errors import InvalidError
from assetforge.manifest.positions import place_problems
from assetforge.manifest.source_conflicts import find_conflicts
from assetforge.manifest.source_limits import find_excesses
from assetforge.manifest.source_syntax import explain_syntax
from assetforge.manifest.source_text import decode
from assetforge.manifest.source_values import find_strange_values

if TYPE_CHECKING:
    from assetforge.core.values import Json
    from assetforge.manifest.source_text import SourceText

MOST_MANIFEST_BYTES: Final = 1024 * 1024


def read_tables(file: str, data: bytes, *, limit: int = MOST_MANIFEST_BYTES) -> dict[str, Json]:
    """Read a TOML 1.1 file as plain tables: text, finite numbers, booleans, lists and tables.

    Args:
        file: its name, for the places of diagnostics.
        data: its bytes; a byte order mark at the start is skipped.
        limit: the most bytes that are read.

    Raises:
        InvalidError: the file is refused; every problem of the step that refused it is in there.
    """
    source = decode(file, data, limit)
    source.refuse(find_conflicts(source.text))
    source.refuse(find_excesses(source.text))
    tables = _parse(source)
    problems = find_strange_values(file, tables)
    if problems:
        texts = {file: source.text}
        raise InvalidError(place_problems(problems, texts), texts)
    return cast("dict[str, Json]", tables)  # only such values are left


def _parse(source: SourceText) -> dict[str, object]:
    try:
        return _parse_fast(source.text)
    except (ImportError, ValueError):
        pass
    try:  # the slower parser has the last word, and it knows the place of a mistake
        return tomli.loads(source.text)
    except (ValueError, RecursionError) as error:
        raise source.refusal([explain_syntax(source, error)]) from error


def _parse_fast(text: str) -> dict[str, object]:
    # Imported here: the package is optional, and most of the time tomli is not needed then.
    import rtoml

    return rtoml.loads(text)
