"""The child of an examination: decodes one file after the other, and may die of any of them.

    memory      1 GiB of address space for a picture, 2 GiB for a film (a decoder's threads)
    processor   20 seconds for each file
    bytes       64 MiB of anything that begins like a picture, which is read as a whole
    pixels      64 megapixels, 600 frames and 2 gigapixels in all of them, judged by the header
                before anything is decoded

The limits stand before the first byte is looked at, and are wider only for what is no picture. They
are those of reliability notes 2026, T15. Where a system has none of them (Windows), the
parent's clock and the bound on pixels are left.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, Final

from assetforge.adapters.media import probe

# In a process of its own, whose whole work this is:
from assetforge.adapters.media_picture import (  # noqa: TID253 - as above
    HEAD,
    frames_of,
    opened,
    picture_type,
)
from assetforge.adapters.media_refusal import too_large, unknown_bytes
from assetforge.core.errors import MakingError
from assetforge.core.pixels import MOST_FRAMES, MOST_OF_FRAMES, MOST_PIXELS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.values import Scalar

MOST_PICTURE_BYTES: Final = 64 * 1024 * 1024  # as many as are downloaded of one
PICTURE_MEMORY: Final = 1 << 30  # bytes of address space
FILM_MEMORY: Final = 2 << 30
PROCESSOR_SECONDS: Final = 20


def main() -> None:
    """Answer one line with one line, until there are no more."""
    answers = _own_output()
    _tell(answers, {"ready": True})
    for line in sys.stdin.buffer:
        _tell(answers, examined(str(json.loads(line)["path"])))


def examined(path: str) -> Mapping[str, Scalar | None]:
    """Decode a file within the limits; say what it is, or why it is refused."""
    try:
        limit(PICTURE_MEMORY)
        if not _refuse_at_once(path):
            limit(FILM_MEMORY)
        media = probe(path)
        _refuse_size("film", media.width, media.height)
    except MakingError as error:
        return {"refused": error.what}
    except MemoryError:
        return {"refused": "decoding it takes more memory than it may"}
    except Exception as error:  # noqa: BLE001 - decoders let many kinds out of hostile bytes
        return {"refused": f"it cannot be decoded ({type(error).__name__})"}
    return {
        "type": media.type, "width": media.width, "height": media.height, "seconds": media.seconds,
    }  # fmt: skip


def limit(memory: int) -> None:
    """Allow this process so many bytes from now on, and a file's share of the processor more."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + PROCESSOR_SECONDS
    wanted = {
        resource.RLIMIT_AS: memory, resource.RLIMIT_CPU: seconds, resource.RLIMIT_CORE: 0,
    }  # fmt: skip
    for kind, amount in wanted.items():
        with suppress(OSError, ValueError):  # a lower limit was set from outside, or there is none
            resource.setrlimit(kind, (amount, resource.getrlimit(kind)[1]))


def _refuse_at_once(path: str) -> bool:
    """Judge the head of a file; say whether it is a picture."""
    with open(path, "rb") as file:  # noqa: PTH123  (a path from the store is text)
        head = file.read(HEAD)
    if picture_type(head) is not None:
        _refuse_bytes(os.stat(path).st_size)  # noqa: PTH116  (as above)
        with opened(path) as picture:
            _refuse_frames(frames_of(picture), picture.width * picture.height)
        return True
    if head[4:8] == b"ftyp":
        return False
    looks = _looks_like(head)
    if looks is None:
        raise unknown_bytes()
    why = f"the result is no picture or film but {looks}"
    raise MakingError(why)


def _refuse_bytes(size: int) -> None:
    if size > MOST_PICTURE_BYTES:
        why = f"the picture has {size:,} bytes; more than {MOST_PICTURE_BYTES:,} are not read"
        raise MakingError(why, next_step="Use a smaller one.")


def _refuse_frames(frames: int, pixels: int) -> None:
    why = ""
    if frames > MOST_FRAMES:
        why = f"the animation has {frames:,} frames; more than {MOST_FRAMES} are not decoded"
    elif frames > 1 and frames * pixels > MOST_OF_FRAMES:
        why = f"the animation has {frames:,} frames of {pixels:,} pixels, too many to be decoded"
    if why:
        raise MakingError(why, next_step="Use a shorter or smaller one, or a film in MP4.")


def _refuse_size(noun: str, width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise too_large(noun, width, height, MOST_PIXELS)


def _looks_like(head: bytes) -> str | None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html")):
        return "a web page"
    if start.startswith((b"<?xml", b"<svg", b"<error")):
        return "XML"
    if start.startswith((b"{", b"[")):
        return "JSON"
    return None if start else "empty"


def _own_output() -> BinaryIO:
    """Keep standard output for answers; whatever a decoder prints goes nowhere."""
    own = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return os.fdopen(own, "wb")


def _tell(answers: BinaryIO, answer: Mapping[str, Scalar | None]) -> None:
    answers.write(json.dumps(answer).encode() + b"\n")
    answers.flush()


if __name__ == "__main__":
    main()
