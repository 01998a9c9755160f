from __future__ import annotations

import pytest

from assetforge.core.media import EXTENSION_BY_TYPE, MP4, PNG, TYPE_BY_EXTENSION, WEBP, Media


@pytest.mark.parametrize(
    ("media", "is_film"),
    [
        (Media(type=PNG, width=16, height=16), False),
        (Media(type=WEBP, width=16, height=16), False),
        (Media(type=WEBP, width=16, height=16, seconds=2.0), True),
        (Media(type=MP4, width=16, height=16, seconds=0.0), True),
    ],
)
def test_what_has_seconds_is_a_film_whatever_holds_it(media: Media, *, is_film: bool) -> None:
    assert media.is_film == is_film


def test_every_type_is_written_with_an_extension_that_reads_as_it() -> None:
    assert set(TYPE_BY_EXTENSION.values()) == set(EXTENSION_BY_TYPE)
    assert all(TYPE_BY_EXTENSION[ending] == kind for kind, ending in EXTENSION_BY_TYPE.items())
