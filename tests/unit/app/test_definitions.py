from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from assetforge.app.building import build_project
from assetforge.app.definitions import FileDefinitions
from assetforge.app.offers import market
from assetforge.app.planning import plan_project
from assetforge.app.reading import read_lock
from assetforge.core.exits import Exit
from assetforge.execution.events import StepStarted
from tests.unit.app.projects import (
    LAMP,
    Listener,
    StillClock,
    built,
    endings,
    options,
    paint,
    wishes,
    write,
)

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from assetforge.execution.events import Event

MANIFEST: Final = f"""{LAMP}
[image.vase]
prompt_file = "prompts/vase.txt"
size = "64x48"
"""
NOT_NAMED: Final = "the manifest does not name it any more"
OTHER: Final = "the manifest asks for something else by now"
UNREADABLE: Final = "the manifest was edited meanwhile and cannot be understood now"
ALL: Final = ("lamp", "icon", "vase")


@pytest.fixture
def planned(project: Project) -> Project:
    write(project, "A blue vase", "prompts/vase.txt")
    write(project, MANIFEST)
    return project


def definitions(project: Project) -> FileDefinitions:
    return FileDefinitions(plan_project(project, wishes()), market(), StillClock())


def objections(files: FileDefinitions) -> dict[str, str]:
    async def ask() -> dict[str, str]:
        return {address: await files.objection(address) for address in ALL}

    return {address: said for address, said in asyncio.run(ask()).items() if said}


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("assets.toml", MANIFEST, {}),
        ("assets.toml", f"# a word\n{MANIFEST}", {}),
        ("assets.toml", MANIFEST.replace("brass", "silver"), {"lamp": OTHER, "icon": OTHER}),
        ("assets.toml", MANIFEST.replace("width = 16", "width = 17"), {"icon": OTHER}),
        ("assets.toml", LAMP, {"vase": NOT_NAMED}),
        ("assets.toml", "version = ", dict.fromkeys(ALL, UNREADABLE)),
        ("prompts/vase.txt", "A red vase", {"vase": OTHER}),
    ],
)
def test_an_edit_speaks_against_what_it_changes_alone(
    planned: Project, name: str, text: str, expected: dict[str, str]
) -> None:
    files = definitions(planned)
    before = objections(files)

    write(planned, text, name)

    assert before == {}
    assert objections(files) == expected


def test_an_edit_before_the_first_look_is_seen(planned: Project) -> None:
    files = definitions(planned)

    write(planned, MANIFEST.replace("brass", "silver"))

    assert objections(files).keys() == {"lamp", "icon"}


def test_what_is_put_back_is_wanted_again(planned: Project) -> None:
    files = definitions(planned)
    write(planned, "version = ")
    edited = objections(files)

    write(planned, MANIFEST)

    assert edited.keys() == set(ALL)
    assert objections(files) == {}


def test_a_manifest_that_is_gone_speaks_against_everything(planned: Project) -> None:
    files = definitions(planned)

    Path(planned.root, planned.manifest).unlink()

    assert objections(files) == dict.fromkeys(ALL, UNREADABLE)


def test_bytes_that_are_the_same_are_not_read_as_a_project_again(
    planned: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = definitions(planned)
    monkeypatch.setattr("assetforge.app.definitions.read_project", None)

    os.utime(Path(planned.root, planned.manifest), (1, 1))

    assert objections(files) == {}


def test_an_unchanged_source_is_no_reason(planned: Project) -> None:
    paint(planned, "logo.png")
    text = f'{MANIFEST}\n[source.logo]\npath = "logo.png"\n\n[derive.small]\nfrom = "logo"\n'
    write(planned, f"{text}width = 8\n")
    files = definitions(planned)

    write(planned, f"{text}width = 8\n# a word\n")

    assert objections(files) == {}
    assert asyncio.run(files.objection("small")) == ""


class Editor(Listener):
    """Edits the manifest once a step has started."""

    def __init__(self, project: Project, started: str, text: str) -> None:
        super().__init__()
        self.project, self.started, self.text = project, started, text

    def notice(self, event: Event) -> None:
        """Be told."""
        super().notice(event)
        if isinstance(event, StepStarted) and event.step.address == self.started:
            write(self.project, self.text)


def test_a_build_whose_manifest_is_edited_places_what_did_not_change(planned: Project) -> None:
    silver = MANIFEST.replace("brass", "silver")
    editor = Editor(planned, "vase", silver)
    built(planned, "vase")
    Path(planned.root, "assets/vase.png").unlink()

    made = build_project(planned, options(), editor.audience)

    assert made.execution is not None
    assert made.execution.exit is Exit.STALE
    assert endings(made) == {"lamp": "failed", "icon": "skipped", "vase": "restored"}
    assert [path.name for path in Path(planned.root, "assets").iterdir()] == ["vase.png"]
    assert read_lock(planned).entries.keys() == {"vase"}
    assert [fault.what.split(";")[0] for fault in made.execution.faults] == [
        "`assets.toml` changed while this was built"
    ]


def test_the_build_after_an_edit_makes_what_stands_there_then(planned: Project) -> None:
    silver = MANIFEST.replace("brass", "silver")
    build_project(planned, options(), Editor(planned, "lamp", silver).audience)

    again = built(planned)

    assert again.execution is not None
    assert again.execution.exit is Exit.DONE
    assert read_lock(planned).entries["lamp"].made.request["prompt"] == "A silver lamp"
