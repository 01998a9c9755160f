from __future__ import annotations

import asyncio
import json
from base64 import b64decode
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.wire_body import CHUNK, body_of
from assetforge.execution.delivery import NotSentError
from assetforge.providers.instruction import Call
from tests.unit.adapters.renderer.samples import sloped

if TYPE_CHECKING:
    from pathlib import Path

    from assetforge.adapters.wire_body import Body

ORDER = {"provider": "gemini", "prompt": 'a "bridge" ü'}


def call(**inline: tuple[int, ...]) -> Call:
    return Call(method="POST", path="/v1/images", body=ORDER, inline=inline)


def chunks(body: Body) -> list[bytes]:
    async def gather() -> list[bytes]:
        return [chunk async for chunk in body.chunks()]

    return asyncio.run(gather())


def pictures(folder: Path) -> list[str]:
    for name, form in (("one", "PNG"), ("two", "JPEG"), ("three", "WEBP")):
        sloped(40, 30).save(folder / name, form)
    return [str(folder / name) for name in ("one", "two", "three")]


def test_a_body_is_the_json_of_its_table() -> None:
    body = body_of(call(), ())

    assert body is not None
    assert json.loads(b"".join(chunks(body))) == ORDER
    assert body.length == len(b"".join(chunks(body)))


def test_a_call_without_a_table_has_no_body() -> None:
    assert body_of(Call(method="GET", path="/images"), ()) is None


def test_files_stand_in_it_as_data_urls_of_what_they_are(tmp_path: Path) -> None:
    files = pictures(tmp_path)

    body = body_of(call(input_images=(0, 2), mask=(1,)), files)

    assert body is not None
    sent = b"".join(chunks(body))
    assert body.length == len(sent)
    found = json.loads(sent)
    assert {name: found[name] for name in ORDER} == ORDER
    heads = [url.partition(",")[0] for url in found["input_images"] + found["mask"]]
    assert heads == [
        "data:image/png;base64", "data:image/webp;base64", "data:image/jpeg;base64"
    ]  # fmt: skip
    data = b64decode(found["input_images"][1].partition(",")[2], validate=True)
    assert data == (tmp_path / "three").read_bytes()


@pytest.mark.parametrize("extra", [0, 1, 2, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 2])
def test_a_large_file_goes_by_pieces_of_any_length(tmp_path: Path, extra: int) -> None:
    data = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * (extra // 256) + bytes(extra % 256)
    (tmp_path / "large").write_bytes(data)

    body = body_of(Call(method="POST", path="/x", inline={"a": (4,)}), [str(tmp_path / "large")])

    assert body is not None
    pieces = chunks(body)
    assert body.length == len(b"".join(pieces))
    assert max(map(len, pieces)) <= 256 * 1024
    url = json.loads(b"".join(pieces))["a"][0]
    assert b64decode(url.partition(",")[2], validate=True) == data


@pytest.mark.parametrize(("name", "flaw"), [("text", "is no picture"), ("gone", "cannot be read")])
def test_what_cannot_be_inlined_is_told_before_anything_is_sent(
    tmp_path: Path, name: str, flaw: str
) -> None:
    (tmp_path / "text").write_text("hello")

    with pytest.raises(NotSentError, match=flaw) as caught:
        body_of(call(input_images=(0,)), [str(tmp_path / name)])

    assert not caught.value.is_worth_repeating


def test_a_file_that_shrank_meanwhile_breaks_the_request_off(tmp_path: Path) -> None:
    files = pictures(tmp_path)
    body = body_of(call(input_images=(0,)), files[:1])
    (tmp_path / "one").write_bytes(b"")

    assert body is not None
    with pytest.raises(OSError, match="shorter"):
        chunks(body)
