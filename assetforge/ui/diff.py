"""A diff as people read it at a terminal: what changes, who causes what, the answer last.

Compared with main at 1a2b3c4d5e6f.

~ changed   - removed

  ~ hero   image  letzai/flux2  60 credits   pays 60 credits
      prompt changed
        - …dolly in, waves moving
        + …dolly in, waves still
      made from it: beach
  - icon   image  studio        free

Caused by:
  assets.toml:12  a1b2c3d4e5f6 by Anna  60 to 180 letzai credits  hero → beach

Diff: 1 changed, 1 removed.
Everything made anew: letzai 180.
To pay now: +60 letzai credits (2 assets), up to 180.
Plan digest: sha256:…
To approve it (`build --approved`) approves the whole project: letzai 180 at most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.text import display_width, one_line
from assetforge.ui.approval import approval_words, upload_words
from assetforge.ui.columns import GAP, pad, table, widths
from assetforge.ui.diff_words import (
    answer,
    asset_price,
    asset_spend,
    author_of,
    base_is_behind,
    beyond_chain,
    blessing_of,
    cause_credits,
    chain_of,
    claims,
    compared,
    counts,
    due_credits,
    lines_that_cause,
    maker,
    place_of,
    policy_words,
    prices_before_and_after,
    state_of,
    unproven_of,
)
from assetforge.ui.plan_step import NARROWEST
from assetforge.ui.quantity import counted, prices
from assetforge.ui.reason import details, why

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assetforge.report.diff_model import AssetDiff, Diff
    from assetforge.ui.style import Paint, Style

INDENT: Final = " " * 6
DEEPER: Final = " " * 8
WIDEST: Final = 44
MOST_USERS: Final = 6
MOST_CAUSES: Final = 20
SIGNS: Final[Mapping[str, tuple[str, str]]] = {
    "added": ("+", "added"), "changed": ("~", "changed"), "restored": ("<", "there already, free"),
    "removed": ("-", "removed"), "unchanged": (">", "as before, and not built yet"),
}  # fmt: skip


def show_diff(diff: Diff, *, style: Style, width: int) -> str:
    """Write what changes, what it costs and who causes it, in lines of about `width` columns."""
    blocks = (
        [style.muted(compared(diff.about))],
        _legend(diff, style),
        list(_assets(diff, style, width)),
        list(_causes(diff, style)),
        list(_totals(diff, style)),
    )
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _legend(diff: Diff, style: Style) -> list[str]:
    used = {asset.change for asset in diff.told}
    signs = ((name, *told) for name, told in SIGNS.items() if name in used)
    words = [f"{_paint(name, style)(sign)} {style.muted(word)}" for name, sign, word in signs]
    return ["   ".join(words)] if words else []


def _assets(diff: Diff, style: Style, width: int) -> Iterator[str]:
    told = diff.told
    columns = widths([_cells(asset) for asset in told], WIDEST) if told else ()
    for asset in told:
        yield _head(asset, columns, style)
        yield from _reasons(asset, style, width)
        if asset.also and not asset.spend.is_free:
            others = f"it follows from {_names(asset.also)}, too"
            yield INDENT + style.muted(f"counted at {one_line(asset.cause)}; {others}")
        if asset.users and asset.change != "unchanged":
            yield INDENT + style.muted(f"made from it: {_names(asset.users)}")


def _cells(asset: AssetDiff) -> tuple[str, str, str, str, str]:
    work = asset.work
    return (
        one_line(asset.address), work.kind, maker(work), asset_price(asset), asset_spend(asset),
    )  # fmt: skip


def _head(asset: AssetDiff, columns: Sequence[int], style: Style) -> str:
    sign, _ = SIGNS[asset.change]
    paint = _paint(asset.change, style)
    name, *rest = _cells(asset)
    cells = [pad(cell, width) for cell, width in zip(rest, columns[1:], strict=True)]
    if not asset.spend.is_known:
        cells[-1] = style.warning(cells[-1])
    first = paint(name) + " " * (columns[0] - display_width(name))
    return f"  {paint(sign)} {GAP.join((first, *cells))}".rstrip()


def _reasons(asset: AssetDiff, style: Style, width: int) -> Iterator[str]:
    is_there_again = asset.change == "restored" and asset.before is not None
    is_said = asset.change == "changed" or (is_there_again and not asset.reasons)
    if state_of(asset) and (asset.moved_from or is_said):  # else the sign says it
        yield INDENT + state_of(asset)
    for word, text in blessing_of(asset):
        yield f"{INDENT}{word}: {text}"
    if asset.unproven is not None:
        yield INDENT + style.warning(unproven_of(asset))
    if asset.shares:
        yield INDENT + style.warning(upload_words(asset.shares))
    for reason in asset.reasons:
        yield INDENT + why(reason)
        changed = details(reason, max(NARROWEST, width - len(DEEPER) - 2))
        if changed:
            yield f"{DEEPER}{style.remove(f'- {changed[0]}')}"
            yield f"{DEEPER}{style.add(f'+ {changed[1]}')}"


def _causes(diff: Diff, style: Style) -> Iterator[str]:
    causes = list(lines_that_cause(diff))
    due = due_credits(diff)
    if not causes and not due:
        return
    yield style.strong("Caused by:")
    rows: list[tuple[str, str, str, str]] = []
    for cause in causes[:MOST_CAUSES]:
        line = cause.line
        where, who = ("", "") if line is None else (place_of(line), author_of(line))
        way = " ".join(filter(None, (" → ".join(chain_of(cause)), beyond_chain(cause))))
        rows.append((where, who, cause_credits(cause), way))
    yield from (f"  {row}" for row in table(rows))
    left = len(causes) - MOST_CAUSES
    if left > 0:
        yield f"  … and {counted(left, 'more change')}; `--format json` lists all"
    if due:
        yield f"  no change of the manifest: {prices(due)}, not built yet"


def _totals(diff: Diff, style: Style) -> Iterator[str]:
    yield style.strong(f"Diff: {counts(diff)}.")
    costs = prices_before_and_after(diff)
    if costs:
        yield f"Everything made anew: {costs}."
    behind = base_is_behind(diff)
    if behind:
        yield style.muted(behind)
    paint = style.warning if any(not cost.is_known for cost in diff.spend.values()) else str
    yield paint(f"To pay now: {answer(diff) if diff.spend else 'nothing'}.")
    for told in claims(diff):
        yield style.warning(told)
    for words, rule in policy_words(diff):
        yield style.warning(f"{words}: {rule}.")
    if diff.approval.is_needed:
        yield style.muted(f"Plan digest: {diff.about.digest}")
        yield style.muted(approval_words(diff.approval))


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(one_line(name) for name in names[:MOST_USERS])
    left = len(names) - MOST_USERS
    return f"{shown} and {counted(left, 'more asset')}" if left > 0 else shown


def _paint(change: str, style: Style) -> Paint:
    paints: dict[str, Paint] = {
        "added": style.add, "changed": style.change, "restored": style.good,
        "removed": style.remove, "unchanged": style.warning,
    }  # fmt: skip
    return paints[change]
