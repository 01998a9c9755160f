"""What a person does to files between two commands, as lines of a session.

edit FILE: OLD => NEW       OLD must be there exactly once
append FILE: TEXT           `\\n` begins a new line
write FILE: TEXT
remove PATH                 a file, or a folder with all that is in it
rename OLD => NEW
paint FILE WIDTHxHEIGHT COLOUR
flip-byte FILE              or `flip-byte store of ASSET`
age store: DAYS             everything in the store happened so much earlier
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image

from assetforge.adapters.store_layout import Layout
from assetforge.app.reading import parse_lock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.command_line import World


def _edit(world: World, words: str) -> None:
    name, _, change = words.partition(": ")
    old, _, new = (part.replace("\\n", "\n") for part in change.partition(" => "))
    place = world.project / name
    text = place.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}, not once"
    place.write_text(text.replace(old, new), encoding="utf-8")


def _append(world: World, words: str) -> None:
    name, _, text = words.partition(": ")
    place = world.project / name
    old = place.read_text(encoding="utf-8")
    place.write_text(old + text.replace("\\n", "\n") + "\n", encoding="utf-8")


def _write(world: World, words: str) -> None:
    name, _, text = words.partition(": ")
    place = world.project / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text.replace("\\n", "\n") + "\n", encoding="utf-8")


def _remove(world: World, words: str) -> None:
    place = _place(world, words)
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink()


def _rename(world: World, words: str) -> None:
    old, _, new = words.partition(" => ")
    (world.project / old).rename(world.project / new)


def _paint(world: World, words: str) -> None:
    name, size, colour = words.split(" ")
    width, height = map(int, size.split("x"))
    place = world.project / name
    place.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (width, height), colour).save(place)


def _flip_byte(world: World, words: str) -> None:
    place = _place(world, words)
    mode = place.stat().st_mode
    place.chmod(0o644)
    data = bytearray(place.read_bytes())
    data[len(data) // 2] ^= 1
    place.write_bytes(data)
    place.chmod(mode)


def _age(world: World, words: str) -> None:
    days = int(words.removeprefix("store: "))
    for place in filter(Path.is_file, world.store.rglob("*")):
        seconds = place.stat().st_mtime - days * 24 * 60 * 60
        if place.parent == Layout(world.store).roots:
            root = json.loads(place.read_bytes())
            root["seen"] = {name: day - days for name, day in root["seen"].items()}
            place.write_text(json.dumps(root), encoding="utf-8")
        os.utime(place, (seconds, seconds))


def _place(world: World, words: str) -> Path:
    """Find the file that is named, or the stored bytes of an asset."""
    prefix = "store of "
    if not words.startswith(prefix):
        return world.project / words
    lock = parse_lock((world.project / "assets.lock").read_bytes())
    return Layout(world.store).blob(lock.entries[words.removeprefix(prefix)].made.result.digest)


FILE_VERBS: Final[Mapping[str, Callable[[World, str], None]]] = {
    "edit": _edit, "append": _append, "write": _write, "remove": _remove, "rename": _rename,
    "paint": _paint, "flip-byte": _flip_byte, "age": _age,
}  # fmt: skip
