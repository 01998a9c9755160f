"""Measure assetforge beside other build tools, in one run on this machine.

    python -m tests.benchmarks                                everything; some 15 minutes
    python -m tests.benchmarks --sizes 100,1000 --only noop   a part of it

The other tools: make from the system; ninja and doit from the extra `bench`. Exit 0 unless
something broke: a target that is missed is printed, for speed depends on the machine.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from tests.benchmarks import suite
from tests.benchmarks.buying import Buying
from tests.benchmarks.chains import LENGTH
from tests.benchmarks.imports import SLOW, slow_imports
from tests.benchmarks.installed import install
from tests.benchmarks.machine import machine
from tests.benchmarks.measure import BrokenRunError, measure
from tests.benchmarks.suite import GROUPS, Suite
from tests.benchmarks.table import HEAD, row_line, verdict_lines
from tests.benchmarks.targets import judge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.benchmarks.figure import Figure
    from tests.benchmarks.suite import Row
    from tests.benchmarks.targets import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the command line asks for."""

    groups: tuple[str, ...]
    runs: int
    jobs: int = 1_000  # that are bought


def main(words: Sequence[str] | None = None) -> int:
    """Measure what the command line asks for and print it."""
    given = _parser().parse_args(words)
    wanted = Wanted(groups=tuple(given.only or GROUPS), runs=given.runs, jobs=given.jobs)
    with tempfile.TemporaryDirectory(prefix="assetforge-benchmark-") as name:
        folder = Path(name)
        installed = install(folder / "installed")
        plan = Suite(installed=installed, folder=folder, sizes=given.sizes, images=given.images)
        try:
            report(plan, wanted, sys.stdout)
        except BrokenRunError as error:
            sys.stderr.write(f"{error}\n")
            return 1
    return 0


def report(plan: Suite, wanted: Wanted, out: TextIO) -> None:
    """Measure a suite and write each figure as soon as it is there.

    Raises:
        BrokenRunError: a command failed, or did something else than it should.
    """
    out.write(f"{machine()}\n\n{HEAD}")
    found = _Found()
    for row in plan.rows(wanted.groups):
        found.take(row, wanted.runs, out)
    if "buying" in wanted.groups:
        found.buy(Buying(installed=plan.installed, folder=plan.folder, jobs=wanted.jobs), out)
    verdicts = [*judge(found.figures), *found.verdicts]
    out.write(f"\nTargets:\n\n{verdict_lines(verdicts)}")
    for name, slow in found.loads.items():
        out.write(f"- {'MISSED' if slow else 'ok'}: {name} loads none of {', '.join(SLOW)}")
        out.write(f": loads {', '.join(slow)}\n" if slow else "\n")


@dataclass(frozen=True, slots=True)
class _Found:
    figures: dict[tuple[str, int], Figure] = field(default_factory=dict[tuple[str, int], "Figure"])
    loads: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    verdicts: list[Verdict] = field(default_factory=list["Verdict"])

    def take(self, row: Row, runs: int, out: TextIO) -> None:
        if row.task is None:
            out.write(row_line(row, None))
            return
        figure = measure(row.task, runs)
        if row.is_hidden:
            return
        self.figures[row.name, row.assets] = figure
        if row.name in {suite.HELP, suite.PLAN}:
            self.loads[row.name] = slow_imports(row.task)
        out.write(row_line(row, figure))
        out.flush()

    def buy(self, buying: Buying, out: TextIO) -> None:
        for bought in buying.measured():
            self.verdicts.extend(bought.verdicts)
            out.write(row_line(bought.row, bought.figure))
            out.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--sizes", type=_sizes, default=(100, 1_000, 10_000), metavar="N,N")
    parser.add_argument("--only", action="append", choices=GROUPS, help="measure these alone")
    parser.add_argument("--runs", type=int, default=9, help="of each command; slow ones have fewer")
    parser.add_argument("--images", type=int, default=1_000, help="in the cold build")
    parser.add_argument("--jobs", type=_jobs, default=1_000, help="that are bought")
    return parser


def _jobs(text: str) -> int:
    (jobs,) = _sizes(text)
    return jobs


def _sizes(text: str) -> tuple[int, ...]:
    sizes = tuple(int(word) for word in text.split(","))
    if any(size <= 0 or size % LENGTH for size in sizes):
        raise _no_sizes()
    return sizes


def _no_sizes() -> argparse.ArgumentTypeError:
    return argparse.ArgumentTypeError(f"write multiples of {LENGTH}, for chains of {LENGTH}")


if __name__ == "__main__":
    sys.exit(main())
