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
from assetforge.core.text import clean, one_line
from assetforge.ui.columns import table
from assetforge.ui.quantity import counted, duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assetforge.execution.model import Ending
    from assetforge.report.model import Failure, Report, Result, Spent
    from assetforge.ui.style import Style

MOST: Final = 20  # names listed of one kind
WORDS: Final[tuple[tuple[Ending, str], ...]] = (
    ("made", "made"), ("restored", "restored"), ("derived", "derived"), ("kept", "unchanged"),
    ("failed", "failed"), ("skipped", "skipped"), ("blocked", "blocked"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the files of a project are, relative to it."""

    output: str
    lock: str


def show_result(report: Report, places: Places, *, style: Style) -> str:
    """Write what became of a build, ending with counts, credits and where everything is."""
    blocks = (
        _failures(report, style), _skipped(report, style), _blocked(report, style),
        _edited(report, style), _left(report, style), list(_sums(report, places, style)),
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


def _failures(report: Report, style: Style) -> list[str]:
    found = [(result.address, result.failure) for result in report.results if result.failure]
    if report.lock_failure:
        found.append(("assets.lock", report.lock_failure))
    return [line for name, failure in found for line in failure_lines(name, failure, style)]


def _skipped(report: Report, style: Style) -> list[str]:
    skipped = report.of("skipped")
    if not skipped:
        return []
    rows = [(one_line(each.address), f"needs {one_line(each.because)}") for each in skipped]
    title = style.strong("Not started, for an input failed:")
    return [title, *_listed(rows), "  The next `assetforge build` goes on from here."]


def _blocked(report: Report, style: Style) -> list[str]:
    blocked = report.of("blocked")
    if not blocked:
        return []
    rows = [(one_line(each.address), _blame(each)) for each in blocked]
    draft = "  `assetforge build --draft` shows the whole graph with drawn placeholders, free."
    return [style.strong("Blocked; nothing was asked for:"), *_listed(rows), draft]


def _blame(result: Result) -> str:
    if result.because:
        return f"needs {one_line(result.because)}"
    return f"this version cannot build with {one_line(result.provider)} yet"


def _edited(report: Report, style: Style) -> list[str]:
    if not report.edited:
        return []
    rows = [(one_line(each.address), one_line(each.output)) for each in report.edited]
    name = rows[0][0]
    return [
        style.warning("Edited by hand; these files were left as they are:"),
        *_listed(rows),
        f"  `assetforge build --replace {name}` puts the built result in its place.",
    ]


def _left(report: Report, style: Style) -> list[str]:
    if not report.left:
        return []
    stopped = f"Stopped: {counted(len(report.left), 'asset')} left to do."
    return [style.warning(stopped), "  `assetforge build` goes on where this one stopped."]


def _sums(report: Report, places: Places, style: Style) -> Iterator[str]:
    parts = [f"{len(report.of(ending))} {words}" for ending, words in WORDS if report.of(ending)]
    told = f"Built: {', '.join(parts) or 'nothing'} in {duration(report.seconds)}."
    yield style.strong(told)
    spent = "; ".join(_spent(name, spent) for name, spent in report.spent.items())
    yield f"Spent: {spent or 'nothing'}."
    output = one_line(places.output).rstrip("/")
    if report.lock_failure:
        yield f"Files: {output}/; {one_line(places.lock)} could not be written."
    else:
        yield f"Files: {output}/, recorded in {one_line(places.lock)}."


def _spent(provider: str, spent: Spent) -> str:
    name = one_line(provider)
    if not spent.unsaid:
        return f"{name} {plain(spent.amount)}"
    results = counted(len(spent.unsaid), "result")
    if not spent.amount:
        return f"{name} did not say what {results} cost"
    return f"{name} {plain(spent.amount)}, and it did not say what {results} cost"


def _listed(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    for line in table(rows[:MOST]):
        yield f"  {line}"
    if len(rows) > MOST:
        yield f"  … and {len(rows) - MOST} more"
