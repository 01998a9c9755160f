"""What buying costs us, whatever it costs in credits: many jobs at a sandbox, and one long film.

The sandbox is another process on this machine, whose jobs take their time and no processor.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.benchmarks.buying_bound import least_seconds
from tests.benchmarks.buying_project import write_film, write_orders
from tests.benchmarks.buying_sandbox import SandboxProcess
from tests.benchmarks.buying_targets import Trade, judge_film, judge_trade
from tests.benchmarks.measure import Task, clean_environment, measure
from tests.benchmarks.suite import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tests.benchmarks.buying_sandbox import Account
    from tests.benchmarks.figure import Figure
    from tests.benchmarks.installed import Installed
    from tests.benchmarks.targets import Verdict

AT_ONCE: Final = 8  # jobs at a service, where the user's config says nothing
LATENCY: Final = "0.4-1.2"  # seconds that a picture takes; an edit takes half as long again
FILM_MB: Final = 500
_OWN_PAGES: Final = "/sandbox/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """A line of the table, and how it is judged."""

    row: Row
    figure: Figure
    verdicts: Sequence[Verdict]


@dataclass(frozen=True, slots=True, kw_only=True)
class Buying:
    """What to buy, and where it happens."""

    installed: Installed
    folder: Path  # empty
    jobs: int  # a multiple of four
    latency: str = LATENCY
    film_mb: int = FILM_MB

    def measured(self) -> Iterator[Bought]:
        """Buy the jobs, then the film, and tell what it took.

        Raises:
            BrokenRunError: a build failed.
        """
        yield self._orders()
        yield self._film()

    def _orders(self) -> Bought:
        folder = self.folder / "orders"
        write_orders(folder, self.jobs)
        options = ("--latency", self.latency, "--credits", "1000000000")
        with SandboxProcess(self.installed, folder, *options) as sandbox:
            task = self._task("assetforge build, buying", folder, sandbox)
            figure = measure(task, 1)
            account = sandbox.account()
        return Bought(
            row=Row(name=task.name, assets=self.jobs, task=task), figure=figure,
            verdicts=judge_trade(_trade(account, _job_ids(folder), figure)),
        )  # fmt: skip

    def _film(self) -> Bought:
        folder = self.folder / "film"
        write_film(folder)
        faults = folder / "faults.toml"
        faults.write_text(
            f'version = 1\n\n[[fault]]\nkind = "large"\nbytes = {self.film_mb * 1_000_000}\n',
            encoding="utf-8",
        )
        options = ("--latency", "0.1", "--faults", str(faults))
        with SandboxProcess(self.installed, folder, *options) as sandbox:
            task = self._task(f"assetforge build, a film of {self.film_mb:,} MB", folder, sandbox)
            figure = measure(task, 1)
        return Bought(
            row=Row(name=task.name, assets=1, task=task), figure=figure,
            verdicts=(judge_film(figure.peak, self.film_mb),),
        )  # fmt: skip

    def _task(self, name: str, folder: Path, sandbox: SandboxProcess) -> Task:
        (folder / "config.toml").touch()  # whatever the user has set does not count here
        places = {
            f"ASSETFORGE_{what}": str(folder / word)
            for what, word in (
                ("STORE_DIR", "store"), ("STATE_DIR", "state"), ("CONFIG", "config.toml"),
            )
        }  # fmt: skip
        return Task(
            name=name, command=self.installed.command("build", "--yes"), folder=folder,
            environment=clean_environment(**places, **sandbox.variables), says="made",
            warms_up=False, runs=1,
        )  # fmt: skip


def _trade(account: Account, job_ids: Mapping[str, str], figure: Figure) -> Trade:
    counted = (each for each in account["requests"] if not each["route"].startswith(_OWN_PAGES))
    return Trade(
        jobs=len(account["orders"]), wall=figure.wall, cpu=figure.cpu,
        least=least_seconds(account["orders"], job_ids, AT_ONCE),
        requests=sum(each["count"] for each in counted),
    )  # fmt: skip


def _job_ids(folder: Path) -> dict[str, str]:
    lock = tomllib.loads((folder / "assets.lock").read_text(encoding="utf-8"))
    return {str(name): str(entry["job_id"]) for name, entry in lock["asset"].items()}
