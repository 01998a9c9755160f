"""A machine that runs one job, and the files by which its steps talk to the runner.

<machine>/home/              ~ of every step; store and ledger lie below it
<machine>/temp/              RUNNER_TEMP
<machine>/work/              GITHUB_WORKSPACE
<machine>/step-N.{out,…}     GITHUB_OUTPUT and its kin, and what the step printed
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tests.ci.site import REPOSITORY, provide_gh, seed_program, written
from tests.command_line import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.ci.site import Event, Site

_KEPT: Final = ("PATH", "LD_LIBRARY_PATH")
_LOOK: Final = 0.02  # seconds between two looks at a process
# GitHub's documents on workflow syntax: how the two spellings of bash are started.
_SHELLS: Final[Mapping[str, tuple[str, ...]]] = {
    "": ("bash", "-e"),
    "bash": ("bash", "--noprofile", "--norc", "-eo", "pipefail"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Interruption:
    """How a run is broken off: in which step, as soon as what holds, by which signal.

    SIGKILL strikes every process, as a machine that dies; any other one the step's own process, as
    a runner does whose run is cancelled.
    """

    step: str
    when: Callable[[], bool]
    by: signal.Signals = signal.SIGKILL


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a script ended."""

    code: int
    log: str
    outputs: Mapping[str, str] = field(default_factory=dict[str, str])
    was_cut: bool = False


class Machine:
    """A fresh machine for one job of one run."""

    def __init__(self, site: Site, event: Event, *, run: str, job: str) -> None:
        self.site, self.event, self.run_name = site, event, run
        self._folder = site.home / "machines" / f"{run}-{job}"
        self.home, self.temp = self._folder / "home", self._folder / "temp"
        self.workspace = self._folder / "work"
        for folder in (self.home, self.temp, self.workspace):
            folder.mkdir(parents=True)
        seed_program(self.temp, site.program)
        provide_gh(self._folder / "tools", site)
        self._paths = [str(self._folder / "tools")]
        self._n_steps = 0

    def environment(self) -> dict[str, str]:
        """Give the variables that every step sees."""
        number, _, attempt = self.run_name.partition("-")
        event = written(self.event, self._folder / "event.json")
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        path = os.pathsep.join([*reversed(self._paths), kept["PATH"]])
        return {
            **kept, **self.site.machine,
            "PATH": path, "HOME": str(self.home), "LANG": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1",
            "CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_EVENT_NAME": self.event.name, "GITHUB_EVENT_PATH": str(event),
            "GITHUB_REF": self.event.ref, "GITHUB_REF_NAME": self.event.branch,
            "GITHUB_SHA": self.event.sha, "GITHUB_WORKSPACE": str(self.workspace),
            "GITHUB_RUN_ID": number, "GITHUB_RUN_ATTEMPT": attempt, "RUNNER_TEMP": str(self.temp),
        }  # fmt: skip

    def run(
        self, script: str, env: Mapping[str, str], *, shell: str, cut: Interruption | None = None
    ) -> Ended:
        """Run a script in the workspace to its end, or until it is broken off."""
        self._n_steps += 1
        files = {
            name: self._folder / f"step-{self._n_steps}.{name.lower()}"
            for name in ("OUTPUT", "PATH", "STEP_SUMMARY", "ENV", "LOG", "SCRIPT")
        }
        for file in files.values():
            file.touch()
        files["SCRIPT"].write_text(script, encoding="utf-8")
        told = {
            f"GITHUB_{name}": str(files[name]) for name in files if name not in {"LOG", "SCRIPT"}
        }
        words = [*_SHELLS[shell], str(files["SCRIPT"])]
        with files["LOG"].open("wb") as log:
            process = subprocess.Popen(
                words, cwd=self.workspace, env={**self.environment(), **env, **told},
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
            was_cut = _wait(process, cut)
        assert not files["ENV"].read_text("utf-8"), "GITHUB_ENV reaches later steps unseen"
        self._paths += files["PATH"].read_text("utf-8").split()
        return Ended(
            code=process.returncode,
            log=files["LOG"].read_text("utf-8", "replace"),
            outputs=_outputs(files["OUTPUT"].read_text("utf-8")),
            was_cut=was_cut,
        )

    def summaries(self) -> str:
        """Give what steps wrote for the page of the run."""
        return "".join(
            path.read_text("utf-8") for path in sorted(self._folder.glob("*.step_summary"))
        )


def _wait(process: subprocess.Popen[bytes], cut: Interruption | None) -> bool:
    """Wait for the end; say whether it was broken off."""
    last = time.monotonic() + PATIENCE  # noqa: TID251 - a real process, in real time
    while process.poll() is None:
        assert time.monotonic() < last, "a step hangs"  # noqa: TID251 - as above
        if cut is not None and cut.when():
            if cut.by is signal.SIGKILL:
                os.killpg(process.pid, cut.by)
            else:
                process.send_signal(cut.by)
            process.wait(PATIENCE)
            return True
        time.sleep(_LOOK)
    return False


def _outputs(text: str) -> dict[str, str]:
    """Read what a step gives to later ones: `name=value`, or lines up to a delimiter."""
    found: dict[str, str] = {}
    lines = iter(text.splitlines())
    for line in lines:
        name, is_long, delimiter = line.partition("<<")
        if is_long:
            found[name] = "\n".join(iter(lambda: next(lines), delimiter))
        else:
            name, _, found[name] = line.partition("=")
    return found
