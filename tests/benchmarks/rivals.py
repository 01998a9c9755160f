"""The same chains for other build tools, each as its own manual would have it written.

Their steps copy files: what is measured is how long they take to see that nothing is to be done.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.benchmarks.chains import LENGTH, chains, write_prompts
from tests.benchmarks.measure import Task, clean_environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EXTRA: Final = "it comes with the extra `bench`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A build tool: how its file is called and written, and how it is run."""

    name: str
    file: str
    text: Callable[[int], str]
    command: tuple[str, ...]
    says: str  # when there is nothing to do
    missing: str = ""  # why it cannot be run here

    def prepare(self, folder: Path, assets: int) -> Task:
        """Write the graph; the task, run for the first time, builds it."""
        write_prompts(folder, assets)
        (folder / "assets").mkdir()
        (folder / self.file).write_text(self.text(assets), encoding="utf-8")
        return Task(
            name=self.name, command=self.command, folder=folder,
            environment=clean_environment(), says=self.says,
        )  # fmt: skip


def rivals(python: str) -> Iterator[Rival]:
    """List who is compared with; doit runs on the interpreter `python`."""
    ninja = shutil.which("ninja", path=str(Path(python).parent)) or shutil.which("ninja")
    yield Rival(
        name="ninja", file="build.ninja", text=ninja_text, command=(ninja or "ninja",),
        says="no work to do", missing="" if ninja else f"not installed: {EXTRA}",
    )  # fmt: skip
    make = shutil.which("make")
    for name, flags in (("GNU make", ()), ("GNU make -r", ("-r",))):
        yield Rival(
            name=name, file="Makefile", text=make_text, command=(make or "make", *flags),
            says="Nothing to be done", missing="" if make else "not installed on this system",
        )  # fmt: skip
    yield Rival(
        name="doit", file="dodo.py", text=doit_text, command=(python, "-m", "doit"),
        says="-- make:assets/shot-00000.png",
        missing="" if find_spec("doit") else f"not installed: {EXTRA}",
    )  # fmt: skip


def ninja_text(assets: int) -> str:
    """Write the chains for ninja."""
    steps = (f"build {made}: copy {source}\n" for source, made in _edges(assets))
    return "".join(["rule copy\n  command = cp $in $out\n\n", *steps])


def make_text(assets: int) -> str:
    """Write the chains for make."""
    made = " ".join(made for _, made in _edges(assets))
    rules = (f"{made}: {source}\n\tcp $< $@\n" for source, made in _edges(assets))
    return "".join([f"all: {made}\n", *rules])


def doit_text(assets: int) -> str:
    """Write the chains for doit, whose files are programs: this one spells them out as it runs."""
    return _DODO.format(chains=assets // LENGTH)


_DODO: Final = """\
from shutil import copyfile


def copy(dependencies, targets):
    copyfile(dependencies[0], targets[0])


def task_make():
    for number in range({chains}):
        source = f"prompts/shot-{{number:05}}.txt"
        for ending in (".png", "-dusk.png", "-large.png", "-thumb.webp"):
            made = f"assets/shot-{{number:05}}{{ending}}"
            yield {{"name": made, "actions": [copy], "file_dep": [source], "targets": [made]}}
            source = made
"""


def _edges(assets: int) -> Iterator[tuple[str, str]]:
    return (edge for chain in chains(assets) for edge in chain.edges)
