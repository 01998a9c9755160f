"""How the figures look: lines of Markdown, so that what is printed can be kept as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.benchmarks.figure import Figure
    from tests.benchmarks.suite import Row
    from tests.benchmarks.targets import Verdict

HEAD: Final = """\
| command | assets | CPU ms, median (least) | wall ms, median (least) | peak MiB | runs |
|---|---:|---:|---:|---:|---:|
"""


def row_line(row: Row, figure: Figure | None) -> str:
    """Write what was measured of a row, or why nothing was."""
    assets = f"{row.assets:,}" if row.assets else ""
    if figure is None:
        return f"| {row.name} | {assets} | {row.missing} | | | |\n"
    cpu = f"{_ms(figure.cpu)} ({_ms(figure.least_cpu)})"
    wall = f"{_ms(figure.wall)} ({_ms(figure.least_wall)})"
    runs = len(figure.samples)
    return f"| {row.name} | {assets} | {cpu} | {wall} | {figure.peak:.0f} | {runs} |\n"


def verdict_lines(verdicts: Iterable[Verdict]) -> str:
    """Write each promise with what was found."""
    words = {True: "ok", False: "MISSED", None: "unknown"}
    return "".join(f"- {words[each.is_kept]}: {each.promise}: {each.found}\n" for each in verdicts)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.0f}" if seconds >= 1 else f"{seconds * 1000:,.1f}"
