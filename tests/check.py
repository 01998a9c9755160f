"""The one check: everything that must be content before a change is done.

    python -m tests.check                every step
    python -m tests.check types tests    some of them
    python -m tests.check --fix          first mend what the tools can mend by themselves

    static steps, two at once ──▶ a line each, and what a failing one said
    tests, alone, on two cores ─▶ their own output as it comes
    one plain line: all is well, or what failed and how to run it alone

The README, `.ci/run`, pre-commit and the workflow all call this, so there is one truth.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import sysconfig
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT = Path(__file__).parent.parent
AT_ONCE = 2  # static steps side by side
WORKERS = 3  # of the tests, on two cores: one works while another waits for a server
COLUMN = 13  # characters kept for the name of a step
MOST_LINES = 60  # shown of one failing step among several; alone it is shown whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One tool and what it watches over."""

    name: str
    about: str
    command: tuple[str, ...]
    fix: tuple[str, ...] = ()  # mends what it can; empty: only a person can
    streams: bool = False  # long enough that one wants to see it work


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a step ended."""

    step: Step
    failed: bool
    seconds: float
    output: str


# What others copy is held to the same rules as what runs here.
WORKFLOWS = (
    ".github/workflows/ci.yml",
    *(f"docs/ci/github/assetforge-{name}.yml" for name in ("build", "comment", "plan")),
)
ACTION = ".github/actions/assetforge/action.yml"
STEPS = (
    Step(
        name="format",
        about="layout of the code",
        command=("ruff", "format", "--check", "."),
        fix=("ruff", "format", "."),
    ),
    Step(
        name="lint",
        about="every rule of ruff",
        command=("ruff", "check", "."),
        fix=("ruff", "check", "--fix", "."),
    ),
    Step(name="types", about="mypy, strict", command=("mypy",)),
    Step(name="more-types", about="pyright, strict", command=("pyright", "--warnings")),
    Step(
        name="layers",
        about="who may import whom",
        command=("lint-imports", "--no-logo", "--no-cache"),
    ),
    Step(name="dead-code", about="names nobody uses", command=("vulture",)),
    Step(name="dependencies", about="declared is used, used is declared", command=("deptry", ".")),
    Step(name="spelling", about="misspelt words", command=("codespell",)),
    Step(name="project", about="pyproject.toml", command=("validate-pyproject", "pyproject.toml")),
    Step(
        name="changelog",
        about="fragments that make an entry",
        command=("towncrier", "build", "--draft", "--version", "next"),
    ),
    Step(
        name="workflows",
        about="form of the workflows",
        command=(
            "check-jsonschema",
            "--builtin-schema",
            "vendor.github-workflows",
            *WORKFLOWS,
        ),
    ),
    Step(
        name="action",
        about="form of the action",
        command=("check-jsonschema", "--builtin-schema", "vendor.github-actions", ACTION),
    ),
    Step(
        name="workflow-risk",
        about="what a workflow lets strangers do",
        command=("zizmor", "--offline", "--no-progress", ".github", *WORKFLOWS[1:]),
    ),
    Step(
        name="tests",
        about="pytest",
        command=("python", "-m", "pytest", "-n", str(WORKERS), "--dist", "worksteal"),
        streams=True,
    ),
)


def main(words: Sequence[str] | None = None) -> int:
    """Run the steps asked for; return 0 when all passed, 1 when one failed."""
    options = _parser().parse_args(words)
    return run(options.steps or STEPS, fix=options.fix)


def run(steps: Sequence[Step], *, fix: bool = False) -> int:
    """Run every step, even after one has failed, and say at the end what did."""
    began = time.perf_counter()
    if fix:
        _mend(steps)
    quiet = [step for step in steps if not step.streams]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        ended = [_told(result, len(steps)) for result in pool.map(_run_quietly, quiet)]
    ended += [_told(_run_in_view(step), len(steps)) for step in steps if step.streams]
    return _conclude(ended, time.perf_counter() - began)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.check",
        description="Run everything that must be content before a change is done.",
        epilog="\n".join(["steps:", *(f"  {step.name:<{COLUMN}} {step.about}" for step in STEPS)]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("steps", nargs="*", metavar="STEP", type=_named, help="default: all")
    parser.add_argument("--fix", action="store_true", help="first mend what the tools can mend")
    return parser


def _named(word: str) -> Step:
    for step in STEPS:
        if step.name == word:
            return step
    known = ", ".join(step.name for step in STEPS)
    problem = f"no step is called {word!r}; there are: {known}"
    raise argparse.ArgumentTypeError(problem)


def _mend(steps: Iterable[Step]) -> None:
    """Mend in reverse order: the linter rewrites first, then the formatter lays it out."""
    for step in reversed([step for step in steps if step.fix]):
        subprocess.run(_found(step.fix), cwd=ROOT, env=_environment(), check=False)


def _run_quietly(step: Step) -> Ended:
    began = time.perf_counter()
    done = subprocess.run(
        _found(step.command),
        cwd=ROOT,
        env=_environment(),
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    return Ended(
        step=step,
        failed=done.returncode != 0,
        seconds=time.perf_counter() - began,
        output=done.stdout,
    )


def _run_in_view(step: Step) -> Ended:
    began = time.perf_counter()
    done = subprocess.run(_found(step.command), cwd=ROOT, env=_environment(), check=False)
    return Ended(
        step=step,
        failed=done.returncode != 0,
        seconds=time.perf_counter() - began,
        output="",
    )


def _found(command: tuple[str, ...]) -> tuple[str, ...]:
    """Name the tool that was installed beside this Python, whatever PATH says."""
    suffix = sysconfig.get_config_var("EXE") or ""
    tool = Path(sysconfig.get_path("scripts"), f"{command[0]}{suffix}")
    if not tool.exists():
        sys.exit(f"{tool.name} is missing; run: {sys.executable} -m pip install -e '.[dev]'")
    return (str(tool), *command[1:])


def _environment() -> dict[str, str]:
    """Take the caller's environment; deptry and mypy look for modules of the running Python."""
    scripts = sysconfig.get_path("scripts")
    return {
        **os.environ,
        "PATH": os.pathsep.join([scripts, os.environ.get("PATH", "")]),
        "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1",  # it asks the network for a newer version otherwise
        "VIRTUAL_ENV": sys.prefix,
    }


def _told(ended: Ended, n_steps: int) -> Ended:
    """Tell the end of a failing step's output: the tools put their summary last."""
    word = "FAIL" if ended.failed else "ok"
    line = f"{word:<4} {ended.step.name:<{COLUMN}} {ended.seconds:6.1f} s  {ended.step.about}"
    print(line, flush=True)
    if ended.failed and ended.output:
        lines = ended.output.rstrip().splitlines()
        shown = lines if n_steps == 1 else lines[-MOST_LINES:]
        if len(shown) < len(lines):
            print(f"… {len(lines) - len(shown)} lines before these; run the step alone to see all")
        print("\n".join(shown), end="\n\n", flush=True)
    return ended


def _conclude(ended: Sequence[Ended], seconds: float) -> int:
    failed = [result.step for result in ended if result.failed]
    if not failed:
        print(f"\nAll {len(ended)} steps passed in {seconds:.0f} s.")
        return 0
    print(f"\n{len(failed)} of {len(ended)} steps failed in {seconds:.0f} s. Run one alone with:")
    for step in failed:
        print(f"  python -m tests.check {step.name:<{COLUMN}} # {' '.join(step.command)}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
