"""Paths inside the project, as text: what a manifest or a lock may name.

    campaign/hero@de-16x9.png
    -------- ------- --- ----
    a part   the stem    the extension

A path is relative to the project with `/` between parts, on every system. It holds nothing that any
system reads in a second way: no step upwards, no device, no drive, no hidden character. What stands
at the path (a link, say) is another question, asked by who opens it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NewType

from assetforge.core.media import TYPE_BY_EXTENSION
from assetforge.core.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

ProjectPath = NewType("ProjectPath", str)

MOST_BYTES: Final = 240  # UTF-8; leaves room for the project's own folder under Windows' 260


class PathError(ValueError):
    """A text may not be a path of the project; `reason` finishes the sentence "the path …"."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the path {reason}")
        self.reason = reason


def parse_path(text: str) -> ProjectPath:
    """Read a path inside the project.

    Raises:
        PathError: the text breaks one of the rules; the first broken one is the reason.
    """
    reason = next((why for breaks, why in _WHOLE if breaks(text)), None) or _reason_in_parts(text)
    if reason:
        raise PathError(reason)
    return ProjectPath(text)


def parse_media_path(text: str) -> ProjectPath:
    """Read the path of a picture or film: a path whose extension is a media type's.

    Raises:
        PathError: as `parse_path`, or the extension is none we write.
    """
    path = parse_path(text)
    if extension(path) not in TYPE_BY_EXTENSION:
        raise PathError(_NO_MEDIA)
    return path


def fold(path: str) -> str:
    """Give the text that two paths share when some file system takes them for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def extension(path: str) -> str:
    """Give the extension in lower case with its dot, or an empty text."""
    stem_, dot, ending = path.rpartition("/")[2].rpartition(".")
    return (dot + ending).lower() if stem_ else ""


def stem(path: str) -> str:
    """Give the last part without its extension."""
    last = path.rpartition("/")[2]
    return last[: len(last) - len(extension(last))]


def join(*parts: str) -> str:
    """Put parts together with `/`, leaving out empty ones; the result is still to be parsed."""
    return "/".join(part for part in parts if part)


_NO_MEDIA: Final = f"does not end in one of {', '.join(TYPE_BY_EXTENSION)}"

_DEVICE: Final = re.compile(
    "(?:con|prn|aux|nul|conin[$]|conout[$]|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])[ ]*(?:[.].*)?",
    re.IGNORECASE | re.DOTALL,
)
_RESERVED: Final = re.compile(r'[<>:"|?*]')
# git~1 is how Windows may spell .git
_KEPT_OUT: Final = frozenset(
    {".git", ".github", ".hg", ".svn", ".assetforge", "node_modules", "git~1"}
)

_Rule = tuple["Callable[[str], object]", str]

_WHOLE: Final[tuple[_Rule, ...]] = (
    (lambda text: not text, "is empty"),
    (lambda text: clean(text) != text or "\n" in text, "holds a control or hidden character"),
    (
        lambda text: not unicodedata.is_normalized("NFC", text),
        "is not in Unicode's composed form (NFC), so it looks like another one",
    ),
    (lambda text: len(text.encode()) > MOST_BYTES, f"is longer than {MOST_BYTES} bytes"),
    (lambda text: "\\" in text, "holds a backslash; write `/` between its parts"),
    (lambda text: text.startswith("/"), "is absolute; it must start inside the project"),
    (
        lambda text: text.partition("/")[0].casefold() in _KEPT_OUT,
        "lies in a folder that belongs to a tool",
    ),
)
_PARTS: Final[tuple[_Rule, ...]] = (
    (lambda part: not part, "has an empty part: `//` or a `/` at its end"),
    (lambda part: part in {".", ".."}, "holds a part `.` or `..`"),
    (lambda part: part.startswith("."), "holds a hidden part, one that begins with a dot"),
    (lambda part: part.startswith("-"), "holds a part that begins with `-`, as an option does"),
    (lambda part: part.startswith("~"), "holds a part that begins with `~`, as a home folder does"),
    (lambda part: part != part.strip(), "holds a part with a space at its beginning or end"),
    (lambda part: part.endswith("."), "holds a part that ends with a dot, which Windows drops"),
    (_RESERVED.search, 'holds one of `<>:"|?*`, which Windows reserves'),
    (_DEVICE.fullmatch, "holds the name of a device of Windows"),
)


def _reason_in_parts(text: str) -> str | None:
    parts = text.split("/")
    return next((why for part in parts for breaks, why in _PARTS if breaks(part)), None)
