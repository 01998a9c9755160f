"""A workflow as it stands in its file: jobs in the order of their needs, each a list of steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from ruamel.yaml import YAML

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    Words = Mapping[str, str]
    Table = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: either a script or an action."""

    identity: str
    name: str
    condition: str
    uses: str
    script: str
    shell: str
    inputs: Words
    env: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One job of a workflow."""

    name: str
    needs: tuple[str, ...]
    condition: str
    environment: str
    outputs: Words
    steps: tuple[Step, ...]
    env: Words = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class Workflow:
    """A file of a workflow."""

    name: str
    events: Table
    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A composite action."""

    defaults: Words
    outputs: Words  # name → expression
    steps: tuple[Step, ...]


def read_yaml(text: str) -> Iterator[Table]:
    """Read the documents of a YAML file."""
    # The library names no types here.
    found = YAML(typ="safe", pure=True).load_all(text)  # pyright: ignore[reportUnknownMemberType]
    yield from cast("Iterator[Table]", found)


def read_workflow(place: Path) -> Workflow:
    """Read a workflow; its jobs come in an order that serves their needs."""
    (found,) = read_yaml(place.read_text(encoding="utf-8"))
    jobs = [_job(name, _table(job)) for name, job in _table(found["jobs"]).items()]
    events = found["on"]
    assert isinstance(events, dict)
    return Workflow(
        name=str(found["name"]),
        events=cast("Table", events),
        jobs=tuple(sorted(jobs, key=lambda job: len(job.needs))),
    )


def read_action(place: Path) -> Action:
    """Read a composite action."""
    (found,) = read_yaml(place.read_text(encoding="utf-8"))
    inputs = {name: _table(told) for name, told in _table(found["inputs"]).items()}
    outputs = {name: _table(told) for name, told in _table(found["outputs"]).items()}
    return Action(
        defaults={name: str(told.get("default", "")) for name, told in inputs.items()},
        outputs={name: str(told["value"]) for name, told in outputs.items()},
        steps=_steps(_table(found["runs"])["steps"]),
    )


def _job(name: str, job: Table) -> Job:
    needs = job.get("needs", ())
    return Job(
        name=name,
        needs=(needs,) if isinstance(needs, str) else tuple(cast("list[str]", needs)),
        condition=str(job.get("if", "")),
        environment=str(job.get("environment", "")),
        outputs=_words(job.get("outputs")),
        steps=_steps(job["steps"]),
        env=_words(job.get("env")),
    )


def _steps(found: object) -> tuple[Step, ...]:
    steps = cast("list[Table]", found)
    return tuple(
        Step(
            identity=str(step.get("id", "")),
            name=str(step.get("name", step.get("uses", ""))),
            condition=str(step.get("if", "")),
            uses=str(step.get("uses", "")),
            script=str(step.get("run", "")),
            shell=str(step.get("shell", "")),
            inputs=_words(step.get("with")),
            env=_words(step.get("env")),
        )
        for step in steps
    )


def _table(found: object) -> Table:
    assert isinstance(found, dict), found
    return cast("Table", found)


def _words(found: object) -> Words:
    return {name: _word(value) for name, value in _table(found or {}).items()}


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
