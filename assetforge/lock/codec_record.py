"""The store's record of one finished piece of work, as a JSON file.

{"check": "sha256:…",     the digest of `made`, so that a flipped bit is noticed
 "made": {…},             see codec_made
 "version": 1}            a newer one is refused
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from assetforge.core.diagnostics import Problem
from assetforge.core.digest import canonical, digest_value
from assetforge.core.values import is_table
from assetforge.lock.codec_fields import DecodeError, Fields
from assetforge.lock.codec_made import made_table, read_made

if TYPE_CHECKING:
    from assetforge.core.values import Table
    from assetforge.lock.model import Made

VERSION: Final = 1


def encode_record(made: Made) -> bytes:
    """Write a record; equal ones give equal bytes."""
    table = made_table(made)
    record: Table = {"check": digest_value(table), "made": table, "version": VERSION}
    return f"{canonical(record)}\n".encode()


def decode_record(data: bytes, file: str) -> Made:
    """Read a record.

    Raises:
        DecodeError: the bytes are not what was written, or a newer version wrote them.
    """
    problems: list[Problem] = []
    fields = Fields(_parse(data, file), file=file, path=(), problems=problems)
    if fields.whole("version", least=1) > VERSION:
        fields.blame("version", "a newer assetforge wrote this record; update this one")
        raise DecodeError(problems)
    if fields.digest("check") != digest_value(fields.values("made")):
        fields.blame("check", "the record is not what was written")
    made = read_made(fields.fields("made"))
    if problems:
        raise DecodeError(problems)
    return made


def _parse(data: bytes, file: str) -> dict[str, object]:
    try:
        table: object = json.loads(data)
    except (ValueError, RecursionError):  # also half a file, or a number of 5,000 digits
        table = None
    if is_table(table):
        return dict(table)
    raise DecodeError([_not_json(file)])


def _not_json(file: str) -> Problem:
    return Problem(
        code="record-torn",
        file=file,
        path=(),
        summary="a record of the store cannot be read",
        detail="the record is not a JSON object",
        hint="run `assetforge verify --heal`: it writes the record again from the lock",
    )
