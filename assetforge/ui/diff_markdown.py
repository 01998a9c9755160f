"""A diff as Markdown, for a comment on a pull request or the summary of a job.

    #### assetforge: +60 letzai credits (2 assets), up to 180     the answer
    Compared with `main` at …                                     what with, how many
    | asset | why | credits | before | after |                    the dearest first
    | caused by | …                                               lines and who wrote them
    <details> old and new values                                  as long as there is room
    totals, digest                                                always

Where it would become too long, the rows that do not fit are left out of each table, and how many
is said; the first lines and the totals never are. A row is bounded, so that none takes the room of
all others. Foreign text stands in code and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from assetforge.core.text import one_line
from assetforge.ui.approval import approval_words, upload_words
from assetforge.ui.change import value_text
from assetforge.ui.diff_inert import cell_code, code, fenced
from assetforge.ui.diff_words import (
    SHORT_COMMIT,
    WIDEST_RULE,
    answer,
    asset_spend,
    author_of,
    base_is_behind,
    beyond_chain,
    blessing_of,
    cause_credits,
    chain_of,
    claims,
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
from assetforge.ui.quantity import counted, price, prices
from assetforge.ui.reason import details, why

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assetforge.core.values import Json
    from assetforge.plan.model import Reason
    from assetforge.report.diff_model import About, AssetDiff, Cause, Diff, Work

LIMIT: Final = 60_000  # characters; GitHub refuses a comment of more than 65,536
MOST_USERS: Final = 5
MOST_REASONS: Final = 4
PICTURE: Final = 160  # pixels across
LONGEST_ROW: Final = 6_000  # characters
LONGEST_VALUE: Final = 2_000  # characters of one value in the details
_NARROW: Final = 60  # columns of a changed part in a cell
_LONGEST_LINE: Final = 1_500  # columns of the sums in a line: ours, of a few providers
_ROWS: Final = 0.6  # of the room: for the first table, then of what is left for the second


def diff_markdown(diff: Diff, *, limit: int = LIMIT, has_digest: bool = True) -> str:
    """Write a diff in at most about `limit` characters; the totals are never left out.

    Without `has_digest` nothing stands there that could be taken for a plan to agree to.
    """
    head, tail = _head(diff), _tail(diff, has_digest=has_digest)
    room = limit - len(head) - len(tail)
    assets = sorted(diff.told, key=_dearest_first)
    first = _table(_ASSETS, [_asset_row(asset) for asset in assets], int(room * _ROWS))
    room -= len(first)
    causes = [_cause_row(cause) for cause in lines_that_cause(diff)]
    second = _table(_CAUSES, causes, int(room * _ROWS))
    room -= len(second)
    third = _folded(_values(assets), room)
    return "\n\n".join(part for part in (head, first, second, third, tail) if part) + "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    columns: tuple[str, ...]
    noun: str


_ASSETS: Final = _Heading(columns=("asset", "why", "credits", "before", "after"), noun="asset")
_CAUSES: Final = _Heading(columns=("caused by", "written in", "credits", "through"), noun="change")
_OPENING: Final = "<details><summary>Old and new values</summary>\n\n"
_CLOSING: Final = "\n\n</details>"
_TOO_LONG: Final = "too long to show here"
_BREAK: Final = "<br>"
_SPARE: Final = 160  # characters for what is said of rows that are left out


def _head(diff: Diff) -> str:
    rules = "".join(f"\n\n{told}: {code(rule, WIDEST_RULE)}." for told, rule in policy_words(diff))
    told = one_line(answer(diff), _LONGEST_LINE)
    said = "".join(f"\n\n{each}" for each in claims(diff))
    return f"#### assetforge: {told}\n\n{_compared(diff.about)} {counts(diff)}.{rules}{said}"


def _compared(about: About) -> str:
    if about.base is None:
        return f"Everything counts as new: {code(about.no_base)}."
    return f"Compared with {code(about.base.name)} at {about.base.commit[:SHORT_COMMIT]}:"


def _tail(diff: Diff, *, has_digest: bool) -> str:
    costs, due = prices_before_and_after(diff), due_credits(diff)
    is_told = has_digest and diff.approval.is_needed
    lines = [
        f"Not built yet, without a change: {prices(due)}." if due else "",
        base_is_behind(diff),
        f"Everything made anew: {costs}." if costs else "",
        f"Plan digest: `{diff.about.digest}`" if is_told else "",
        approval_words(diff.approval, code) if is_told else "",
    ]
    return "\n".join(f"{one_line(line, _LONGEST_LINE)}  " for line in lines if line).rstrip()


def _table(heading: _Heading, rows: Sequence[str], room: int) -> str:
    """Write the rows that fit, and how many do not."""
    if not rows:
        return ""
    top = f"| {' | '.join(heading.columns)} |\n|{'---|' * len(heading.columns)}"
    kept = list(_fitting(rows, room - len(top) - _SPARE))
    left = len(rows) - len(kept)
    note = f"\n\n… and {counted(left, f'more {heading.noun}')}, left out here" if left else ""
    body = "".join(f"\n{row}" for row in kept)
    return f"{top}{body}{note}" if kept else note.strip()


def _fitting(parts: Iterable[str], room: int, gap: int = 1) -> Iterator[str]:
    for part in parts:
        if len(part) < room:  # a later one may fit where this one does not
            room -= len(part) + gap
            yield part


def _asset_row(asset: AssetDiff) -> str:
    row = _row_with(asset, (*_claimed(asset), *_why(asset)))
    if len(row) <= LONGEST_ROW:
        return row
    before, after = (work and replace(work, picture=None) for work in (asset.before, asset.after))
    short = replace(asset, before=before, after=after)
    room = LONGEST_ROW - len(_row_with(short, (_TOO_LONG,)))
    kept = _fitting(_claimed(asset), room, len(_BREAK))
    return _row_with(short, (*kept, _TOO_LONG))


def _row_with(asset: AssetDiff, reasons: Iterable[str]) -> str:
    cells = (
        f"{cell_code(asset.address)}<br>{cell_code(maker(asset.work))}",
        _BREAK.join(reasons),
        asset_spend(asset) or ("free" if asset.is_pending else "-"),
        _work(asset.before, "before"),
        _work(asset.after, "after"),
    )
    return f"| {' | '.join(cells)} |"


def _claimed(asset: AssetDiff) -> Iterator[str]:
    """Say by whose word a result counts, and what becomes public: it stays in a row that is cut."""
    if asset.unproven is not None:
        yield unproven_of(asset)
    if asset.shares:
        yield upload_words(asset.shares, cell_code)
    for word, text in blessing_of(asset):
        yield f"{word}: {cell_code(text)}"


def _why(asset: AssetDiff) -> Iterator[str]:
    state = state_of(asset)
    if state:
        yield cell_code(state)
    for reason in asset.reasons[:MOST_REASONS]:
        yield _reason(reason)
    left = len(asset.reasons) - MOST_REASONS
    if left > 0:
        yield f"and {counted(left, 'more reason')}"
    if asset.also and not asset.spend.is_free:
        yield f"counted at {cell_code(asset.cause)}; it follows from {_names(asset.also)}, too"
    if asset.users:
        yield f"made from it: {_names(asset.users)}"


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(cell_code(name) for name in names[:MOST_USERS])
    rest = len(names) - MOST_USERS
    return f"{shown} and {counted(rest, 'more asset')}" if rest > 0 else shown


def _reason(reason: Reason) -> str:
    told = cell_code(why(reason))
    changed = details(reason, _NARROW)
    if changed is None:
        return told
    old, new = changed
    return f"{told}<br>{cell_code(old)}<br>→ {cell_code(new)}"


def _work(work: Work | None, when: str) -> str:
    if work is None:
        return "-"
    shown = f'<img src="{_attribute(work.picture)}" width="{PICTURE}" alt="{when}">'
    return f"{price(work.price)}<br>{shown}" if work.picture else price(work.price)


def _attribute(url: str | None) -> str:
    return (url or "").replace("&", "&amp;")  # nothing else in it needs it: see diff_picture


def _cause_row(cause: Cause) -> str:
    line = cause.line
    way = " → ".join(cell_code(name) for name in chain_of(cause))
    cells = (
        "-" if line is None else cell_code(place_of(line)),
        "-" if line is None else cell_code(author_of(line) or "not known"),
        cause_credits(cause),
        f"{way} {beyond_chain(cause)}".strip(),
    )
    return f"| {' | '.join(cells)} |"


def _values(assets: Iterable[AssetDiff]) -> Iterator[str]:
    """Write each value that does not fit into the table, old and new."""
    for asset in assets:
        for reason in asset.reasons:
            if details(reason, _NARROW) is not None:
                lines = (f"- {_value(reason.old)}", f"+ {_value(reason.new)}")
                title = f"{code(asset.address)}: {code(reason.field or reason.why)}"
                yield f"{title}\n\n{fenced(lines, 'diff')}"


def _value(value: Json) -> str:
    return one_line(value_text(value), LONGEST_VALUE)


def _folded(parts: Iterable[str], room: int) -> str:
    kept = list(_fitting((f"{part}\n" for part in parts), room - len(_OPENING + _CLOSING)))
    return f"{_OPENING}{chr(10).join(kept).rstrip()}{_CLOSING}" if kept else ""


def _dearest_first(asset: AssetDiff) -> tuple[bool, bool, float, float]:
    """Put what is not known first, then what counts by somebody's word or uploads, then by credits.

    Those of two providers differ, and this is an order only.
    """
    spend, cost = asset.spend, asset.work.price
    dearest = -float(spend.high or spend.low), -float(cost.high or cost.low)
    return spend.is_known, not (asset.is_claimed or asset.shares), *dearest
