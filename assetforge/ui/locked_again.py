"""What a rebuilt lock holds, as people and programs read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.text import one_line
from assetforge.ui.machine import document
from assetforge.ui.quantity import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.core.values import Json, Table
    from assetforge.report.relocked import Missing, Relocked, Unknown
    from assetforge.ui.style import Style

_WHY: Final[Mapping[Unknown, str]] = {
    "after-build": "depends on what is not made yet",
    "not-stored": "the store has no result for what is asked for now",
    "ordered": "ordered and not finished; `assetforge build` takes it up, for nothing more",
}


def show_relocked(relocked: Relocked, lock: str, *, style: Style) -> str:
    """Write how much of the lock came back, from where, and what remains unknown."""
    return "\n".join(_lines(relocked, lock, style)) + "\n"


def relocked_document(relocked: Relocked) -> Table:
    """Write what the lock holds now, for programs."""
    missing: list[Json] = [
        {"address": each.address, "why": each.why, "older_entry": each.has_older}
        for each in relocked.missing
    ]
    return document("rebuild", {
        "found": list(relocked.found), "kept": list(relocked.kept), "missing": missing,
        "recovered_records": relocked.recovered, "old_lock": relocked.aside or None,
        "salvaged": relocked.salvaged, "committed": relocked.committed,
        "absent": list(relocked.absent), "credits": 0,
    })  # fmt: skip


def _lines(relocked: Relocked, lock: str, style: Style) -> Iterator[str]:
    yield from (f"{style.warning('unknown')} {_missing(each)}" for each in relocked.missing)
    yield from (
        f"{style.warning('gone')} {one_line(name)}: {lock} of the last commit names its result, "
        "and this one does not"
        for name in relocked.absent
    )
    if relocked.aside:
        entries = f"{relocked.salvaged} whole " + ("entry" if relocked.salvaged == 1 else "entries")
        yield f"The damaged lock is in {relocked.aside}; {entries} of it were taken over."
    if relocked.committed:
        entries = "1 entry" if relocked.committed == 1 else f"{relocked.committed} entries"
        yield f"{lock} was gone; the last commit has {entries} of it, and those were taken over."
    if relocked.recovered:
        records = counted(relocked.recovered, "record")
        yield f"{records} of the store came back from the ledger."
    named = len(relocked.found) + len(relocked.kept)
    total = counted(named + len(relocked.missing), "asset")
    origin = f"{len(relocked.found)} from the store, {len(relocked.kept)} as before"
    yield style.good(
        f"{lock} names the result of {named} of {total}: {origin}. 0 credits were spent."
    )
    if relocked.absent:
        yield f"Next: `git checkout HEAD -- {lock}` brings the committed one back, if that is lost."


def _missing(missing: Missing) -> str:
    older = "; what was made before stays locked" if missing.has_older else ""
    return f"{one_line(missing.address)}: {_WHY[missing.why]}{older}"
