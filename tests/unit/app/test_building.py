"""Building: plans, asks, carries out, notes; and writes nothing where it may not."""

from __future__ import annotations

import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.ledger_questions import list_attempts
from assetforge.adapters.ledger_reading import read_ledger
from assetforge.adapters.rescue import save_rescue
from assetforge.adapters.run_lock import RunLock
from assetforge.app import building
from assetforge.app.building import build_project
from assetforge.app.consent import Consent
from assetforge.app.memo import count_if_unchanged
from assetforge.app.money_places import money_places
from assetforge.app.planning import plan_project
from assetforge.app.project import project_at
from assetforge.app.reading import read_lock
from assetforge.core.errors import (
    BusyError,
    CredentialsError,
    RefusedError,
    StaleError,
    StorageError,
)
from assetforge.core.exits import Exit
from assetforge.execution.attempt import AttemptState, Change
from assetforge.execution.events import BuildStarted, StepEnded
from tests.unit.adapters.ledger_samples import attempt_of
from tests.unit.app.ledgers import state_folder, write_attempts
from tests.unit.app.projects import (
    CHEAP,
    LAMP,
    PAID,
    Listener,
    bought,
    built,
    endings,
    options,
    paint,
    wishes,
    write,
)

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from assetforge.execution.attempt import Attempt
    from tests.sandbox_server import SandboxServer


def test_a_build_makes_everything_and_tells_its_audience(project: Project) -> None:
    listener = Listener()

    made = build_project(project, options(), listener.audience)

    assert endings(made) == {"lamp": "made", "icon": "derived"}
    assert [len(found.plan.steps) for found in listener.plans] == [2]
    assert isinstance(listener.events[0], BuildStarted)
    assert sum(isinstance(event, StepEnded) for event in listener.events) == 2
    assert Path(project.lock).exists()
    assert (Path(project.root) / ".assetforge" / ".gitignore").read_text("utf-8") == "*\n"


def test_a_lock_of_a_newer_revision_is_not_written_over_and_nothing_is_made(
    project: Project,
) -> None:
    built(project)
    lock = Path(project.lock)
    newer = lock.read_text("utf-8").replace("revision = 0", 'revision = 9\nmood = "blue"', 1)
    lock.write_text(newer, encoding="utf-8")
    idle = endings(built(project))
    write(project, LAMP.replace("brass", "copper"))

    with pytest.raises(StaleError, match="newer"):
        built(project)

    assert set(idle.values()) == {"kept"}
    assert lock.read_text("utf-8") == newer


def test_two_manifests_in_one_folder_do_not_touch_each_other(project: Project) -> None:
    other = project_at(str(Path(project.root, "other.toml")), is_draft=False)
    write(other, LAMP.replace("image.lamp", "image.vase").replace('"lamp"', '"vase"'), "other.toml")
    write(project, LAMP.replace("derive.icon", "derive.small"))
    built(other)

    made = built(project, prunes=True)

    assert endings(made) == {"lamp": "made", "small": "derived"}
    assert set(read_lock(project).entries) == {"lamp", "small"}
    assert set(read_lock(other).entries) == {"vase", "icon"}
    assert all(Path(project.root, "assets", f"{name}.png").exists() for name in ("vase", "icon"))
    assert (count_if_unchanged(project), count_if_unchanged(other)) == (2, 2)


@pytest.mark.parametrize(
    ("path", "is_draft"),
    [
        (".assetforge", False),
        (".assetforge", True),
        (".assetforge/draft", True),
        (".assetforge/draft/store", True),
    ],
)
def test_a_link_of_a_checkout_leads_no_build_astray(
    path: str, project: Project, tmp_path: Path, *, is_draft: bool
) -> None:
    scope = project_at(str(Path(project.root, project.manifest)), is_draft=is_draft)
    link, theirs = Path(project.root, path), tmp_path / "theirs"
    theirs.mkdir()
    (theirs / ".gitignore").write_bytes(b"mine\n")
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(theirs)

    with pytest.raises(StorageError, match=f"`{path}` is a link"):
        built(scope)

    assert [each.read_bytes() for each in theirs.iterdir()] == [b"mine\n"]


def test_what_a_person_wrote_for_git_is_kept(project: Project) -> None:
    write(project, "!notes.txt\n", ".assetforge/.gitignore")

    built(project)

    assert Path(project.root, ".assetforge/.gitignore").read_text("utf-8") == "!notes.txt\n"
    assert count_if_unchanged(project) == 2


def test_a_build_may_be_limited_to_targets(project: Project) -> None:
    assert endings(built(project, "lamp")) == {"lamp": "made"}


def test_a_locked_build_with_changes_is_refused_and_makes_nothing(project: Project) -> None:
    with pytest.raises(StaleError, match="needs to be updated for lamp and 1 more"):
        build_project(project, replace(options(), is_locked=True), Listener().audience)

    assert not Path(project.lock).exists()
    assert not (Path(project.root) / "assets").exists()


def _disagree(*_: object) -> bool:
    return False


def test_nobody_agreed_so_nothing_is_carried_out(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Put in by hand: what this version can really make is free, so that nobody is asked for it.
    monkeypatch.setattr(building, "seek_consent", _disagree)

    made = built(project)

    assert made.execution is None
    assert not Path(project.lock).exists()


def test_the_budget_of_the_manifest_is_a_limit_too(project: Project) -> None:
    write(project, f"{PAID}\n[budget]\nmax_credits = 10\n")
    willing = Consent(limit=Decimal(1000))

    with pytest.raises(RefusedError, match="`max_credits` is 10"):
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


def test_what_is_only_to_be_fetched_again_needs_a_key_and_no_credits(
    project: Project, served: SandboxServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = len(served.orders())
    write(project, CHEAP)
    bought(project, "hero")
    shutil.rmtree(tmp_path / "store")
    shutil.rmtree(Path(project.root, "assets"))
    monkeypatch.delenv("LETZAI_API_KEY")

    with pytest.raises(CredentialsError, match="LETZAI_API_KEY is not set"):
        built(project, "hero")
    monkeypatch.setenv("LETZAI_API_KEY", served.keys["letzai"])
    again = built(project, "hero")

    assert endings(again) == {"hero": "restored"}
    assert len(served.orders()) - before == 1


def test_what_is_derived_from_an_edited_file_gets_the_bytes_that_were_paid_for(
    project: Project, served: SandboxServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = len(served.orders())
    write(project, CHEAP)
    bought(project, "hero")
    shutil.rmtree(tmp_path / "store")
    edited = read_lock(project).entries["hero"].output
    paint(project, edited)
    by_hand = Path(project.root, edited).read_bytes()
    write(project, f'{CHEAP}\n[derive.small]\nfrom = "hero"\nwidth = 16\n')
    monkeypatch.delenv("LETZAI_API_KEY")

    with pytest.raises(CredentialsError, match="`hero` are gone here"):
        built(project, "small")
    monkeypatch.setenv("LETZAI_API_KEY", served.keys["letzai"])
    again = built(project, "small")

    assert endings(again) == {"hero": "kept", "small": "derived"}
    assert Path(project.root, edited).read_bytes() == by_hand
    assert len(served.orders()) - before == 1


def test_what_a_sandbox_made_is_bought_once_it_is_the_service_itself(
    project: Project, served: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, CHEAP)
    bought(project)
    at_sandbox = count_if_unchanged(project)
    monkeypatch.delenv("LETZAI_BASE_URL")

    itself = plan_project(project, wishes())

    assert served.orders()
    assert (at_sandbox, count_if_unchanged(project)) == (2, None)
    assert [(step.action, step.reasons[0].why) for step in itself.plan.steps] == [
        ("make", "from-sandbox"), ("make", "from-sandbox"),
    ]  # fmt: skip
    assert [str(step.cost) for step in itself.plan.steps].count("free") == 0


def test_what_an_earlier_run_could_not_write_is_taken_in_before_anything_is_planned(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state_folder(tmp_path, monkeypatch)
    known, unknown = attempt_of("a"), attempt_of("b")
    write_attempts(known)
    for attempt in (known, unknown):
        rescue(project, attempt)
    listener = Listener()

    build_project(project, options(), listener.audience)

    (taken_in,) = read_ledger(money_places().ledger, list_attempts)
    assert (taken_in.state, taken_in.job) == (AttemptState.SUBMITTED, "7f")
    (left,) = Path(project.state).glob("rescue-*")
    assert unknown.intent in left.name
    assert [text for text in listener.told if str(left) in text and "does not fit" in text]


def rescue(project: Project, attempt: Attempt) -> None:
    """Leave what a run leaves whose ledger refused that an order was accepted."""
    Path(project.state).mkdir(exist_ok=True)
    change = Change(state=AttemptState.SUBMITTED, job="7f", route=attempt.route)
    save_rescue((Path(project.state),), attempt, change)
