"""What was agreed to beforehand: never more, never twice, and nothing that has no upper end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.run_lock import RunLock
from assetforge.app.agreed import NOTHING_AGREED, Agreed
from assetforge.app.approving import committed_plan
from assetforge.app.money_places import money_places
from assetforge.app.planning import plan_project
from assetforge.app.project import project_at
from assetforge.app.surroundings import CONFIG_VARIABLE
from assetforge.core.digest import digest_bytes
from assetforge.core.errors import BusyError, RefusedError, StaleError
from tests.unit.app.agreements import note_bought, saved_plan
from tests.unit.app.ledgers import state_folder
from tests.unit.app.projects import LAMP, PAID, built, wishes, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from assetforge.app.planning import Situation
    from assetforge.app.project import Project

ANOTHER = digest_bytes(b"another plan")
UNPRICED = f'{LAMP}\n[image.hero]\nprompt = "A bottle"\nprovider = "letta"\n'


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return state_folder(tmp_path, monkeypatch)


def situated(project: Project, text: str = PAID, replaced: tuple[str, ...] = ()) -> Situation:
    write(project, text)
    return plan_project(project, wishes(replaced=replaced))


def approved(found: Situation) -> Agreed:
    return Agreed(digest=committed_plan(found.reading, found.lock).digest)


def test_where_nothing_was_agreed_to_nothing_is_refused_and_nothing_noted(
    project: Project, state: Path
) -> None:
    found = situated(project)

    NOTHING_AGREED.refuse_more(found)
    NOTHING_AGREED.begin(found)
    NOTHING_AGREED.finish()

    assert not NOTHING_AGREED.is_something
    assert NOTHING_AGREED.wishes(project, wishes("lamp")) == wishes("lamp")
    assert not state.exists()


def test_a_saved_plan_says_what_is_wished_for_until_it_is_used_up(project: Project) -> None:
    agreed = Agreed(saved=saved_plan(project, "lamp"))
    assert agreed.wishes(project, wishes()) == wishes("lamp")

    built(project)

    with pytest.raises(StaleError, match="is used up"):
        agreed.wishes(project, wishes())


def test_a_saved_plan_that_no_longer_fits_is_refused(project: Project) -> None:
    agreed = Agreed(saved=saved_plan(project))

    with pytest.raises(StaleError, match="no longer fits"):
        agreed.refuse_more(situated(project, LAMP.replace("brass", "copper")))


def test_the_plan_that_was_approved_is_not_refused(project: Project) -> None:
    found = situated(project)
    agreed = approved(found)

    agreed.refuse_more(found)
    agreed.begin(found)

    assert agreed.is_something
    agreed.refuse_more(found)  # begun, and nothing was bought yet


def test_another_digest_is_refused_where_something_costs_and_only_there(project: Project) -> None:
    agreed = Agreed(digest=ANOTHER)
    agreed.refuse_more(situated(project, LAMP))

    with pytest.raises(RefusedError, match="another plan was approved"):
        agreed.refuse_more(situated(project))


@pytest.mark.parametrize("rule", ["deny_above", "max_credits"])
def test_a_plan_that_is_denied_as_a_whole_is_approved_in_no_part(
    rule: str, project: Project
) -> None:
    more = PAID.partition("[image.hero]")[2].replace("A bottle", "A vase")
    text = f"{PAID}\n[image.vase]{more}\n[budget]\n{rule} = 119\n"
    agreed = approved(situated(project, text))

    part = plan_project(project, wishes("hero"))

    with pytest.raises(RefusedError, match=f"nobody can have approved .* `{rule}` is 119"):
        agreed.refuse_more(part)


def test_a_price_of_0_of_one_s_own_needs_no_less_of_an_approval(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config.toml"
    config.write_text("[letzai.prices.image.flux2]\neach = 0\n", encoding="utf-8")
    monkeypatch.setenv(CONFIG_VARIABLE, str(config))
    found = situated(project)
    assert found.plan.costs_in_all() == {}

    approved(found).refuse_more(found)
    with pytest.raises(RefusedError, match="another plan was approved"):
        Agreed(digest=ANOTHER).refuse_more(found)


def test_work_beyond_the_committed_plan_was_not_approved(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed = approved(situated(project))
    config = tmp_path / "config.toml"
    config.write_text("[letzai.prices.image.flux2]\neach = 61\n", encoding="utf-8")
    monkeypatch.setenv(CONFIG_VARIABLE, str(config))

    with pytest.raises(RefusedError, match="`hero` would be paid for"):
        agreed.refuse_more(situated(project))


def by_plan(project: Project) -> Agreed:
    return Agreed(saved=saved_plan(project))


def by_digest(project: Project) -> Agreed:
    return approved(plan_project(project, wishes()))


@pytest.mark.parametrize("agree", [by_plan, by_digest])
def test_nobody_can_have_agreed_to_what_has_no_upper_end(
    agree: Callable[[Project], Agreed], project: Project
) -> None:
    found = situated(project, UNPRICED)

    with pytest.raises(RefusedError, match="the price of `hero` is unknown"):
        agree(project).refuse_more(found)


def test_what_failed_and_was_charged_counts_against_an_approval(project: Project) -> None:
    found = situated(project)
    agreed = approved(found)
    agreed.begin(found)
    note_bought(saved_plan(project), "hero")

    with pytest.raises(RefusedError, match="`hero` was bought for it already") as caught:
        agreed.refuse_more(found)

    assert caught.value.next_step.startswith("Raise `revision`")


def priced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Price what nobody else does."""
    config = tmp_path / "config.toml"
    config.write_text("[letzai.prices.image.letzai-engine]\neach = 5\n", encoding="utf-8")
    monkeypatch.setenv(CONFIG_VARIABLE, str(config))


@pytest.mark.parametrize(
    ("agree", "advice"), [(by_plan, "save the plan again"), (by_digest, "`--max-credits`")]
)
def test_a_price_that_was_unknown_then_was_not_agreed_to_whatever_it_is_now(
    agree: Callable[[Project], Agreed], advice: str, project: Project, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    write(project, PAID.replace("flux2", "letzai-engine"))
    agreed = agree(project)
    priced(tmp_path, monkeypatch)
    found = plan_project(project, wishes())
    assert all(step.cost.is_known for step in found.plan.steps)

    with pytest.raises(RefusedError, match="`hero` was unknown in what was agreed to") as caught:
        agreed.refuse_more(found)

    assert advice in caught.value.next_step


def test_what_is_to_be_put_back_is_left_to_do_once_all_is_made(project: Project) -> None:
    """Whoever made the rest: here that is a build without the plan."""
    built(project)
    there = Path(project.outputs, "assets", "lamp.png")
    there.unlink()
    write(project, f'{LAMP}\n[image.more]\nprompt = "More"\nsize = "16x16"\n')
    agreed = Agreed(saved=saved_plan(project))
    built(project, "more")

    found = plan_project(project, agreed.wishes(project, wishes()))
    agreed.refuse_more(found)

    assert {step.address: step.action for step in found.plan.steps}["lamp"] == "restore"
    built(project)
    with pytest.raises(StaleError, match="is used up: the lock names all"):
        agreed.refuse_more(plan_project(project, wishes()))


def test_a_saved_plan_is_begun_and_finished_in_the_ledger(project: Project) -> None:
    saved = saved_plan(project)
    agreed = Agreed(saved=saved)
    agreed.begin(plan_project(project, wishes()))
    begun = saved.allowance.begun()

    agreed.finish()

    ended = saved.allowance.begun()
    assert begun is not None
    assert ended is not None
    assert (begun.done_at is None, ended.done_at is None) == (True, False)


def turn_of(agreed: Agreed) -> AbstractContextManager[object]:
    return agreed.turn(command="assetforge build plan.json", timeout=0, waiting=lambda _: None)


@pytest.mark.parametrize("agree", [by_plan, by_digest])
def test_one_build_at_a_time_spends_of_an_agreement(
    agree: Callable[[Project], Agreed], project: Project
) -> None:
    situated(project)
    agreed = agree(project)

    with turn_of(agreed), pytest.raises(BusyError, match=r"build plan\.json"), turn_of(agreed):
        pass

    with turn_of(agreed):
        assert isinstance(turn_of(agreed), RunLock)


def test_builds_without_an_agreement_wait_for_nobody(project: Project) -> None:
    assert project.root
    with turn_of(NOTHING_AGREED), turn_of(NOTHING_AGREED):
        assert not money_places().folder.exists()


def test_of_a_draft_that_is_free_no_ledger_hears(project: Project, state: Path) -> None:
    draft = project_at(str(Path(project.root, "assets.toml")), is_draft=True)
    agreed = Agreed(saved=saved_plan(draft))
    assert draft.is_draft

    with turn_of(agreed):
        agreed.begin(plan_project(draft, wishes()))
        agreed.finish()

    assert not state.exists()
