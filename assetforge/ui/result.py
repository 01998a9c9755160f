"""How a build ended, as people read it: what went wrong first, the sums as the last lines.

failed hero-beach: the instruction cannot be read
    Nothing was spent.
    Next: change the prompt of `hero-beach`.

Built: 3 made, 1 restored, 36 unchanged, 1 failed, 2 skipped in 12 s.
Spent: nothing.
Files: assets/, recorded in assets.lock.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.core.credits import plain
from assetforge.core.exits import Exit
from assetforge.core.text import clean, one_line
from assetforge.ui.columns import table
from assetforge.ui.quantity import counted, duration
from assetforge.ui.scope import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assetforge.execution.model import Ending
    from assetforge.report.model import Failure, Report, Result, Spent
    from assetforge.ui.scope import Scope
    from assetforge.ui.style import Style

MOST: Final = 20  # names listed of one kind
WORDS: Final[tuple[tuple[Ending, str], ...]] = (
    ("made", "made"), ("restored", "restored"), ("derived", "derived"), ("kept", "unchanged"),
    ("failed", "failed"), ("skipped", "skipped"), ("blocked", "blocked"),
)  # fmt: skip


def show_result(report: Report, output: str, *, style: Style, scope: Scope = PROJECT) -> str:
    """Write what became of a build, ending with counts, credits and where everything is.

    `output` is the folder that the manifest names.
    """
    view = _View(report, style, scope)
    blocks = (
        _failures(view), _skipped(view), _blocked(view), _remarked(view), _edited(view),
        _left(view),
        [*_sums(report, style), *_files(view, output)],
    )  # fmt: skip
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def failure_lines(name: str, failure: Failure, style: Style, indent: str = "    ") -> list[str]:
    """Say what happened, what it cost and what to run next."""
    lines = [f"{style.error('failed')} {style.strong(one_line(name))}: {one_line(failure.what)}"]
    lines += [indent + line for line in clean(failure.cost).splitlines()]
    if failure.next_step:
        first, *rest = clean(failure.next_step).splitlines()
        lines += [f"{indent}{style.hint('Next:')} {first}", *(indent + line for line in rest)]
    return lines


@dataclass(frozen=True, slots=True)
class _View:
    report: Report
    style: Style
    scope: Scope


def _failures(view: _View) -> list[str]:
    report = view.report
    found = [(result.address, result.failure) for result in report.results if result.failure]
    if report.lock_failure:
        found.append((view.scope.lock, report.lock_failure))
    found += [
        ("the manifest" if failure.exit is Exit.STALE else "the ledger", failure)
        for failure in report.other_failures
    ]
    return [line for name, failure in found for line in failure_lines(name, failure, view.style)]


def _skipped(view: _View) -> list[str]:
    skipped = view.report.of("skipped")
    if not skipped:
        return []
    rows = [(one_line(each.address), f"needs {one_line(each.because)}") for each in skipped]
    title = view.style.strong("Not started, for an input failed:")
    return [title, *_listed(rows), f"  The next {view.scope.command('build')} goes on from here."]


def _blocked(view: _View) -> list[str]:
    blocked = view.report.of("blocked")
    if not blocked:
        return []
    rows = [(one_line(each.address), _blame(each)) for each in blocked]
    title = view.style.strong("Blocked; nothing was asked for:")
    if "--draft" in view.scope.options:
        return [title, *_listed(rows)]
    draft = view.scope.command("build", "--draft")
    advice = f"  {draft} shows the whole graph with drawn placeholders, free."
    return [title, *_listed(rows), advice]


def _blame(result: Result) -> str:
    if result.because:
        return f"needs {one_line(result.because)}"
    return f"your own config lacks what {one_line(result.provider)} needs for it"


def _remarked(view: _View) -> list[str]:
    rows = [
        (one_line(each.address), one_line(remark))
        for each in view.report.remarked
        for remark in each.remarks
    ]
    if not rows:
        return []
    title = view.style.warning("Kept, but not quite as asked:")
    short = [each.address for each in view.report.remarked if each.is_short]
    command = view.scope.command("build", "--replace", *short[:1])
    advice = f"  {command} orders it anew, and pays again; without, it stays as it is."
    return [title, *_listed(rows), *([advice] if short else [])]


def _edited(view: _View) -> list[str]:
    edited, scope = view.report.edited, view.scope
    if not edited:
        return []
    rows = [(one_line(each.address), scope.file(each.output)) for each in edited]
    command = scope.command("build", "--replace", edited[0].address)
    return [
        view.style.warning("Not as built here; these files were left as they are:"),
        *_listed(rows),
        f"  {command} puts the built result in its place.",
    ]


def _left(view: _View) -> list[str]:
    left = view.report.left
    if not left:
        return []
    stopped = f"Stopped: {counted(len(left), 'asset')} left to do."
    advice = f"  {view.scope.command('build')} goes on where this one stopped."
    return [view.style.warning(stopped), advice]


def _sums(report: Report, style: Style) -> Iterator[str]:
    parts = [f"{len(report.of(ending))} {words}" for ending, words in WORDS if report.of(ending)]
    told = f"Built: {', '.join(parts) or 'nothing'} in {duration(report.seconds)}."
    yield style.strong(told)
    spent = "; ".join(_spent(name, spent) for name, spent in report.spent.items())
    yield f"Spent: {spent or 'nothing'}."


def _files(view: _View, output: str) -> Iterator[str]:
    """Say where files are, if there are any that the lock names."""
    folder, lock = view.scope.file(output).rstrip("/"), one_line(view.scope.lock)
    if not any(each.file for each in view.report.results):
        return
    if view.report.lock_failure:
        yield f"Files: {folder}/; {lock} could not be written."
    else:
        yield f"Files: {folder}/, recorded in {lock}."


def _spent(provider: str, spent: Spent) -> str:
    name, reasons = one_line(provider), "; ".join(_doubts(spent))
    if not reasons:
        return f"{name} {plain(spent.amount)}"
    most = (spent.unsaid_cost + spent.missing_cost).high
    if most is None:
        said = f"{plain(spent.amount)} and an unknown amount more" if spent.amount else "unknown"
        return f"{name} {said} ({reasons})"
    sure = "" if spent.is_exact else "at most "
    return f"{name} {sure}{plain(spent.amount + most)} ({reasons})"


def _doubts(spent: Spent) -> Iterator[str]:
    """Say what keeps a sum from being what is here, paid and said."""
    if spent.unsaid:
        yield f"it did not say what {counted(len(spent.unsaid), 'result')} cost"
    if spent.missing:
        yield f"{counted(len(spent.missing), 'order')} brought no result"


def _listed(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    for line in table(rows[:MOST]):
        yield f"  {line}"
    if len(rows) > MOST:
        yield f"  … and {len(rows) - MOST} more"
