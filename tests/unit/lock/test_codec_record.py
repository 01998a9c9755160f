"""The store's record: read back as it was written, or refused."""

from __future__ import annotations

import pytest

from assetforge.lock.codec_fields import DecodeError
from assetforge.lock.codec_record import decode_record, encode_record
from tests.unit.lock.samples import made_of


def test_a_record_is_one_line_of_json_with_a_digest_of_itself() -> None:
    data = encode_record(made_of("hero"))

    assert data.startswith(b'{"check":"sha256:')
    assert data.endswith(b',"version":1}\n')
    assert data.count(b"\n") == 1
    assert decode_record(data, "record") == made_of("hero")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff",
        b"[" * 100_000,
        b'{"version": 1, "size": ' + b"9" * 5000 + b"}",
        b'{"version": 2}',
        encode_record(made_of("hero"))[:-20],
        encode_record(made_of("hero")).replace(b"560", b"561"),
    ],
)
def test_a_record_that_is_not_what_was_written_is_refused(data: bytes) -> None:
    with pytest.raises(DecodeError):
        decode_record(data, "record")
