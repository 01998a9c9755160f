"""Hostile bytes, by the thousand: `python -m tests.faults.hostile --images 20000 --answers 5000`.

Pictures and films are mutated and examined as downloads are; answers of services are mutated and
read as the wire reads them. Each must end as a value or as the one error that is meant for it, and
neither this process nor its children may grow. A seed makes a run repeatable.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import resource
import sys
import tempfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from struct import pack
from typing import TYPE_CHECKING, Final

from PIL import Image

from assetforge.adapters.examination import CHILDREN, Examination
from assetforge.adapters.wire_answer import read_answer
from assetforge.core.secret import Secret
from assetforge.execution.delivery import WrongBytesError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MOST_MEMORY: Final = 512  # MiB
KEY: Final = Secret("canary-of-the-hostile")


@dataclass(slots=True)
class Tally:
    """How many ended how, and what should not have been."""

    ends: Counter[str] = field(default_factory=Counter[str])
    flaws: list[str] = field(default_factory=list[str])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.hostile")
    parser.add_argument("--images", type=int, default=20_000)
    parser.add_argument("--answers", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(examine_all(images(chosen.images, chosen.seed), Path(folder), tally))
    for data in answers(chosen.answers, chosen.seed):
        read_one(data, tally)
    for who, memory in peaks().items():
        tally.ends[f"MiB at most, {who}"] = memory
        if memory >= MOST_MEMORY:
            tally.flaws.append(f"{who} took {memory} MiB")
    lines = [f"{count:>8,}  {end}" for end, count in sorted(tally.ends.items())]
    sys.stdout.write("\n".join([*lines, f"{len(tally.flaws):>8}  flaws", *tally.flaws, ""]))
    return 1 if tally.flaws else 0


def peaks() -> dict[str, int]:
    """Tell the most memory that this process and any ended child ever held, in MiB."""
    return {
        "here": _peak_of_program() or _peak(resource.RUSAGE_SELF),
        "in a child": _peak(resource.RUSAGE_CHILDREN),
    }


def _peak(who: int) -> int:
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(who).ru_maxrss // unit


def _peak_of_program() -> int:
    """Tell it without the process that this one was forked from, which Linux counts in; or 0."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    return int(found[1]) // 1024 if found else 0


async def examine_all(every: Iterator[bytes], folder: Path, tally: Tally) -> None:
    """Examine one after the other, as many at a time as there are children."""
    examination = Examination()

    async def work(number: int) -> None:
        for count, data in enumerate(every):
            path = folder / f"{number}-{count}"
            path.write_bytes(data)
            await _examine(examination, path, tally)
            path.unlink()

    async with asyncio.TaskGroup() as group:
        for number in range(CHILDREN):
            group.create_task(work(number))
    examination.close()


async def _examine(examination: Examination, path: Path, tally: Tally) -> None:
    try:
        media = await examination.examine(str(path))
    except WrongBytesError as error:
        tally.ends["image refused"] += 1
        if "Traceback" in error.why or str(path) in error.why:
            tally.flaws.append(f"a refusal says too much: {error.why}")
    except Exception as error:  # noqa: BLE001 - any other kind is what is looked for
        tally.flaws.append(f"an image ended in {error!r}")
    else:
        tally.ends[f"image accepted as {media.type}"] += 1
        if not 0 < media.width * media.height <= 64_000_000:
            tally.flaws.append(f"an image passed with {media.width}x{media.height} pixels")


def read_one(data: bytes, tally: Tally) -> None:
    """Read an answer and use it as those do who keep it."""
    try:
        answer = read_answer(200, [("x", "y")], data, (KEY,))
        kept = json.dumps([answer.body, answer.text], ensure_ascii=False, allow_nan=False).encode()
    except Exception as error:  # noqa: BLE001 - any kind is what is looked for
        tally.flaws.append(f"an answer ended in {error!r}")
        return
    tally.ends["answer read" if answer.body is not None else "answer told as text"] += 1
    if KEY.reveal().encode() in kept or len(answer.text) > 500:
        tally.flaws.append(f"an answer kept too much: {kept[:200]!r}")


def images(count: int, seed: int) -> Iterator[bytes]:
    """Yield mutated pictures, with bombs among them."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, nothing secret
    pictures, bombs = _samples()
    whole = (*pictures, *bombs)
    for number in range(count):
        # Bombs are slow to decode, so there are fewer of them.
        samples = bombs if chance.random() < 0.02 else pictures
        yield whole[number] if number < len(whole) else _mutated(chance.choice(samples), chance)


def answers(count: int, seed: int) -> Iterator[bytes]:
    """Yield mutated answers, with JSON bombs among them."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, nothing secret
    job = {"id": "7f", "status": "ready", "prompt": "ü 😀", "progress": 1e2, "user": {"id": None}}
    samples = [
        json.dumps(job).encode(), json.dumps({"results": [job] * 20, "page": 1}).encode(),
        json.dumps({"message": f"no such key {KEY.reveal()}"}).encode(),
        json.dumps({"images": [{"b64_json": "iVBORw0KGgo=" * 500}]}).encode(),
        b"[" * 200_000, b'{"a":' * 100_000, b"[" + b"9" * 100_000 + b"]", b"[1e99999]",
        b'"\\ud83d"',
    ]  # fmt: skip
    for number in range(count):
        yield samples[number] if number < len(samples) else _mutated(chance.choice(samples), chance)


@cache
def _samples() -> tuple[Sequence[bytes], Sequence[bytes]]:
    return tuple(_pictures()), tuple(_bombs())


def _pictures() -> Iterator[bytes]:
    picture = Image.effect_mandelbrot((96, 64), (-2, -1.2, 1, 1.2), 40).convert("RGB")
    for form, options in _FORMS:
        target = BytesIO()
        picture.save(target, form, **options)
        yield target.getvalue()
    target = BytesIO()
    frames = [picture.rotate(turn) for turn in (10, 20, 30)]
    picture.save(target, "WEBP", save_all=True, append_images=frames, duration=40)
    yield target.getvalue()
    yield b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + pack(">I4s", 16, b"mdat") + bytes(8)


_FORMS: Final[Sequence[tuple[str, dict[str, object]]]] = (
    ("PNG", {}), ("JPEG", {}), ("JPEG", {"progressive": True}), ("WEBP", {}),
    ("WEBP", {"lossless": True}), ("AVIF", {"speed": 10}), ("GIF", {}), ("TIFF", {}), ("BMP", {}),
)  # fmt: skip


def _bombs() -> Iterator[bytes]:
    """Yield PNGs that claim many pixels, some of which they have."""
    for width, height in ((2**31 - 1, 2**31 - 1), (100_000, 100_000), (8_000, 8_001), (0, 5)):
        yield _png(width, height, b"")
    yield _png(7_900, 7_900, zlib.compress(bytes((7_900 * 3 + 1) * 7_900), 1))
    text = b"zTXtbomb\x00\x00" + zlib.compress(bytes(200_000_000), 1)
    yield _png(4, 4, zlib.compress(bytes(52)), text)


def _png(width: int, height: int, data: bytes, *more: bytes) -> bytes:
    head = b"IHDR" + pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [head, *more, b"IDAT" + data, b"IEND"]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(chunk) - 4) + chunk + pack(">I", zlib.crc32(chunk)) for chunk in chunks
    )


def _mutated(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 1, 2, 5, 20))):
        data = chance.choice(_MUTATIONS)(data, chance.randrange(len(data) or 1), chance)
    return data


def _flipped(data: bytes, place: int, chance: random.Random) -> bytes:
    return data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :]


def _cut(data: bytes, place: int, chance: random.Random) -> bytes:
    return data[:place] if chance.random() < 0.5 else data[place:]


def _filled(data: bytes, place: int, chance: random.Random) -> bytes:
    length = chance.choice((1, 4, 64))
    return data[:place] + chance.choice((b"\x00", b"\xff")) * length + data[place + length :]


def _moved(data: bytes, place: int, chance: random.Random) -> bytes:
    other = chance.randrange(len(data) or 1)
    return data[:place] + data[other : other + 32] + data[place:]


_MUTATIONS: Final[Sequence[Callable[[bytes, int, random.Random], bytes]]] = (
    _flipped, _flipped, _flipped, _cut, _filled, _moved,
)  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
