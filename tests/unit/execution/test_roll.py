"""The roll: what is known of tags, and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.execution.roll import NOBODY_ASKED, Roll
from assetforge.lock.model import TrainedRef
from tests.fakes.workplace import Workplace

if TYPE_CHECKING:
    import pytest

    from tests.fakes.workplace import Built

ANNA = TrainedRef(name="anna", id="a1", edition="2")
ROLL = Roll(present={("cloud", "anna"): ANNA}, flaws={("cloud", "bob"): "`@bob` names nobody"})


def built(workplace: Workplace, monkeypatch: pytest.MonkeyPatch, roll: Roll) -> Built:
    """Build where `cloud` knows tags and a roll was called."""
    monkeypatch.setattr("assetforge.core.tags.KNOWING_TAGS", frozenset({"cloud"}))
    world = workplace.world

    def with_roll(*given: object) -> object:
        made = world(*given)  # type: ignore[arg-type] # passed on as it comes
        object.__setattr__(made, "roll", roll)
        return made

    monkeypatch.setattr(workplace, "world", with_roll)
    return workplace.build()


def test_a_tag_is_known_by_its_service_and_name() -> None:
    assert ROLL.models("cloud", ("anna", "bob", "eve")) == (ANNA,)
    assert ROLL.models("other", ("anna",)) == ()
    assert (ROLL.flaw("cloud", "bob"), ROLL.flaw("cloud", "anna")) == ("`@bob` names nobody", "")
    assert NOBODY_ASKED.models("cloud", ("anna",)) == ()


def test_the_version_of_a_tag_is_noted_beside_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    tagged, plain = Workplace.with_cloud(), Workplace.with_cloud()
    for workplace in (tagged, plain):
        workplace.add("hero", by="cloud", prompt="@anna at sea")

    known = built(tagged, monkeypatch, ROLL).execution.outcomes["hero"].entry
    unknown = built(plain, monkeypatch, NOBODY_ASKED).execution.outcomes["hero"].entry

    assert known is not None
    assert unknown is not None
    assert (known.made.trained, unknown.made.trained) == ((ANNA,), ())
    assert known.made.key == unknown.made.key


def test_a_tag_that_names_nobody_fails_its_asset_before_it_costs_anything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workplace = Workplace.with_cloud()
    workplace.add("hero", by="cloud", prompt="@bob at sea")
    workplace.add("logo", by="cloud", prompt="a logo")

    outcomes = built(workplace, monkeypatch, ROLL).execution.outcomes

    error = outcomes["hero"].error
    assert error is not None
    assert error.what == "`hero` was not ordered: `@bob` names nobody"
    assert (outcomes["logo"].ending, len(workplace.cloud.posts)) == ("made", 1)
    assert [row.address for row in workplace.open_bureau.attempts] == ["logo"]


def test_what_was_ordered_before_is_taken_up_whatever_its_tag_names_now(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workplace = Workplace.with_cloud()
    workplace.add("hero", by="cloud", prompt="@bob at sea")
    workplace.build_until_power_goes(effects=4)
    assert workplace.open_bureau.states("hero") == ["submitted"]

    assert workplace.plan().steps[0].is_ordered
    assert built(workplace, monkeypatch, ROLL).ended("made") == {"hero"}
