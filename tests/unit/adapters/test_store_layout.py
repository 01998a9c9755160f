"""Places in the store: by digest, and by nothing that is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from assetforge.adapters.store_layout import Layout, digests_in
from assetforge.core.digest import PREFIX, Digest, digest_bytes

DIGEST = digest_bytes(b"picture")
DIGITS = DIGEST.removeprefix(PREFIX)


def test_places_are_spread_by_the_first_two_digits() -> None:
    layout = Layout(Path("store"))

    assert layout.blob(DIGEST) == Path("store/v1/blobs") / DIGITS[:2] / DIGITS
    assert layout.record(DIGEST) == Path("store/v1/records") / DIGITS[:2] / f"{DIGITS}.json"
    assert layout.root(DIGEST) == Path("store/v1/roots") / f"{DIGITS}.json"


@pytest.mark.parametrize("text", ["", "sha256:", "sha256:../..", DIGEST.upper(), DIGITS])
def test_what_is_no_digest_has_no_place(text: str) -> None:
    layout = Layout(Path("store"))

    for place in (layout.blob, layout.record, layout.root):
        with pytest.raises(ValueError, match=r"^"):
            place(Digest(text))


def test_what_has_another_name_is_not_listed(tmp_path: Path) -> None:
    shelf = tmp_path / DIGITS[:2]
    shelf.mkdir()
    for name in (f"{DIGITS}.json", f"{DIGITS}.json.tmp", f"{DIGITS}", "notes.json"):
        (shelf / name).touch()

    assert list(digests_in(tmp_path, ".json")) == [(DIGEST, shelf / f"{DIGITS}.json")]
    assert list(digests_in(tmp_path)) == [(DIGEST, shelf / DIGITS)]
    assert list(digests_in(tmp_path / "absent")) == []
