from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.sandbox.bench import ORIGIN, PROMPT, Bench, message, rows, table

if TYPE_CHECKING:
    from collections.abc import Mapping

PNG = {"content-type": "image/png"}


def put(
    bench: Bench, url: object, data: bytes = b"800x600", *, headers: Mapping[str, str] = PNG
) -> int:
    target = str(url).removeprefix(ORIGIN)
    return bench.ask("PUT", target, data, key=None, headers={**PNG, **headers}).status


def test_a_file_goes_up_in_two_steps_and_is_seen_by_everybody() -> None:
    bench = Bench()
    announced = bench.order("/user-assets", extension="png", originalFilename="a.png")

    early = bench.download(announced["imageUrl"]).status
    sent = put(bench, announced["uploadUrl"])
    served = bench.download(announced["imageUrl"])

    assert (early, sent, served.status, served.body) == (404, 200, 200, b"800x600")
    assert served.headers["content-type"] == "image/png"
    record = bench.show("/user-assets", announced["id"])
    assert {name: record[name] for name in ("fileSize", "mimeType", "originalFilename")} == {
        "fileSize": 7, "mimeType": "image/png", "originalFilename": "a.png",
    }  # fmt: skip
    assert "uploadUrl" not in record


def test_a_key_has_no_place_beside_a_signature_and_is_counted() -> None:
    bench = Bench()
    announced = bench.order("/user-assets", extension="png")

    status = put(bench, announced["uploadUrl"], headers={"authorization": "Bearer key"})

    leaks = table(bench.get("/sandbox/ledger"))["leaks"]
    assert status == 400
    assert isinstance(leaks, dict)
    assert leaks["count"] == 1


@pytest.mark.parametrize(
    ("change", "headers", "seconds"),
    [
        (("signature=", "signature=0"), {}, 0),
        (("", ""), {"content-type": "image/jpeg"}, 0),
        (("", ""), {}, 901),
    ],
)
def test_a_wrong_signature_or_type_or_a_late_one_is_403(
    change: tuple[str, str], headers: dict[str, str], seconds: float
) -> None:
    bench = Bench()
    announced = bench.order("/user-assets", extension="png")
    bench.wait(seconds)

    status = put(bench, str(announced["uploadUrl"]).replace(*change), headers=headers)

    assert status == 403


def test_uploads_are_listed_changed_and_deleted() -> None:
    bench = Bench()
    ids = [bench.upload(b"8x8")["id"] for _ in range(2)]

    changed = bench.ask("PATCH", f"/user-assets/{ids[0]}", {"caption": "new"})
    listed = [record["id"] for record in rows(bench.get("/user-assets?limit=50"))]
    deleted = [bench.ask("DELETE", f"/user-assets/{ids[0]}").status for _ in range(2)]

    assert table(changed)["caption"] == "new"
    assert listed == ids[::-1]
    assert deleted == [204, 404]


def test_the_older_variant_has_a_list_of_its_own() -> None:
    bench = Bench()
    answer = bench.ask("POST", "/user-images", {"extension": "jpg", "numberOfImages": 1})

    assert answer.status == 200
    assert len(rows(bench.get("/user-images"))) == 1
    assert rows(bench.get("/user-assets")) == []


def test_an_upload_is_a_source_only_once_it_is_sent_and_can_be_read() -> None:
    bench = Bench()
    announced = bench.order("/user-assets", extension="png")
    body = {"prompt": PROMPT, "imageUrl": announced["imageUrl"]}

    early = bench.ask("POST", "/videos", body)
    put(bench, announced["uploadUrl"], b"no picture")
    unread = bench.ask("POST", "/videos", body)
    put(bench, announced["uploadUrl"])
    good = bench.ask("POST", "/videos", body)

    assert [answer.status for answer in (early, unread, good)] == [400, 400, 201]
    assert "cannot be fetched" in message(early)
    assert "cannot be read" in message(unread)
