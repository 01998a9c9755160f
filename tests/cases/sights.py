"""What a person looks at between two commands, as lines of a session.

list FOLDER        every file in it, but for `.assetforge` unless that is asked for
show FILE
measure FOLDER     each picture and film in it, decoded to its last byte
note               remember every file of the project and the store: bytes and stamps
changes            what became of them since
json COMMAND       run it; its document, version and fields
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, TypeAlias

from assetforge.core.values import is_table
from tests.documents import document_errors
from tests.opened import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from tests.command_line import World

Stamped: TypeAlias = dict[str, tuple[int, int, bytes]]
STATE: Final = ".assetforge"


def _shown(world: World, name: str) -> str:
    return (world.project / name).read_text(encoding="utf-8")


def _listed(world: World, folder: str) -> str:
    return "\n".join(sorted(_names(world.project, folder))) or "nothing"


def _measured(world: World, folder: str) -> str:
    names = sorted(_names(world.project, folder))
    width = max(map(len, names), default=0)
    return "\n".join(f"{name:<{width}}  {opened(world.project / name)}" for name in names)


def stamped(world: World) -> Stamped:
    """Take the bytes of every file that a command without work must leave alone."""
    places = [*_files(world.project), *(_files(world.store) if world.store.exists() else ())]
    return {
        str(place.relative_to(world.home)): (
            place.stat().st_mtime_ns, place.stat().st_ino, place.read_bytes(),
        )
        for place in places
    }  # fmt: skip


def changed(old: Stamped, new: Stamped) -> str:
    """Say what became of files; those of the store only count."""
    lines = [f"new      {name}" for name in sorted(new.keys() - old.keys()) if _is_told(name)]
    lines += [f"gone     {name}" for name in sorted(old.keys() - new.keys()) if _is_told(name)]
    both = sorted(name for name in old.keys() & new.keys() if old[name] != new[name])
    lines += [
        f"{'touched' if old[name][2] == new[name][2] else 'changed':<8} {name}"
        for name in both
        if _is_told(name)
    ]
    results = sum(name.startswith("store/v1/blobs/") for name in new.keys() - old.keys())
    lines += [f"new      {results} in the store"] if results else []
    return "\n".join(lines) or "nothing changed"


def document(printed: str) -> str:
    """Name a document for programs, and its fields."""
    found: object = json.loads(printed)
    assert is_table(found), "a document is a table"
    assert isinstance(found["format_version"], str), "programs need a version to rely on"
    assert document_errors(found) == [], "describe it in assetforge/ui/schema_*.py"
    fields = [name for name in found if name not in {"format_version", "document"}]
    return f"{found['document']} {found['format_version']}: {', '.join(fields)}"


def _is_told(name: str) -> bool:
    return name.startswith("project/") and "/store/v1/" not in name


def _names(project: Path, folder: str) -> Iterator[str]:
    for place in _files(project / folder):
        name = place.relative_to(project).as_posix()
        if STATE in folder or not name.startswith(STATE):
            yield name


def _files(folder: Path) -> Iterator[Path]:
    return (place for place in folder.rglob("*") if place.is_file())


SIGHTS: Final[Mapping[str, Callable[[World, str], str]]] = {
    "list": _listed, "show": _shown, "measure": _measured,
}  # fmt: skip
