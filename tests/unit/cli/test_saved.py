"""`show FILE`: a saved plan is always shown, with a word where it no longer fits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from assetforge.core.exits import Exit
from tests.unit.app.projects import LAMP, PAID, write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.app.project import Project
    from assetforge.core.values import Json
    from tests.unit.cli.ran import Run


@pytest.fixture
def saved(run: Run, project: Project) -> None:
    write(project, PAID)
    assert run("plan", "--out", "plan.json").code == Exit.DONE


@pytest.mark.usefixtures("saved")
def test_a_plan_is_shown_with_what_its_digest_approves(run: Run, project: Project) -> None:
    shown = run("show", "plan.json")

    digest = json.loads(Path(project.root, "plan.json").read_text("utf-8"))["plan_digest"]
    assert (shown.code, shown.err) == (Exit.DONE, "")
    assert "hero  image   letzai/flux2  60 credits  never built" in shown.out
    assert shown.out.endswith(
        f"Plan digest: {digest}\n"
        "To approve it (`build --approved`) approves the whole project: letzai 60 at most.\n"
    )


@pytest.mark.usefixtures("saved")
def test_programs_read_the_same(run: Run) -> None:
    document = json.loads(run("show", "plan.json", "--json").out)

    assert document["document"] == "plan"
    assert document["assets"]["hero"]["credits"]["high"] == 60
    assert document["approves"]["letzai"]["high"] == 60
    assert document["stale"] is None


@pytest.mark.usefixtures("saved")
def test_a_stale_plan_is_shown_with_a_warning(run: Run, project: Project) -> None:
    write(project, LAMP)

    shown = run("show", "plan.json")
    document = json.loads(run("show", "plan.json", "--json", "-q").out)

    assert shown.code == Exit.DONE
    assert "hero" in shown.out
    assert "approves the whole project" not in shown.out
    assert shown.out.endswith(
        "What it would approve cannot be told: it is not this project's as it is now.\n"
    )
    assert shown.err.startswith("warning: the plan in `plan.json` no longer fits: assets.toml")
    assert document["stale"].startswith("the plan in `plan.json` no longer fits")
    assert document["approves"] is None
    assert document["approves_uploads"] is None


@pytest.mark.usefixtures("saved")
def test_a_plan_is_shown_where_there_is_no_project(run: Run, project: Project) -> None:
    Path(project.root, "assets.toml").unlink()

    shown = run("show", "plan.json")

    assert shown.code == Exit.DONE
    assert "whether it still fits cannot be told: there is no `assets.toml`" in shown.err


@pytest.mark.usefixtures("saved")
def test_showing_a_plan_writes_nothing(run: Run, project: Project, tmp_path: Path) -> None:
    before = sorted(Path(project.root).rglob("*"))

    run("show", "plan.json")

    assert sorted(Path(project.root).rglob("*")) == before
    assert not (tmp_path / "state").exists()


def test_text_of_a_hostile_plan_stays_on_its_line(run: Run, project: Project) -> None:
    run("plan", "--out", "plan.json")
    place = Path(project.root, "plan.json")
    document = json.loads(place.read_text("utf-8"))
    document["tool"] = "1\n\x1b[31mPaid: nothing\x1b[0m"
    document["steps"][0]["output"] = "x\n\x1b]0;title\x07"
    place.write_text(json.dumps(document), encoding="utf-8")

    shown = run("show", "plan.json", "-v")

    assert "\x1b" not in shown.out + shown.err
    assert "\nPaid: nothing" not in shown.out


HERO = """\
version = 1

[project]
name = "shop"

[image.hero]
prompt = "A bottle on wet marble"
provider = "letzai"
model = "flux2"
"""
NOBODYS = "sha256:" + "0" * 64


def edited(text: str, change: Mapping[str, Json]) -> str:
    """Write other values into a saved plan, each at a path with dots; of steps, into the first."""
    document = cast("dict[str, dict[str, Json]]", json.loads(text))
    for path, value in change.items():
        *parents, last = path.split(".")
        place = cast("dict[str, Json]", document)
        for name in parents:
            found = place[name]
            place = cast("dict[str, Json]", found[0] if isinstance(found, list) else found)
        place[last] = value
    return json.dumps(document)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"steps.credits": {"low": "0", "high": "59.999"}}, Exit.STALE),
        ({"steps.credits": {"low": "0", "high": "0"}}, Exit.STALE),
        ({"steps.action": "keep"}, Exit.STALE),
        ({"steps.action": "blocked"}, Exit.STALE),
        ({"steps.key": NOBODYS}, Exit.STALE),
        ({"steps.model": "seedream-4"}, Exit.STALE),
        ({"steps.provider": "letta"}, Exit.STALE),
        ({"steps.request": {"prompt": "Another"}}, Exit.STALE),
        ({"steps": []}, Exit.STALE),
        ({"basis.files": {}}, Exit.STALE),
        ({"basis.files": {"assets.toml": NOBODYS}}, Exit.STALE),
        ({"basis.entries": {"hero": NOBODYS}}, Exit.STALE),
        ({"basis.manifest": "other.toml"}, Exit.STALE),
        ({"basis.draft": True}, Exit.STALE),
        ({"basis.wishes": {"targets": ["x"], "excludes": [], "replace": []}}, Exit.USAGE),
        ({"project": "0" * 12}, Exit.STALE),
        ({"format_version": "2.0"}, Exit.USAGE),
        ({"plan_digest": NOBODYS}, Exit.CREDENTIALS),  # decides nothing: it would be built
        ({"nonce": "f" * 32}, Exit.CREDENTIALS),  # as any other that was never begun
    ],
    ids=str,
)
def test_a_plan_that_somebody_edited_is_refused_where_it_says_less_than_a_build_would_do(
    change: Mapping[str, Json], code: Exit, run: Run, project: Project
) -> None:
    write(project, HERO)
    run("plan", "--out", "plan.json")
    place = Path(project.root, "plan.json")
    place.write_text(edited(place.read_text("utf-8"), change), encoding="utf-8")

    assert run("build", "plan.json").code == code
