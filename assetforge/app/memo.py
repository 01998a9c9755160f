"""The memo: what a build notes so that the next command sees quickly that nothing changed.

    .assetforge/memo.json, or NAME.memo.json for a manifest of another name
      format     and version of assetforge; another one reads nothing into it
      manifest   its name: a memo speaks of one
      anchor     stamp of the .gitignore beside it, which a checkout cannot foresee
      texts      manifest, includes, prompt files and lock → sha256
      includes   pattern → files
      sources    path → stamp, digest, media       outputs   path → stamp, digest
      around     what says where services are, as one digest; empty where none made anything
      assets     how many; is_clean: whether a build would do nothing

It never leads to spending: it can only say "nothing to do", and only where every text has the same
bytes, every file the same stamp and every service its place as when a build had just ended.
Everything else is worked out afresh. Losing it costs a moment.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Final, TypeAlias

from assetforge.app.surroundings import services_mark
from assetforge.core.digest import is_digest
from assetforge.core.values import is_array, is_table
from assetforge.core.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assetforge.app.project import Project

Stamp: TypeAlias = tuple[int, int, int, int]  # size, mtime and ctime in nanoseconds, inode
LOCK_TEXT: Final = ":lock"  # stands among the texts for the lock, wherever that lies
_FORMAT: Final = f"{VERSION}/3"
# A link proves nothing, and a pipe must not make a look wait for ever.
_READ: Final = (
    os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A file as it was: its stamp, its digest, and for a source what its bytes are."""

    stamp: Stamp
    digest: str
    media: tuple[str, int, int, float | None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    """What a build noted."""

    manifest: str = ""
    anchor: Stamp | None = None
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    includes: Mapping[str, list[str]] = field(default_factory=dict[str, "list[str]"])
    sources: Mapping[str, Noted] = field(default_factory=dict[str, Noted])
    outputs: Mapping[str, Noted] = field(default_factory=dict[str, Noted])
    around: str = ""
    assets: int = 0
    is_clean: bool = False


def count_if_unchanged(project: Project) -> int | None:
    """Count the assets if a build would certainly do nothing; None where that has to be seen."""
    document = _load(project)
    if document is None or not document.get("is_clean"):
        return None
    try:
        is_same = (
            _is_ours(project, document["anchor"])
            and _same_services(document["around"])
            and _same_texts(project, document["texts"])
            and _same_includes(project, document["includes"])
            and _same_files(project.root, document["sources"])
            and _same_files(project.outputs, document["outputs"])
        )
        return _whole(document["assets"]) if is_same else None
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def read_memo(project: Project) -> Memo:
    """Read what the last build noted of files; an empty memo where nothing can be used."""
    document = _load(project)
    try:
        return Memo() if document is None else _decoded(project, document)
    except (KeyError, TypeError, ValueError, AttributeError):
        return Memo()


def encoded(memo: Memo) -> bytes:
    """Write a memo as the bytes of its file."""
    document = {
        "format": _FORMAT,
        "manifest": memo.manifest,
        "anchor": memo.anchor,
        "texts": memo.texts,
        "includes": memo.includes,
        "sources": {path: _row(noted) for path, noted in memo.sources.items()},
        "outputs": {path: _row(noted) for path, noted in memo.outputs.items()},
        "around": memo.around,
        "assets": memo.assets,
        "is_clean": memo.is_clean,
    }
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()


def stamp_of(path: str) -> Stamp | None:
    """Take the stamp of a file; None where there is none."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def text_digest(data: bytes) -> str:
    """Name the bytes of a text."""
    return sha256(data).hexdigest()


def _row(noted: Noted) -> list[object]:
    return [*noted.stamp, noted.digest, *(noted.media or ())]


def _load(project: Project) -> Mapping[str, object] | None:
    try:
        document: object = json.loads(_bytes(project.memo))
    except (OSError, ValueError, RecursionError):
        return None
    if not is_table(document) or document.get("format") != _FORMAT:
        return None
    return document if document.get("manifest") == project.manifest else None


def _bytes(path: str) -> bytes:
    # Without pathlib, which would be most of the time it takes.
    with open(os.open(path, _READ), "rb", buffering=0) as file:  # noqa: PTH123 - a descriptor
        return file.read() or b""  # a pipe has nothing yet


def _is_ours(project: Project, anchor: object) -> bool:
    """Say whether this memo was written here: one that came with a checkout proves nothing."""
    stamp = stamp_of(project.anchor)
    return stamp is not None and is_array(anchor) and tuple(anchor) == stamp


def _same_services(around: object) -> bool:
    return around == "" or around == services_mark()


def _same_texts(project: Project, texts: object) -> bool:
    for name, digest in _items(texts):
        home = project.lock if name == LOCK_TEXT else f"{project.root}/{name}"
        try:
            if sha256(_bytes(home)).hexdigest() != digest:
                return False
        except OSError:
            return False
    return True


def _same_includes(project: Project, includes: object) -> bool:
    if not includes:
        return True
    from assetforge.adapters.project_files import (  # noqa: PLC0415 - slow, and rarely needed
        ProjectFiles,
        RefusedFileError,
    )

    files = ProjectFiles(project.root)
    try:
        return all(list(files.matching(pattern)) == noted for pattern, noted in _items(includes))
    except RefusedFileError:
        return False


def _same_files(root: str, files: object) -> bool:
    for path, row in _items(files):
        stamp = stamp_of(f"{root}/{path}")
        if stamp is None or not is_array(row) or tuple(row[:4]) != stamp:
            return False
    return True


def _items(table: object) -> Iterable[tuple[str, object]]:
    if not is_table(table):
        raise TypeError(table)
    return table.items()


def _decoded(project: Project, document: Mapping[str, object]) -> Memo:
    if not _is_ours(project, document["anchor"]):
        return Memo()
    return Memo(
        sources={path: _noted(row) for path, row in _items(document["sources"])},
        outputs={path: _noted(row) for path, row in _items(document["outputs"])},
    )


def _noted(row: object) -> Noted:
    if not is_array(row):
        raise TypeError(row)
    size, modified, changed, inode, digest, *media = row
    stamp = (_whole(size), _whole(modified), _whole(changed), _whole(inode))
    return Noted(stamp=stamp, digest=_digest(digest), media=_media(media) if media else None)


def _media(row: Sequence[object]) -> tuple[str, int, int, float | None]:
    kind, width, height, seconds = row
    if seconds is not None and not isinstance(seconds, int | float):
        raise TypeError(seconds)
    return str(kind), _whole(width), _whole(height), seconds


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value


def _digest(value: object) -> str:
    if not is_digest(value):
        raise TypeError(value)
    return str(value)
