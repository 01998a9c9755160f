from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.app.edited import edited_meanwhile
from assetforge.app.planning import plan_project
from assetforge.app.project import project_at
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from tests.command_line import world_with
from tests.faults.projects import FILM

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_manifest_that_says_another_thing_after_the_plan_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = world_with(tmp_path, {"assets.toml": FILM})
    monkeypatch.setenv("ASSETFORGE_STORE_DIR", str(world.store))
    manifest = world.project / "assets.toml"
    found = plan_project(project_at(str(manifest), is_draft=False), Wishes(selection=Selection()))

    before = list(edited_meanwhile(found))
    manifest.write_text(FILM.replace("brass", "silver"), encoding="utf-8")
    (after,) = edited_meanwhile(found)
    manifest.unlink()
    (gone,) = edited_meanwhile(found)

    assert before == []
    assert after.what.startswith("`assets.toml` changed while this was built")
    assert gone.what == after.what
