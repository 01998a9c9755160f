from __future__ import annotations

import json
import subprocess
import sys
import zlib
from struct import pack
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from assetforge.adapters.examination_child import (
    FILM_MEMORY,
    MOST_PICTURE_BYTES,
    PICTURE_MEMORY,
    PROCESSOR_SECONDS,
)
from assetforge.core.pixels import MOST_FRAMES, MOST_PIXELS
from tests.unit.adapters.renderer.samples import sloped

if TYPE_CHECKING:
    from pathlib import Path


def told(*paths: Path) -> list[dict[str, object]]:
    """Have files examined by a child of our own, since it limits itself."""
    questions = "".join(json.dumps({"path": str(path)}) + "\n" for path in paths)
    child = subprocess.run(
        [sys.executable, "-m", "assetforge.adapters.examination_child"],
        input=questions.encode(), capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    ready, *answers = map(json.loads, child.stdout.splitlines())
    assert ready == {"ready": True}
    assert child.stderr == b""
    return answers


def claiming(width: int, height: int, frames: int = 0) -> bytes:
    """Write a PNG of a few bytes that claims a size, and frames."""
    head = chunk(b"IHDR" + pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    animation = chunk(b"acTL" + pack(">II", frames, 0)) if frames else b""
    return b"\x89PNG\r\n\x1a\n" + head + animation + b"\x00\x00\x00\x00IDAT"


def chunk(data: bytes) -> bytes:
    return pack(">I", len(data) - 4) + data + zlib.crc32(data).to_bytes(4, "big")


def test_pictures_are_told_by_their_bytes_one_after_the_other(tmp_path: Path) -> None:
    for form in ("PNG", "JPEG", "WEBP", "AVIF"):
        sloped(40, 30).save(tmp_path / form, form)

    found = told(*(tmp_path / form for form in ("PNG", "JPEG", "WEBP", "AVIF")))

    assert [each["type"] for each in found] == [
        "image/png", "image/jpeg", "image/webp", "image/avif"
    ]  # fmt: skip
    assert {(each["width"], each["height"], each["seconds"]) for each in found} == {(40, 30, None)}


REFUSED = {
    "empty": (b"", "the result is no picture or film but empty"),
    "page": (b"  <!DOCTYPE html><p>Sorry", "the result is no picture or film but a web page"),
    "marked": (b"\xef\xbb\xbf<html>", "the result is no picture or film but a web page"),
    "xml": (b"<?xml version='1.0'?><Error>", "the result is no picture or film but XML"),
    "svg": (b"<svg onload=alert(1)>", "the result is no picture or film but XML"),
    "json": (b'{"message": "no"}', "the result is no picture or film but JSON"),
    "postscript": (b"%!PS-Adobe", "no PNG, JPEG, WebP, AVIF or MP4"),
    "fits": (b"SIMPLE  =                    T", "no PNG, JPEG, WebP, AVIF or MP4"),
    "gif": (b"GIF89a" + bytes(40), "no PNG, JPEG, WebP, AVIF or MP4"),
    "film": (b"\x00\x00\x00\x18ftypisom" + bytes(40), "the film is damaged or cut short"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(40), "the picture is damaged or cut short"),
    "many": (claiming(1, 1, frames=2**31 - 1), "the animation has 2,147,483,648 frames; more than"),
    "wide": (claiming(4000, 4000, frames=125), "frames of 16,000,000 pixels, too many"),
    "large": (claiming(8001, 8000), "the picture claims 8001x8000 pixels"),
    "huge": (claiming(100_000, 100_000), "the picture claims 100000x100000 pixels"),
}


@pytest.fixture(scope="module")
def refusals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("refused")
    for name, (data, _) in REFUSED.items():
        (folder / name).write_bytes(data)
    answers = told(*(folder / name for name in REFUSED))
    return {name: str(answer["refused"]) for name, answer in zip(REFUSED, answers, strict=True)}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_told_why(refusals: dict[str, str], name: str) -> None:
    assert REFUSED[name][1] in refusals[name]


def test_half_a_picture_that_opens_is_refused(tmp_path: Path) -> None:
    sloped(200, 200).save(tmp_path / "whole", "JPEG")
    data = (tmp_path / "whole").read_bytes()
    (tmp_path / "half").write_bytes(data[: len(data) // 2])
    Image.open(tmp_path / "half").verify()  # which finds nothing wrong

    half, whole = told(tmp_path / "half", tmp_path / "whole")

    assert "cut short" in str(half["refused"])
    assert whole["type"] == "image/jpeg"


def test_a_file_that_is_gone_is_an_answer_too(tmp_path: Path) -> None:
    [answer] = told(tmp_path / "gone")

    assert answer == {"refused": "it cannot be decoded (FileNotFoundError)"}


def test_the_largest_picture_allowed_is_decoded_within_the_limits(tmp_path: Path) -> None:
    Image.new("RGBA", (8000, 8000)).save(tmp_path / "large", "PNG", compress_level=1)

    [answer] = told(tmp_path / "large")

    assert (answer["width"], answer["height"]) == (8000, 8000)


@pytest.mark.skipif(sys.platform != "linux", reason="the limits of other systems differ")
def test_a_child_limits_itself_anew_for_each_file() -> None:
    code = (
        "import resource as r\n"
        "from assetforge.adapters.examination_child import limit\n"
        "limit(1 << 30)\n"
        "first = r.getrlimit(r.RLIMIT_CPU)[0]\n"
        "r.setrlimit(r.RLIMIT_CPU, (first - 5, r.getrlimit(r.RLIMIT_CPU)[1]))\n"
        "limit(2 << 30)\n"
        "print(*(r.getrlimit(kind)[0] for kind in (r.RLIMIT_AS, r.RLIMIT_CORE, r.RLIMIT_CPU)))\n"
    )

    child = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    memory, core, processor = map(int, child.stdout.split())
    assert (memory, core) == (2 << 30, 0)
    assert PROCESSOR_SECONDS <= processor <= PROCESSOR_SECONDS + 5  # what it has used already


def test_the_limits_are_those_of_the_threat_model() -> None:
    assert (MOST_PIXELS, PICTURE_MEMORY, PROCESSOR_SECONDS) == (64_000_000, 1 << 30, 20)
    assert (MOST_PICTURE_BYTES, MOST_FRAMES) == (64 * 1024 * 1024, 600)
    assert FILM_MEMORY > PICTURE_MEMORY


@pytest.mark.skipif(sys.platform != "linux", reason="the limits of other systems differ")
def test_the_first_file_is_limited_before_its_head_is_read(tmp_path: Path) -> None:
    for name, data in (("picture", b"\x89PNG\r\n\x1a\n"), ("film", b"\0\0\0\x18ftypisom")):
        (tmp_path / name).write_bytes(data + bytes(40))
    code = (
        "import resource, sys\n"
        "from assetforge.adapters import examination_child as child\n"
        "def spy(function):\n"
        "    def spied(*given):\n"
        "        print(resource.getrlimit(resource.RLIMIT_AS)[0])\n"
        "        return function(*given)\n"
        "    return spied\n"
        "child.picture_type = spy(child.picture_type)\n"
        "child.probe = spy(child.probe)\n"
        "for path in sys.argv[1:]:\n"
        "    child.examined(path)\n"
    )

    child = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "picture", tmp_path / "film", tmp_path / "picture"],
        capture_output=True, check=True, text=True,
    )  # fmt: skip

    heads = [PICTURE_MEMORY, PICTURE_MEMORY, FILM_MEMORY, PICTURE_MEMORY]
    assert [int(line) for line in child.stdout.split()] == heads


def test_a_large_file_with_the_head_of_a_picture_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.write(b"RIFF\0\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0" + bytes(6))
        file.truncate(MOST_PICTURE_BYTES + 1)

    [answer] = told(tmp_path / "large")

    assert "more than 67,108,864 are not read" in str(answer["refused"])


def test_an_animation_without_an_end_is_not_decoded(tmp_path: Path) -> None:
    still, *frames = [Image.new("RGB", (1, 1), "red" if n % 2 else "teal") for n in range(601)]
    for name, more in (("long", frames), ("longest", frames[1:])):
        still.save(
            tmp_path / name, "WEBP", save_all=True, append_images=more, lossless=True, duration=9
        )

    long, longest = told(tmp_path / "long", tmp_path / "longest")

    assert "the animation has 601 frames" in str(long["refused"])
    assert longest["type"] == "image/webp"
