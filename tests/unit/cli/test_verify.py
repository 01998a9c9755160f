"""`verify`: what is wrong, and by its code whether it heals for free."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from assetforge.adapters.store_layout import Layout
from assetforge.core.exits import Exit
from tests.unit.app.projects import paint

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from tests.unit.cli.ran import Run


def test_what_is_whole_is_said_to_be_so(run: Run) -> None:
    run("build", "-q")

    verified = run("verify")

    assert (verified.code, verified.out) == (
        Exit.DONE, "2 locked assets are whole, store and output.\n",
    )  # fmt: skip


def test_an_output_edited_by_hand_is_no_damage(run: Run, project: Project) -> None:
    run("build", "-q")
    paint(project, "assets/lamp.png")

    assert run("verify").code == Exit.DONE


def test_local_work_that_is_lost_heals_free(run: Run, project: Project) -> None:
    run("build", "-q")
    Path(project.root, "assets/lamp.png").unlink()
    shutil.rmtree(Layout(Path(project.store)).blobs)

    verified = run("verify", "--json")

    assert verified.code == Exit.FAILED
    assert json.loads(verified.out)["assets"]["lamp"]["heals_free"] is True


def test_paid_work_that_is_lost_is_damage(run: Run, project: Project) -> None:
    run("build", "-q")
    lock = Path(project.lock)
    lock.write_text(lock.read_text("utf-8").replace('"studio"', '"letzai"'), encoding="utf-8")
    Path(project.root, "assets/lamp.png").unlink()
    shutil.rmtree(Layout(Path(project.store)).blobs)

    assert run("verify").code == Exit.DAMAGED
