"""Bodies of requests: JSON, with files inlined while they are sent.

    {"prompt":"…","input_images":["data:image/png;base64,  ⟨file⟩  ","data:…  ⟨file⟩  "]}

The length is known before anything is read, and a quarter of a megabyte is in memory at a time,
however large the files are. The type of a file is told by its bytes.
"""

from __future__ import annotations

import asyncio
import json
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn, TypeAlias

from assetforge.execution.delivery import NotSentError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping, Sequence

    from assetforge.providers.instruction import Call

CHUNK: Final = 3 * 64 * 1024  # bytes of a file at a time; base64 makes four of three


@dataclass(frozen=True, slots=True, kw_only=True)
class InlinedFile:
    """A file that stands in a body as base64."""

    path: str
    size: int  # bytes, before base64


Part: TypeAlias = bytes | InlinedFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body that is made while it is sent."""

    parts: tuple[Part, ...]

    @property
    def length(self) -> int:
        """Bytes on the wire."""
        return sum(map(_length, self.parts))

    async def chunks(self) -> AsyncIterator[bytes]:
        """Yield the body piece by piece.

        Raises:
            OSError: a file is gone or has another length by now.
        """
        for part in self.parts:
            if isinstance(part, bytes):
                yield part
            else:
                async for chunk in _encoded(part):
                    yield chunk


def body_of(call: Call, files: Sequence[str]) -> Body | None:
    """Prepare the body of a call; `files` are its inlined inputs, in the order of their places.

    Raises:
        NotSentError: a file cannot be read or is no picture.
    """
    if call.body is None and not call.inline:
        return None
    plain = {name: value for name, value in (call.body or {}).items() if name not in call.inline}
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    if not call.inline:
        return Body(parts=(text.encode(),))
    head = text[:-1] + ("," if plain else "")
    parts = [head.encode(), *_fields(call.inline, files), b"}"]
    return Body(parts=tuple(parts))


def _fields(inline: Mapping[str, tuple[int, ...]], files: Sequence[str]) -> Iterator[Part]:
    by_place = _by_place(inline, files)
    for number, (name, places) in enumerate(inline.items()):
        comma = "," if number else ""
        yield f"{comma}{json.dumps(name)}:[".encode()
        for index, place in enumerate(places):
            file, media_type = _opened(by_place[place])
            yield f'{"," if index else ""}"data:{media_type};base64,'.encode()
            yield file
            yield b'"'
        yield b"]"


def _by_place(inline: Mapping[str, tuple[int, ...]], files: Sequence[str]) -> Mapping[int, str]:
    places = sorted({place for each in inline.values() for place in each})
    return dict(zip(places, files, strict=True))


def _opened(path: str) -> tuple[InlinedFile, str]:
    from assetforge.adapters.media_picture import HEAD, picture_type

    try:
        with Path(path).open("rb") as file:
            media_type = picture_type(file.read(HEAD))
            size = file.seek(0, 2)
    except OSError as error:
        _refuse(f"cannot be read ({error.strerror})")
    if media_type is None:
        _refuse("is no picture")
    return InlinedFile(path=path, size=size), media_type


def _refuse(flaw: str) -> NoReturn:
    why = f"an input of the request {flaw}"
    raise NotSentError(why, is_worth_repeating=False) from None


def _length(part: Part) -> int:
    return len(part) if isinstance(part, bytes) else (part.size + 2) // 3 * 4


async def _encoded(part: InlinedFile) -> AsyncIterator[bytes]:
    rest = part.size
    with Path(part.path).open("rb") as file:  # noqa: ASYNC230 - opening waits for nothing
        while rest:
            chunk = await asyncio.to_thread(file.read, min(CHUNK, rest))
            if not chunk:
                why = "an input became shorter while it was sent"
                raise OSError(why)
            rest -= len(chunk)
            yield b64encode(chunk)
