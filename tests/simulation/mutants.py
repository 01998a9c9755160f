"""Make known mistakes in a copy of the project, one by one, and see that the suites notice.

    python -m tests.simulation.mutants            all of them
    python -m tests.simulation.mutants 5 6 11b    some

Each suite is first run on an unchanged copy, where it must be green: else its red says nothing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from tests.simulation.mutant import MUTANTS, Mutant

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT: Final = Path(__file__).parent.parent.parent
PLACES: Final = ("assetforge", "tests", "examples", "schema", "docs")
FILES: Final = ("pyproject.toml", "README.md")
HEAD: Final = "mutant  mistake                                                  suite"
BROKEN: Final = "laws broken in all"  # what the simulator says where it came to its end

Colour: TypeAlias = Literal["red", "green", "grey"]  # grey: it could not be run


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """One way to look for mistakes, as a command."""

    name: str
    words: tuple[str, ...]

    def run(self, tree: Path) -> Colour:
        """Run it on a copy of the project."""
        done = subprocess.run(
            [sys.executable, *self.words],
            cwd=tree,
            env={**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        if done.returncode == 0:
            return "green"
        was_run = BROKEN in done.stdout or "pytest" in self.words
        return "red" if done.returncode == 1 and was_run else "grey"


def main(words: Sequence[str] | None = None) -> int:
    """Try the mutants that are asked for; return 1 if one of them was missed."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.simulation.mutants", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("numbers", nargs="*", metavar="NUMBER", help="default: all")
    chosen = parser.parse_args(words).numbers
    mutants = [mutant for mutant in MUTANTS if not chosen or mutant.number in chosen]
    _say(HEAD)
    wrong = sum([*_controls(mutants), *map(_tried, mutants)])
    _say(f"\n{len(mutants)} mutants: {wrong or 'no'} suites said what they should not")
    return 1 if wrong else 0


def suites_of(mutant: Mutant) -> Iterator[Suite]:
    """List the suites that concern a mutant."""
    if mutant.worlds:
        words = ("-m", "tests.simulation", "--processes", "2", "--seeds", str(mutant.worlds))
        yield Suite(name=f"simulator, {mutant.worlds} worlds", words=words)
    for file in mutant.tests:
        yield Suite(name=file, words=("-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", file))


def copy_tree(folder: Path) -> Path:
    """Copy what the suites need."""
    for place in PLACES:
        ignored = shutil.ignore_patterns("__pycache__", ".assetforge")
        shutil.copytree(ROOT / place, folder / place, ignore=ignored)
    for file in FILES:
        shutil.copy(ROOT / file, folder)
    return folder


def _controls(mutants: Sequence[Mutant]) -> Iterator[int]:
    """Run every suite once on an unchanged copy."""
    suites = {suite.words: suite for mutant in mutants for suite in suites_of(mutant)}
    with tempfile.TemporaryDirectory() as folder:
        tree = copy_tree(Path(folder))
        for suite in suites.values():
            yield _told("-", "none", suite, tree, "green")


def _tried(mutant: Mutant) -> int:
    with tempfile.TemporaryDirectory() as folder:
        tree = copy_tree(Path(folder))
        for file, code in mutant.files(tree).items():
            file.write_text(code, encoding="utf-8")
        return sum(
            _told(mutant.number, mutant.name, suite, tree, "red") for suite in suites_of(mutant)
        )


def _told(number: str, mistake: str, suite: Suite, tree: Path, wanted: Colour) -> int:
    began = time.perf_counter()
    colour = suite.run(tree)
    mark = "" if colour == wanted else f"   SHOULD BE {wanted.upper()}"
    seconds = time.perf_counter() - began
    _say(f"{number:<7} {mistake:<56} {suite.name:<42} {colour:<5} {seconds:5.0f} s{mark}")
    return colour != wanted


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
