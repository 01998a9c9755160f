from __future__ import annotations

from dataclasses import replace

import pytest

from assetforge.sandbox import upload
from assetforge.sandbox.refusal import RefusalError
from assetforge.sandbox.upload import Upload, UploadShelf

ONE = Upload(
    id="1", route="/user-assets", extension="png", details={}, signature="s", created_at=1000
)


def test_an_upload_is_found_on_its_route_or_on_any() -> None:
    shelf = UploadShelf()
    shelf.put(ONE)

    assert shelf.find("1") == shelf.find("1", "/user-assets") == ONE
    assert shelf.find("1", "/user-images") is None
    assert ONE.media_type == "image/png"


def test_uploads_are_listed_newest_first_and_removed_for_good() -> None:
    shelf = UploadShelf()
    for id_ in "123":
        shelf.put(replace(ONE, id=id_, data=b"x"))
    shelf.remove("2")

    assert [found.id for found in shelf.of_route("/user-assets")] == ["3", "1"]
    assert shelf.find("2") is None


def test_there_is_an_end_to_bytes_and_room_again_after_a_removal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(upload, "_MOST_BYTES", 10)
    shelf = UploadShelf()
    shelf.put(replace(ONE, data=b"12345678"))
    shelf.put(replace(ONE, data=b"1234567890"))

    with pytest.raises(RefusalError) as refused:
        shelf.put(replace(ONE, id="2", data=b"x"))
    shelf.remove("1")
    shelf.put(replace(ONE, id="2", data=b"x"))

    assert refused.value.status == 413


def test_what_a_job_holds_is_not_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "_MOST_BYTES", 10)
    shelf = UploadShelf()
    used = replace(ONE, data=b"12345678")
    shelf.put(used)

    assert shelf.use(used) == b"12345678"
    shelf.remove("1")

    with pytest.raises(RefusalError):
        shelf.put(replace(used, id="2"))


def test_there_is_an_end_to_uploads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "_MOST_UPLOADS", 1)
    shelf = UploadShelf()
    shelf.put(ONE)

    with pytest.raises(RefusalError):
        shelf.put(replace(ONE, id="2"))
