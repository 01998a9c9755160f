"""What is measured, in the order in which it is printed.

start     `import click`, the yardstick, and `--help`; always measured
noop      nothing to do: assetforge, with its memo and without, and other tools, at each size
cold      everything to do: many images
buying    many paid jobs at a sandbox, and a long film; see buying.py
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from tests.benchmarks.measure import Task, clean_environment
from tests.benchmarks.project import COLD_SIZE, IMAGE_SIZE, write_chains, write_images
from tests.benchmarks.remove import remove
from tests.benchmarks.rivals import rivals

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from tests.benchmarks.installed import Installed

GROUPS: Final = ("start", "noop", "cold", "buying")
YARDSTICK: Final = 'python -c "import click"'
HELP: Final = "assetforge --help"
CHECK: Final = "assetforge check"
PLAN: Final = "assetforge plan"
BUILD: Final = "assetforge build"
PLAN_AFRESH: Final = "assetforge plan, no memo"
BUILD_AFRESH: Final = "assetforge build, no memo"
MAKE: Final = "GNU make"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table: a task, or why there is none."""

    name: str
    assets: int = 0  # 0: the size does not matter
    task: Task | None = None
    missing: str = ""
    is_hidden: bool = False  # only prepares what follows


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """What to measure, and where."""

    installed: Installed
    folder: Path  # empty; everything happens in it
    sizes: tuple[int, ...]
    images: int  # in the cold build

    def rows(self, groups: Collection[str]) -> Iterator[Row]:
        """List what is measured; each row is prepared when it is reached."""
        yield from self._start()
        for size in self.sizes if "noop" in groups else ():
            yield from self._ours(size)
            yield from self._others(size)
        if "cold" in groups:
            yield from self._cold()

    def _start(self) -> Iterator[Row]:
        python = self.installed.python
        environment = clean_environment()
        yardstick = Task(
            name=YARDSTICK, command=(python, "-c", "import click"), folder=self.folder,
            environment=environment,
        )  # fmt: skip
        yield Row(name=YARDSTICK, task=yardstick)
        command = self.installed.command("--help")
        task = replace(yardstick, name=HELP, command=command, says="Usage: assetforge")
        yield Row(name=HELP, task=task)

    def _ours(self, size: int) -> Iterator[Row]:
        folder = self.folder / f"chains-{size}"
        write_chains(folder, size)
        built = replace(
            self._task(folder, "build"), name=f"assetforge build, first, {IMAGE_SIZE} images",
            says="made", warms_up=False, runs=1,
        )  # fmt: skip
        yield Row(name=built.name, assets=size, task=built)
        forget = partial(remove, folder / ".assetforge" / "memo.json")
        for name, word, before in (
            (CHECK, "check", None), (PLAN, "plan", None), (BUILD, "build", None),
            (PLAN_AFRESH, "plan", forget), (BUILD_AFRESH, "build", forget),
        ):  # fmt: skip
            task = replace(self._task(folder, word), name=name, says=f"{size:,} assets")
            task = replace(task, before=before) if before else task
            yield Row(name=name, assets=size, task=task)

    def _others(self, size: int) -> Iterator[Row]:
        for position, rival in enumerate(rivals(self.installed.python)):
            if rival.missing:
                yield Row(name=rival.name, assets=size, missing=rival.missing)
                continue
            task = rival.prepare(self.folder / f"rival-{size}-{position}", size)
            first = replace(task, says="", warms_up=False, runs=1)
            yield Row(name=task.name, assets=size, task=first, is_hidden=True)
            yield Row(name=task.name, assets=size, task=task)

    def _cold(self) -> Iterator[Row]:
        folder = self.folder / "images"
        write_images(folder, self.images)
        task = self._task(folder, "build")
        forget = partial(
            remove, folder / "assets", folder / "assets.lock", folder / ".assetforge",
            self._store(folder),
        )  # fmt: skip
        name = f"assetforge build, cold, {COLD_SIZE} images"
        task = replace(task, name=name, says="made", before=forget, warms_up=False, runs=3)
        yield Row(name=name, assets=self.images, task=task)

    def _task(self, folder: Path, word: str) -> Task:
        environment = clean_environment(ASSETFORGE_STORE_DIR=str(self._store(folder)))
        command = self.installed.command(word)
        return Task(name=word, command=command, folder=folder, environment=environment)

    def _store(self, folder: Path) -> Path:
        return self.folder / f"store-of-{folder.name}"
