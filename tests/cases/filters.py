"""Filters: what differs between two machines or two runs is put in words that do not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tests.command_line import World

_SWAPS: Final = (
    (re.compile(r"\x1b\[[0-9;]*m"), ""),
    (re.compile(r"sha256:[0-9a-f]{64}"), "sha256:…"),
    (re.compile(r"http://127\.0\.0\.1:\d+"), "http://SANDBOX"),
    (re.compile(r"\b[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}\b"), "JOB"),
    (re.compile(r"^[0-9a-f]{12}(?=  )", re.MULTILINE), "DIGEST"),
    (re.compile(r"[0-9a-f]{12}(?=\.before-rebuild)"), "DIGEST"),
    (re.compile(r"\b[0-9]+(\.[0-9]+)? (bytes|KiB|MiB)\b(  +)?"), r"SIZE\3"),
    (re.compile(r"(SIZE) {2,}"), r"\1  "),  # a column is as wide as its widest number
    (re.compile(r"(^\[ *\d+/\d+\] .*  )\d+(\.\d)? (s|min)$", re.MULTILINE), r"\1TIME"),
    (re.compile(r"\b\d{4}-\d\d-\d\d \d\d:\d\d UTC"), "DATE"),
    (re.compile(r"(^Built: .* in )\d+(\.\d)? (s|min)\.", re.MULTILINE), r"\1TIME."),
    (re.compile(r"\b[0-9a-f]{12}\b(?= by |[.:])"), "COMMIT"),
    (re.compile(r"\bprocess \d+ on [\w.-]+"), "process NUMBER on HOST"),
)
_LEDGER: Final = (
    (re.compile(r"^[a-z2-7]{6}(?=  )", re.MULTILINE), "CHANCE"),
    (re.compile(r" +\d+ s  "), "  AGE  "),
    (re.compile(r" +AGE  +NEXT"), "  AGE  NEXT"),
)


def settled(text: str, world: World) -> str:
    """Replace paths, digests, sizes in bytes and durations."""
    for place, name in ((world.project, "PROJECT"), (world.store, "STORE"), (world.home, "HOME")):
        text = text.replace(str(place.resolve()), name).replace(str(place), name)
    for pattern, word in (*_SWAPS, *(_LEDGER if text.startswith("INTENT ") else ())):
        text = pattern.sub(word, text)
    return text
