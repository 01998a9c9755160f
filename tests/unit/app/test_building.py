"""Building: plans, asks, carries out, notes; and writes nothing where it may not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.run_lock import RunLock
from assetforge.app.building import build_project
from assetforge.app.consent import Consent
from assetforge.core.errors import BusyError, RefusedError, StaleError
from assetforge.core.exits import Exit
from assetforge.execution.events import BuildStarted, StepEnded
from tests.unit.app.projects import LAMP, PAID, Listener, built, endings, options, write

if TYPE_CHECKING:
    from assetforge.app.project import Project


def test_a_build_makes_everything_and_tells_its_audience(project: Project) -> None:
    listener = Listener()

    made = build_project(project, options(), listener.audience)

    assert endings(made) == {"lamp": "made", "icon": "derived"}
    assert [len(found.plan.steps) for found in listener.plans] == [2]
    assert isinstance(listener.events[0], BuildStarted)
    assert sum(isinstance(event, StepEnded) for event in listener.events) == 2
    assert Path(project.lock).exists()
    assert (Path(project.root) / ".assetforge" / ".gitignore").read_text("utf-8") == "*\n"


def test_a_build_may_be_limited_to_targets(project: Project) -> None:
    assert endings(built(project, "lamp")) == {"lamp": "made"}


def test_a_locked_build_with_changes_is_refused_and_makes_nothing(project: Project) -> None:
    with pytest.raises(StaleError, match="needs to be updated for lamp and 1 more"):
        build_project(project, replace(options(), is_locked=True), Listener().audience)

    assert not Path(project.lock).exists()
    assert not (Path(project.root) / "assets").exists()


def test_nobody_agreed_so_nothing_is_carried_out(project: Project) -> None:
    write(project, PAID)
    unwilling = Consent(ask=lambda _question: False)

    made = build_project(project, replace(options(), consent=unwilling), Listener().audience)

    assert made.execution is None
    assert not Path(project.lock).exists()


def test_the_budget_of_the_manifest_is_a_limit_too(project: Project) -> None:
    write(project, f"{PAID}\n[budget]\nmax_credits = 10\n")
    willing = Consent(limit=Decimal(1000))

    with pytest.raises(RefusedError, match="above the limit of 10"):
        build_project(project, replace(options(), consent=willing), Listener().audience)


def test_who_may_not_wait_for_another_build_is_told_so(project: Project) -> None:
    with (
        RunLock(Path(project.run_lock), command="another", timeout=0),
        pytest.raises(BusyError, match="another"),
    ):
        build_project(project, replace(options(), lock_timeout=0), Listener().audience)


def test_what_a_killed_build_left_half_written_goes(project: Project) -> None:
    built(project)
    write(project, "half", "assets/.assetforge-output-0123456789abcdef")
    write(project, "half", ".assetforge/.assetforge-memo.json-0123456789abcdef")
    write(project, LAMP.replace("brass", "copper"))

    built(project)

    assert list(Path(project.root).rglob(".assetforge-*")) == []


def test_a_memo_that_cannot_be_written_hides_no_result(project: Project) -> None:
    write(project, "", ".assetforge/memo.json/in-the-way")
    listener = Listener()

    made = build_project(project, options(), listener.audience)

    assert made.execution is not None
    assert made.execution.exit == Exit.DONE
    assert listener.told[0].startswith("nothing was noted for the next build: cannot write")
