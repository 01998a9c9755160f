"""What a build may rely on in what the project's files ask for while it runs."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from assetforge.app.definitions import FileDefinitions
from assetforge.app.offers import market
from assetforge.app.planning import plan_project
from assetforge.app.project import project_at
from tests.fakes.ports import EditedDefinitions
from tests.fakes.virtual_time import run
from tests.unit.app.projects import LAMP, StillClock, wishes, write

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from assetforge.execution import ports


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The port over a project with `lamp` and `icon`, and a hand that edits it."""

    definitions: ports.Definitions
    wait: Callable[[Coroutine[object, object, object]], object]
    edit: Callable[[], object]  # so that `icon` asks for something else
    undo: Callable[[], object]


@pytest.fixture(params=["fake", "real"])
def desk(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    if request.param == "fake":
        return fake_desk()
    monkeypatch.setenv("ASSETFORGE_STORE_DIR", str(tmp_path / "store"))
    return real_desk(tmp_path / "project")


def fake_desk() -> Desk:
    definitions = EditedDefinitions()
    return Desk(
        definitions=definitions, wait=run, undo=definitions.objections.clear,
        edit=lambda: definitions.objections.update(icon="it was edited"),
    )  # fmt: skip


def real_desk(folder: Path) -> Desk:
    project = project_at(str(folder / "assets.toml"), is_draft=False)
    write(project, LAMP)
    return Desk(
        definitions=FileDefinitions(plan_project(project, wishes()), market(), StillClock()),
        wait=asyncio.run, undo=lambda: write(project, LAMP),
        edit=lambda: write(project, LAMP.replace("width = 16", "width = 17")),
    )  # fmt: skip


class TestDefinitions:
    def test_nothing_speaks_against_what_nobody_edited(self, desk: Desk) -> None:
        assert desk.wait(desk.definitions.objection("icon")) == ""

    def test_what_is_edited_is_objected_to_in_words_and_nothing_else_is(self, desk: Desk) -> None:
        desk.edit()

        assert desk.wait(desk.definitions.objection("icon"))
        assert desk.wait(desk.definitions.objection("lamp")) == ""

    def test_an_objection_ends_with_what_it_was_for(self, desk: Desk) -> None:
        desk.edit()
        objection = desk.wait(desk.definitions.objection("icon"))

        desk.undo()

        assert objection
        assert desk.wait(desk.definitions.objection("icon")) == ""

    def test_nothing_speaks_against_an_address_that_is_not_known(self, desk: Desk) -> None:
        desk.edit()

        assert desk.wait(desk.definitions.objection("nobody")) == ""
