"""The fields of a blob."""

from __future__ import annotations

import pytest

from assetforge.core.media import MP4, PNG, Blob, Media
from assetforge.lock.codec_blob import blob_fields, read_blob
from assetforge.lock.codec_fields import Fields
from tests.unit.lock.samples import blob_of

PICTURE = blob_of(b"x", Media(type=PNG, width=16, height=9))
FILM = blob_of(b"x", Media(type=MP4, width=16, height=9, seconds=2.5))


@pytest.mark.parametrize("blob", [PICTURE, FILM], ids=["picture", "film"])
def test_a_blob_is_read_back_as_it_was_written(blob: Blob) -> None:
    fields = Fields(blob_fields(blob), file="f", path=(), problems=[])

    assert read_blob(fields) == blob


def test_only_a_film_has_seconds() -> None:
    assert "seconds" not in blob_fields(PICTURE)
    assert blob_fields(FILM)["seconds"] == 2.5
