"""Patterns of files, as `include` takes them, with one meaning on every system.

    campaigns/*.toml       the files of one folder that end so
    campaigns/**/*.toml    those of the folder and of every folder below it
    shop-[0-9]?.toml       one sign of a set, then any one sign

Upper and lower case differ, even on a disk that confuses them, so that a project means the same
everywhere. As in a shell, a wildcard passes by hidden names and by folders that are links; it
passes by `node_modules` too, which holds the files of others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import takewhile
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from assetforge.core.paths import MOST_BYTES, PathError, join, parse_path

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNS: Final = "*?["
_ANY_DEPTH: Final = "**"
_AS_A_LETTER: Final = str.maketrans(_SIGNS, "x" * len(_SIGNS))
_FOREIGN: Final = "node_modules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a folder holds under a name; `other` is a pipe, a device and the like."""

    name: str
    kind: Literal["file", "folder", "link", "other"]


Listing: TypeAlias = Callable[[str], Sequence[Item]]  # of a folder by its path, `` for the project


def is_pattern(text: str) -> bool:
    """Say whether a text means more than the one file that it spells out."""
    return any(sign in text for sign in _SIGNS)


def find(pattern: str, listing: Listing) -> Iterator[str]:
    """Find the paths that a pattern means, links among them, in no order.

    Raises:
        PathError: the pattern leads out of the project, or holds what no path may hold.
    """
    *folders, name = _parts(pattern)
    if name == _ANY_DEPTH:
        folders, name = [*folders, _ANY_DEPTH], "*"
    for folder in _folders(folders, listing):
        for item in listing(folder):
            if item.kind in {"file", "link"} and _fits(item, name):
                yield join(folder, item.name)


def _parts(pattern: str) -> list[str]:
    parse_path(pattern.translate(_AS_A_LETTER))
    parts = pattern.split("/")
    if any(_ANY_DEPTH in part and part != _ANY_DEPTH for part in parts):
        raise PathError(_NOT_ALONE)
    return parts


def _folders(parts: Sequence[str], listing: Listing) -> set[str]:
    """Follow the parts from folder to folder; those spelled out in front are there or refused."""
    named = list(takewhile(lambda part: not is_pattern(part), parts))
    found = {"/".join(named)}
    for part in parts[len(named) :]:
        if part == _ANY_DEPTH:
            found = _with_all_below(found, listing)
        else:
            found = {inner for folder in found for inner in _inner(folder, part, listing)}
    return found


def _with_all_below(folders: Iterable[str], listing: Listing) -> set[str]:
    found: set[str] = set()
    waiting = list(folders)
    while waiting:
        folder = waiting.pop()
        if folder not in found:
            found.add(folder)
            waiting.extend(_inner(folder, "*", listing))
    return found


def _inner(folder: str, part: str, listing: Listing) -> Iterator[str]:
    """List the folders in a folder, but for those so deep that no file in them can be named."""
    for item in listing(folder):
        path = join(folder, item.name)
        if item.kind == "folder" and _fits(item, part) and len(join(path, "x")) <= MOST_BYTES:
            yield path


def _fits(item: Item, part: str) -> bool:
    is_passed_by = item.name.startswith(".") or (item.name == _FOREIGN and is_pattern(part))
    return not is_passed_by and fnmatchcase(item.name, part)


_NOT_ALONE: Final = "holds `**` beside other signs; it stands for folders, alone between two `/`"
