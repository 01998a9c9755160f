"""Bad manifests as data: projects as text, each with all that is to be said of it.

    === a misspelt key                      a case; its manifest follows, as it would be written
    [image.hero]
    promt = "A bottle"
    --- campaigns/may.toml                  another file of the project
    [vars]
    --- brand/logo.png = picture png        or one that is no text: see `FILES`
    >>> 2:1 unknown-key                     line and column in the text above, and the code
        `promt` is not a key of an `image`      what is wrong
        did you mean `prompt`?                  what to do

Above each manifest stand the two lines of HEAD, which are not counted, unless its title ends in
"(whole)". `«x*5»` is five times x, `«ff»` is the byte 0xff.
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from PIL import Image

from assetforge.app.memo import Memo
from assetforge.app.project import project_at
from assetforge.app.reading import read_project
from assetforge.core.errors import InvalidError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from assetforge.core.diagnostics import Diagnostic

FOLDER: Final = Path(__file__).parent / "bad_manifests"
HEAD: Final = 'version = 1\nproject.name = "spring"\n'
MAIN: Final = "assets.toml"

_TITLE: Final = "=== "
_FILE: Final = "--- "
_SAID: Final = ">>> "


@dataclass(frozen=True, slots=True, kw_only=True)
class BadManifest:
    """A project with something wrong in it, and what is expected to be said."""

    title: str
    lines: Sequence[str]  # of the project's files, as they stand in the data
    expected: str

    @property
    def head(self) -> str:
        return "" if self.title.endswith("(whole)") else HEAD

    def write(self, folder: Path) -> None:
        """Write the files of the project."""
        for name, (kind, text) in self._files().items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if kind == "link":
                path.symlink_to(text.strip())
            else:
                path.write_bytes(FILES[kind](text))

    def said(self, folder: Path) -> str:
        """Read the project and put what is said of it into the form of `expected`."""
        with pytest.raises(InvalidError) as caught:
            read_project(project_at(str(folder / MAIN), is_draft=False), Memo())
        return "".join(map(self._shown, caught.value.diagnostics))

    def _files(self) -> Mapping[str, tuple[str, str]]:
        name, kind = MAIN, "text"
        files = {MAIN: [self.head]}
        kinds = {MAIN: "text"}
        for line in self.lines:
            if line.startswith(_FILE):
                name, _, kind = line.removeprefix(_FILE).strip().partition(" = ")
                files[name], kinds[name] = [], kind or "text"
            else:
                files[name].append(line)
        return {name: (kinds[name], "".join(lines)) for name, lines in files.items()}

    def _shown(self, diagnostic: Diagnostic) -> str:
        place = diagnostic.place
        line = place.line - (self.head.count("\n") if place.file == MAIN else 0)
        file = "" if place.file == MAIN else f"{place.file}:"
        severity = "" if diagnostic.severity == "error" else f" ({diagnostic.severity})"
        return (
            f"{_SAID}{file}{line}:{place.column} {diagnostic.code}{severity}\n"
            f"    {diagnostic.detail}\n    {diagnostic.hint}\n"
        )


def bad_manifests(path: Path) -> Iterator[BadManifest]:
    """Read the cases of one file."""
    _, *cases = re.split(f"^{_TITLE}", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for case in cases:
        title, _, rest = case.rstrip().partition("\n")
        text, _, _ = rest.partition(f"\n{_SAID}")
        lines = [line + "\n" for line in text.split("\n")]
        expected = rest[len(text) + 1 :]
        yield BadManifest(title=title, lines=lines, expected=expected + "\n" if expected else "")


def rewritten(path: Path, said: Mapping[str, str]) -> str:
    """Write the cases of a file with what is said of them now."""
    introduction = re.split(f"^{_TITLE}", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[0]
    cases = (
        f"{_TITLE}{case.title}\n{''.join(case.lines)}{said[case.title]}\n"
        for case in bad_manifests(path)
    )
    return (introduction + "".join(cases)).rstrip() + "\n"


def _bytes(text: str) -> bytes:
    spelled = re.sub(r"«(.[^«»]*)\*(\d+)»", lambda found: found[1] * int(found[2]), text)
    pieces = re.split(r"«([0-9a-f]{2})»", spelled)
    return b"".join(
        bytes.fromhex(piece) if number % 2 else piece.encode()
        for number, piece in enumerate(pieces)
    )


def _picture(file_format: str) -> bytes:
    stream = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(stream, file_format)
    return stream.getvalue()


def _huge_picture() -> bytes:
    """Make a PNG that claims 60,000 pixels on each side."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = {b"IHDR": head, b"IDAT": zlib.compress(b""), b"IEND": b""}
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks.items())


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


FILES: Final[Mapping[str, Callable[[str], bytes]]] = {
    "text": _bytes,
    "latin": lambda text: text.encode("latin-1"),
    "picture png": lambda _: _picture("PNG"),
    "picture jpeg": lambda _: _picture("JPEG"),
    "half a picture": lambda _: _picture("PNG")[:40],
    "huge picture": lambda _: _huge_picture(),
}
