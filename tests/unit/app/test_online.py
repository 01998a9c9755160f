"""Trained models and tags, against the sandbox."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.app.asking import open_inquiry
from assetforge.app.checking import check_project
from assetforge.app.memo import read_memo
from assetforge.app.online import (
    list_trained,
    look_up_manifest,
    look_up_tags,
    roll_for_build,
    tag_diagnostics,
    tags_of,
)
from assetforge.app.planning import plan_project
from assetforge.app.reading import read_project
from assetforge.core.errors import UnavailableError
from assetforge.execution.roll import NOBODY_ASKED, Roll
from tests.unit.app.projects import CHEAP, bought, wishes, write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from tests.sandbox_server import SandboxServer

TAGGED = CHEAP.replace("A bottle", "@john_doe with @jon_doe and @half_trained, a bottle")
JOHN = CHEAP.replace("A bottle", "@john_doe with a bottle")


def roll(project: Project, told: list[str]) -> Roll:
    async def calling() -> Roll:
        plan = plan_project(project, wishes()).plan
        async with open_inquiry(project.state) as inquiry:
            return await roll_for_build(plan, inquiry, told.append)

    return asyncio.run(calling())


def test_every_trained_model_is_listed(served: SandboxServer) -> None:
    assert served.origin

    models = {model.name: model.is_available for model in list_trained(None)}

    assert models == {
        "john_doe": True, "glass_bottle": True, "ink_style": True, "half_trained": False,
    }  # fmt: skip


def test_each_tag_of_a_plan_is_looked_up(served: SandboxServer, project: Project) -> None:
    write(project, TAGGED)

    uses = look_up_tags(plan_project(project, wishes()))

    assert served.origin
    assert [(use.tag, use.now is not None) for use in uses] == [
        ("john_doe", True), ("jon_doe", False), ("half_trained", False),
    ]  # fmt: skip
    assert uses[1].flaw == "`@jon_doe` names no trained model of LetzAI; did you mean `john_doe`?"
    assert "is training, not available" in uses[2].flaw


def test_a_manifest_is_looked_up_without_a_plan(served: SandboxServer, project: Project) -> None:
    write(project, TAGGED)
    reading = read_project(project, read_memo(project))

    uses = look_up_manifest(project.state, reading)
    problems = tag_diagnostics((*uses, *uses), reading, "error")

    assert served.origin
    assert [problem.detail for problem in problems] == [use.flaw for use in uses if use.flaw]
    assert {(problem.severity, problem.place.line) for problem in problems} == {("error", 10)}


def test_a_project_without_tags_asks_nobody(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LETZAI_API_KEY", raising=False)
    write(project, CHEAP)

    assert look_up_tags(plan_project(project, wishes())) == ()
    assert look_up_manifest(project.state, check_project(project)) == ()


def test_only_what_is_about_to_be_ordered_is_looked_up(
    served: SandboxServer, project: Project
) -> None:
    write(project, JOHN)
    told: list[str] = []
    assert roll(project, told).present.keys() == {("letzai", "john_doe")}
    bought(project, "hero")

    assert roll(project, told) == NOBODY_ASKED
    assert (told, served.origin != "") == ([], True)


def test_a_service_that_cannot_tell_is_a_warning_and_no_obstacle(
    served: SandboxServer, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert served.origin
    write(project, JOHN)
    monkeypatch.setenv("LETZAI_BASE_URL", "http://127.0.0.1:9")
    monkeypatch.setattr("assetforge.app.asking.PATIENCE", 0.1)
    told: list[str] = []

    assert roll(project, told) == NOBODY_ASKED

    assert told[0].startswith("warning: @john_doe could not be looked up, and is ordered as it")
    with pytest.raises(UnavailableError):
        look_up_tags(plan_project(project, wishes()))


def test_the_version_is_noted_in_lock_and_store_and_a_newer_one_is_told(
    served: SandboxServer, project: Project
) -> None:
    assert served.origin
    write(project, JOHN)
    bought(project, "hero")
    assert not any(use.is_outdated for use in look_up_tags(plan_project(project, wishes("hero"))))
    lock = Path(project.lock)
    assert "revision = 1" in lock.read_text("utf-8")
    (step,) = plan_project(project, wishes("hero")).plan.steps
    assert step.made is not None
    assert [model.name for model in step.made.trained] == ["john_doe"]

    older = lock.read_text("utf-8").replace("2026-01-01T00", "2025-01-01T00")
    lock.write_text(older, encoding="utf-8")
    store = next(Path(project.store).rglob("records/*/*.json"))
    store.chmod(0o644)
    store.unlink()
    found = plan_project(project, wishes("hero"))

    assert [use.is_outdated for use in look_up_tags(found)] == [True]
    assert found.plan.steps[0].action == "keep"


def test_tags_are_listed_once(project: Project) -> None:
    write(project, TAGGED.replace("At night", "@john_doe at night"))

    steps = plan_project(project, wishes()).plan.steps

    assert tags_of(steps) == tuple(
        ("letzai", name) for name in ("john_doe", "jon_doe", "half_trained")
    )
