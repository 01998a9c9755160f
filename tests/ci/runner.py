"""A small runner of workflows: jobs in the order of their needs, steps in order.

workflow ─▶ job ─▶ a fresh Machine ─▶ step ─┬ run:     bash, for real
                                            ├ uses: $/ our own action, its steps for real
                                            └ uses:    a stand-in

Nothing of it decides anything: conditions, variables and outputs are those of the files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.ci.expressions import STATUS, fill, holds
from tests.ci.machine import Ended, Machine
from tests.ci.site import ACTION, WORKFLOWS
from tests.ci.stand_ins import STAND_INS
from tests.ci.workflow import read_action, read_workflow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.ci.machine import Interruption
    from tests.ci.site import Event, Site
    from tests.ci.workflow import Job, Step

OWN: Final = "$/.github/actions/assetforge"
_PINNED: Final = re.compile(r"([\w/-]+)@[0-9a-f]{40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class JobEnded:
    """How a job ended."""

    result: str  # success, failure, cancelled or skipped
    outputs: Mapping[str, str]
    steps: Mapping[str, Ended]  # by name; those that were skipped are missing
    summary: str = ""

    @property
    def log(self) -> str:
        """All that its steps printed."""
        return "\n".join(f"== {name}\n{ended.log}" for name, ended in self.steps.items())


def run_workflow(
    site: Site, name: str, event: Event, *, run: str, cut: Interruption | None = None
) -> Mapping[str, JobEnded]:
    """Run a workflow of ours for an event; `run` is its number and attempt, such as `1-1`."""
    workflow = read_workflow(WORKFLOWS / f"{name}.yml")
    assert event.name in workflow.events, f"{name} does not run on {event.name}"
    ended: dict[str, JobEnded] = {}
    for job in workflow.jobs:
        needs = {need: _need(ended[need]) for need in job.needs}
        is_served = all(ended[need].result == "success" for need in job.needs)
        context = {**_context(site, event, run), "needs": needs}
        if is_served and holds(job.condition, context):
            machine = Machine(site, event, run=run, job=job.name)
            ended[job.name] = _JobRun(machine, job, context, cut).go()
        else:
            ended[job.name] = JobEnded(result="skipped", outputs={}, steps={})
    return ended


def _need(ended: JobEnded) -> Mapping[str, object]:
    return {"result": ended.result, "outputs": ended.outputs}


def _context(site: Site, event: Event, run: str) -> dict[str, object]:
    number, _, attempt = run.partition("-")
    github = {
        "event": event.payload, "event_name": event.name, "ref": event.ref, "sha": event.sha,
        "ref_name": event.branch, "run_id": number, "run_attempt": attempt, "token": site.token,
    }  # fmt: skip
    return {"github": github, "vars": site.variables, STATUS: "success"}


class _JobRun:
    def __init__(
        self, machine: Machine, job: Job, context: Mapping[str, object], cut: Interruption | None
    ) -> None:
        self._machine, self._job, self._cut = machine, job, cut
        self._status = "success"
        self._outputs: dict[str, object] = {}
        # Secrets of an environment reach only jobs that name it, and no fork's run.
        has_secrets = bool(job.environment) and not machine.event.is_fork
        self._context = {
            **context,
            "secrets": machine.site.secrets if has_secrets else {},
            "runner": {"temp": str(machine.temp), "os": "Linux"},
        }

    def go(self) -> JobEnded:
        ended = {step.name: self._step(step) for step in self._job.steps}
        context = self._now()
        return JobEnded(
            result=self._status,
            outputs={name: fill(text, context) for name, text in self._job.outputs.items()},
            steps={name: one for name, one in ended.items() if one is not None},
            summary=self._machine.summaries(),
        )

    def _now(self) -> dict[str, object]:
        return {**self._context, "steps": self._outputs, STATUS: self._status}

    def _step(self, step: Step) -> Ended | None:
        context = self._now()
        if not holds(step.condition, context):
            return None
        env = {name: fill(text, context) for name, text in {**self._job.env, **step.env}.items()}
        inputs = {name: fill(text, context) for name, text in step.inputs.items()}
        cut = self._cut if self._cut and self._cut.step == step.identity else None
        if step.script:
            assert "${{" not in step.script, "a value would become part of a script"
            ended = self._machine.run(step.script, env, shell=step.shell, cut=cut)
        elif step.uses == OWN:
            ended = self._own_action(inputs, env, cut)
        else:
            ended = self._stand_in(step.uses, inputs)
        self._note(step, ended)
        return ended

    def _own_action(
        self, inputs: Mapping[str, str], env: Mapping[str, str], cut: Interruption | None
    ) -> Ended:
        action = read_action(ACTION / "action.yml")
        assert inputs.keys() <= action.defaults.keys(), "an input that the action does not have"
        (step,) = action.steps
        context = {"inputs": {**action.defaults, **inputs}}
        own = {name: fill(text, context) for name, text in step.env.items()}
        path = {"GITHUB_ACTION_PATH": str(ACTION), "GITHUB_ACTION": "own"}
        ended = self._machine.run(step.script, {**env, **own, **path}, shell=step.shell, cut=cut)
        steps = {step.identity: {"outputs": ended.outputs}}
        outputs = {name: fill(text, {"steps": steps}) for name, text in action.outputs.items()}
        return Ended(code=ended.code, log=ended.log, outputs=outputs, was_cut=ended.was_cut)

    def _stand_in(self, uses: str, inputs: Mapping[str, str]) -> Ended:
        pinned = _PINNED.fullmatch(uses)
        assert pinned, f"{uses} is not pinned by a commit"
        outputs = STAND_INS[pinned[1]](self._machine, inputs) or {}
        return Ended(code=0, log="", outputs=outputs)

    def _note(self, step: Step, ended: Ended) -> None:
        if step.identity:
            outcome = "cancelled" if ended.was_cut else "failure" if ended.code else "success"
            self._outputs[step.identity] = {"outputs": ended.outputs, "outcome": outcome}
        if ended.was_cut:
            self._status = "cancelled"
        elif ended.code and self._status == "success":
            self._status = "failure"
