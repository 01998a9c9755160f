"""How locked bytes were found, as people and programs read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.text import one_line
from assetforge.ui.columns import table
from assetforge.ui.machine import document
from assetforge.ui.quantity import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assetforge.core.values import Json, Table
    from assetforge.report.verdict import Verdict
    from assetforge.ui.style import Style


def show_verdicts(verdicts: Sequence[Verdict], *, style: Style) -> str:
    """Write what is not as the lock says, and what to do about it."""
    wrong = [each for each in verdicts if _is_told(each)]
    rows = [(one_line(each.address), _words(each), _way_out(each)) for each in wrong]
    right = sum(each.is_right and each.placed == "right" for each in verdicts)
    verb = "is" if right == 1 else "are"
    lines = [*table(rows), f"{counted(right, 'locked asset')} {verb} whole, store and output."]
    paint = style.warning if wrong else style.good
    return "\n".join([*lines[:-1], paint(lines[-1])]) + "\n"


def verdicts_document(verdicts: Sequence[Verdict]) -> Table:
    """Write how each locked asset was found, for programs."""
    assets: dict[str, Json] = {
        each.address: {
            "output": each.output, "stored": each.stored, "placed": each.placed,
            "record": "damaged" if each.is_torn else "right", "right": each.is_right,
            "heals_free": each.heals_free, "healed": each.is_healed,
        }
        for each in verdicts
    }  # fmt: skip
    return document("verify", {"assets": assets, "right": all(each.is_right for each in verdicts)})


def _is_told(verdict: Verdict) -> bool:
    return not verdict.is_right or verdict.placed == "edited" or verdict.is_healed


def _words(verdict: Verdict) -> str:
    return ", ".join(_conditions(verdict))


def _conditions(verdict: Verdict) -> Iterator[str]:
    if verdict.is_healed:
        yield "healed in the store"
    if verdict.stored != "right":
        yield f"stored bytes {verdict.stored}"
    if verdict.is_torn:
        yield "record in the store damaged"
    if verdict.placed == "missing":
        yield f"{one_line(verdict.output)} missing"
    if verdict.placed == "edited":
        yield f"{one_line(verdict.output)} edited by hand"


def _way_out(verdict: Verdict) -> str:
    if verdict.is_right:
        return "" if verdict.is_healed and verdict.placed == "right" else "stays as it is"
    if verdict.stored == "right" and not verdict.is_torn:
        return "`assetforge build` restores it, free"
    if verdict.has_copy:
        return "`assetforge verify --heal` heals it, free"
    return "made again here when needed, free" if verdict.is_local else "cannot be healed free"
