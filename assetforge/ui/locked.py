"""What became of a lock that was merged or rebuilt, as people and programs read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.text import one_line
from assetforge.ui.machine import document
from assetforge.ui.quantity import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetforge.core.values import Json, Table
    from assetforge.lock.merge import Decision, Merged, Why
    from assetforge.ui.style import Style

_WHY: Final[Mapping[Why, str]] = {
    "asked-for": "it is what {manifest} asks for now",
    "one-changed": "the other side left it as it was",
    "two-takes": "both made the same request; any machine would choose this one",
    "none-fits": "{manifest} asks for something else by now, and this tells what was built last",
    "not-known": "{manifest} is not merged yet",
    "still-there": "the other side removed it, but {manifest} has the asset",
    "not-there": "{manifest} no longer has the asset",
}


def show_merged(
    merged: Merged, mixed: Sequence[str], since: Sequence[str] = (), *, names: tuple[str, str],
    style: Style,
) -> str:  # fmt: skip
    """Write what was decided where both sides differed; `names` are the manifest's and the lock's.

    What only one side changed is counted, and not listed.
    """
    manifest, lock = names
    lines = [_decided(each, manifest, style) for each in _listed(merged)]
    quiet = len(merged.decisions) - len(lines)
    if quiet:
        lines.append(f"{counted(quiet, 'asset')} changed on one side only: taken from there.")
    lines += [
        f"{style.strong(one_line(name))}: kept what was built since the merge began"
        for name in since
    ]
    lines += [
        f"{style.warning('note')} {one_line(name)}: git mixed lines of both sides in its entry; "
        f"`assetforge explain {one_line(name)}` shows it"
        for name in mixed
    ]
    total = counted(len(merged.lock.entries), "asset")
    lines.append(style.good(f"Resolved: {lock} holds {total}. 0 credits were spent."))
    return "\n".join(lines) + "\n"


def show_driven(merged: Merged, lock: str, *, style: Style) -> str:
    """Write what the merge driver decided, and what it left open; nothing where nothing differed.

    Only one side's changes need no word: so merges files everybody expects.
    """
    manifest = "the manifest"
    lines = [f"{lock}: {_decided(each, manifest, style)}" for each in _listed(merged)]
    left = sum(each.is_open for each in merged.decisions)
    if left:
        count = counted(left, "asset")
        lines.append(
            f"{lock}: {count} left open. Once the manifest is merged, run "
            "`assetforge lock --resolve`, then `git add` it."
        )
    return "".join(f"{line}\n" for line in lines)


def merged_document(
    merged: Merged | None, mixed: Sequence[str], since: Sequence[str] = ()
) -> Table:
    """Write what was decided, for programs; None: there was nothing to decide."""
    decisions: list[Json] = [
        {
            "address": each.address, "took": each.took, "why": each.why,
            "conflict": each.is_conflict, "removed": each.is_removed,
        }
        for each in (() if merged is None else merged.decisions)
    ]  # fmt: skip
    return document("resolve", {
        "resolved": merged is not None, "decisions": decisions, "mixed": list(mixed),
        "since": list(since),
        "assets": None if merged is None else len(merged.lock.entries), "credits": 0,
    })  # fmt: skip


def _listed(merged: Merged) -> list[Decision]:
    """Pick what needs a word: what both changed, and what went against the only change."""
    return [each for each in merged.decisions if each.is_conflict or each.why != "one-changed"]


def _decided(decision: Decision, manifest: str, style: Style) -> str:
    word = "removed" if decision.is_removed else f"took {decision.took}"
    if decision.is_open:
        word = "left open"
    if decision.took == "base" and not decision.is_removed:
        word = "took the one from before both"
    why = _WHY[decision.why].format(manifest=manifest)
    return f"{style.strong(one_line(decision.address))}: {word}, {why}"
