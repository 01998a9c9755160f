"""Saved plans: written once, read back, refused once used up or where they no longer fit."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.app.planning import plan_project
from assetforge.app.project import project_at
from assetforge.app.reading import read_lock
from assetforge.app.saving import (
    doubts_about,
    load_plan,
    objections,
    reasons_of_misfit,
    refuse_misfit,
    refuse_used_up,
    save_plan,
    wishes_of,
)
from assetforge.core.errors import DamagedError, StaleError, StorageError, UsageError
from assetforge.execution.attempt import AttemptState
from tests.unit.app.agreements import note_bought, saved_plan
from tests.unit.app.ledgers import state_folder
from tests.unit.app.projects import LAMP, PAID, built, wishes, write

if TYPE_CHECKING:
    from assetforge.app.project import Project


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return state_folder(tmp_path, monkeypatch)


def test_a_saved_plan_is_read_back_with_a_name_of_its_own(project: Project, state: Path) -> None:
    first, second = saved_plan(project, "lamp"), saved_plan(project, "lamp")

    assert [step.address for step in first.plan.plan.steps] == ["lamp"]
    assert first.plan.basis.wishes == wishes("lamp")
    assert first.plan.nonce != second.plan.nonce
    assert first.plan.digest == second.plan.digest
    assert not state.exists()  # who saves a plan writes nothing else


def test_a_plan_that_was_just_saved_fits(project: Project) -> None:
    saved = saved_plan(project)

    assert doubts_about(saved, plan_project(project, wishes())) == ""


def test_nothing_but_a_plan_is_written_over(project: Project) -> None:
    found = plan_project(project, wishes())

    with pytest.raises(UsageError, match="is no saved plan, so it was not written over"):
        save_plan(found, wishes(), str(Path(project.root, "assets.toml")))

    assert Path(project.root, "assets.toml").read_text("utf-8") == LAMP


@pytest.mark.parametrize("text", ["", "{", '{"document": "saved-plan"}', "version = 1"])
def test_what_is_no_plan_is_told_on_one_line(text: str, project: Project) -> None:
    write(project, text, "plan.json")

    with pytest.raises(UsageError, match="is no saved plan that this version can read") as caught:
        load_plan(str(Path(project.root, "plan.json")))

    assert "\n" not in caught.value.what


def test_a_plan_with_a_provider_that_nobody_knows_is_refused(project: Project) -> None:
    saved = saved_plan(project)
    text = Path(saved.path).read_text("utf-8")
    write(project, text.replace('"provider": "studio"', '"provider": "nobody"'), "plan.json")

    with pytest.raises(UsageError, match=r"steps\.0\.provider: it is none that this version knows"):
        load_plan(saved.path)


def test_a_plan_of_a_newer_version_is_refused(project: Project) -> None:
    saved = saved_plan(project)
    document = json.loads(Path(saved.path).read_text("utf-8"))
    write(project, json.dumps(document | {"format_version": "2.0"}), "plan.json")

    with pytest.raises(UsageError, match="a newer assetforge wrote it") as caught:
        load_plan(saved.path)

    assert caught.value.next_step.startswith("Update assetforge")


def test_a_plan_that_could_not_be_read_back_is_not_saved(project: Project) -> None:
    found = plan_project(project, wishes())
    longer = replace(found, plan=replace(found.plan, unasked=("x" * 4_001,)))

    with pytest.raises(UsageError, match=r"cannot be saved: unasked_jobs\.0: it is more than"):
        save_plan(longer, wishes(), str(Path(project.root, "plan.json")))

    assert not Path(project.root, "plan.json").exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (PAID, ()),
        (PAID.replace("flux2", "letzai-engine"), ("the price of `hero` is unknown",)),
        (f"{PAID}\n[budget]\ndeny_above = 59\n", ("`deny_above` is 59",)),
        (f"{PAID}\n[budget]\nmax_credits = 59\n", ("`max_credits` is 59",)),
    ],
)
def test_what_speaks_against_a_plan_is_told_of_it(
    text: str, told: tuple[str, ...], project: Project
) -> None:
    write(project, text)
    found = plan_project(project, wishes())
    saved = saved_plan(project)

    said = objections(found)

    assert len(said) == len(told)
    assert all(part in sentence for part, sentence in zip(told, said, strict=True))
    assert bool(doubts_about(saved, found)) is bool(told)


def test_what_a_saved_plan_leaves_out_is_named(project: Project) -> None:
    write(project, PAID)
    found = plan_project(project, wishes())
    first, *others = found.plan.steps
    steps = (replace(first, action="blocked"), *others)

    (said,) = objections(replace(found, plan=replace(found.plan, steps=steps)))

    assert said == f"it leaves out `{first.address}`, blocked as your config is now."


def test_once_it_was_carried_out_it_is_used_up(project: Project) -> None:
    saved = saved_plan(project)
    saved.allowance.begin()
    refuse_used_up(saved, read_lock(project))  # begun is not used up
    saved.allowance.finish()

    with pytest.raises(StaleError, match="is used up: it was carried out on 2"):
        refuse_used_up(saved, read_lock(project))


def test_once_the_lock_says_it_all_it_is_used_up_without_a_ledger(project: Project) -> None:
    saved = saved_plan(project)
    built(project)

    with pytest.raises(StaleError, match="the lock names all that it was to make"):
        refuse_used_up(saved, read_lock(project))


def test_a_ledger_that_does_not_answer_is_not_one_that_never_heard_of_it(
    project: Project, state: Path
) -> None:
    saved = saved_plan(project)
    state.mkdir()
    (state / "ledger.sqlite3").write_bytes(b"no ledger at all, but longer than a header" * 99)

    with pytest.raises((DamagedError, StorageError)):
        refuse_used_up(saved, read_lock(project))


def test_what_changed_since_is_named(project: Project) -> None:
    saved = saved_plan(project)
    write(project, LAMP.replace("width = 16", "width = 8"))

    with pytest.raises(StaleError, match=r"no longer fits: assets\.toml changed") as caught:
        refuse_misfit(saved, plan_project(project, wishes()))

    assert caught.value.next_step.startswith("Run `assetforge plan --out FILE` again")


def test_of_many_reasons_the_first_are_named_and_the_others_counted(project: Project) -> None:
    saved = saved_plan(project)
    many = "".join(f'\n[image.more-{n}]\nprompt = "{n}"\nsize = "16x16"\n' for n in range(5))
    write(project, LAMP + many)

    with pytest.raises(StaleError, match=r"and 3 more$"):
        refuse_misfit(saved, plan_project(project, wishes()))


def test_a_plan_of_another_project_is_none_of_this_one(project: Project) -> None:
    saved = saved_plan(project)
    other = replace(saved, plan=replace(saved.plan, project="0" * 12))

    assert reasons_of_misfit(other, plan_project(project, wishes())) == (
        "it was made for another project",
    )


def test_a_plan_of_another_manifest_beside_it_says_which(project: Project) -> None:
    saved = saved_plan(project)
    write(project, LAMP, "other.toml")
    other = project_at(str(Path(project.root, "other.toml")), is_draft=False)

    assert reasons_of_misfit(saved, plan_project(other, wishes())) == (
        "it was made with `--manifest assets.toml`",
    )


def test_a_ledger_that_shows_that_too_little_is_left_makes_it_stale(project: Project) -> None:
    write(project, PAID)
    saved = saved_plan(project)
    saved.allowance.begin()
    note_bought(saved, "hero")

    (reason,) = reasons_of_misfit(saved, plan_project(project, wishes()))

    assert reason.startswith("`hero` was bought for it already, for 60 letzai credits")


def test_what_its_own_run_bought_anew_is_not_wished_for_once_more(project: Project) -> None:
    write(project, PAID)
    saved = saved_plan(project, replaced=("hero", "lamp"))
    lock = read_lock(project)
    assert wishes_of(saved, lock).replace == ("hero", "lamp")
    saved.allowance.begin()

    note_bought(saved, "hero", AttemptState.STORED)

    assert wishes_of(saved, lock).replace == ("lamp",)
