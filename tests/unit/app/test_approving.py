"""The committed plan: manifest, sources and lock alone decide, on whatever machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assetforge.app.approving import committed_plan
from assetforge.app.memo import read_memo
from assetforge.app.planning import plan_project
from assetforge.app.reading import read_lock, read_project
from assetforge.app.surroundings import CONFIG_VARIABLE
from assetforge.lock.model import Lock
from tests.unit.app.projects import LAMP, PAID, built, wishes, write

if TYPE_CHECKING:
    import pytest

    from assetforge.app.approving import Committed
    from assetforge.app.project import Project


def committed(project: Project) -> Committed:
    return committed_plan(read_project(project, read_memo(project)), read_lock(project))


def test_it_costs_what_the_catalogue_says(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, PAID)
    before = committed(project)
    config = tmp_path / "config.toml"
    config.write_text("[letzai.prices.image.flux2]\neach = 1\n", encoding="utf-8")
    monkeypatch.setenv(CONFIG_VARIABLE, str(config))

    after = committed(project)

    assert str(after.plan.costs_in_all()["letzai"]) == "60"
    assert after.digest == before.digest


def test_a_store_that_has_what_the_lock_does_not_name_changes_nothing(project: Project) -> None:
    before = committed(project)
    built(project)
    Path(project.lock).unlink()

    after = committed(project)

    assert [step.action for step in after.plan.steps] == ["make", "derive"]
    assert after.digest == before.digest


def test_what_the_lock_names_is_there_even_where_files_and_store_are_gone(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(project)
    Path(project.outputs, "assets", "lamp.png").unlink()
    monkeypatch.setenv("ASSETFORGE_STORE_DIR", str(tmp_path / "another"))

    assert not committed(project).plan.has_changes


def test_films_are_the_same_where_no_real_ones_can_be_written(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = '\n[video.film]\nfrom = "lamp"\nprompt = "Slowly"\nsize = "32x32"\nduration = 1\n'
    write(project, LAMP + film)
    monkeypatch.setattr("assetforge.app.offers.film_type", lambda: "image/webp")

    steps = {step.address: step for step in committed(project).plan.steps}

    assert steps["film"].ask.request["media_type"] == "video/mp4"


def test_what_the_lock_says_of_a_paid_step_is_part_of_it(project: Project) -> None:
    built(project)
    write(project, PAID.replace('model = "flux2"', 'model = "flux2"\nrevision = 2'))
    found = plan_project(project, wishes())
    ours = found.lock.entries["lamp"]

    named = Lock(entries={**found.lock.entries, "hero": ours})

    assert committed_plan(found.reading, named).digest != committed(project).digest
