from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import UndecidedError
from assetforge.core.exits import Exit
from assetforge.execution.schedule import Limits
from tests.fakes.workplace import Workplace

if TYPE_CHECKING:
    from tests.fakes.cloud import Mood


@pytest.fixture
def shop() -> Workplace:
    workplace = Workplace.with_cloud()
    workplace.add("old", by="cloud")
    workplace.build()
    workplace.cloud.requests.clear()
    return workplace


@pytest.fixture
def mute() -> Workplace:
    """Open a shop whose service never shows our token."""
    workplace = Workplace.with_cloud()
    workplace.cloud.echoes = False
    workplace.add("old", by="cloud")
    workplace.build()
    return workplace


def lists(workplace: Workplace) -> int:
    return workplace.cloud.requests["GET /pictures"]


def undecided(workplace: Workplace, address: str) -> UndecidedError:
    built = workplace.build()
    error = built.execution.outcomes[address].error
    assert isinstance(error, UndecidedError), built.execution.outcomes
    assert built.execution.exit is Exit.UNDECIDED
    return error


def test_an_absent_order_is_looked_for_through_the_whole_window(shop: Workplace) -> None:
    shop.add("hero", by="cloud")
    shop.cloud.moods.append("never arrived")

    built = shop.build()

    assert 120 < built.execution.seconds < 124
    assert lists(shop) == 9 * 2  # each look reads on until the list ends


def test_the_window_is_a_setting(shop: Workplace) -> None:
    bureau = shop.open_bureau
    bureau.terms = replace(bureau.terms, settle_seconds=12)
    shop.add("hero", by="cloud")
    shop.cloud.moods.append("never arrived")

    built = shop.build()

    assert 12 < built.execution.seconds < 16


def test_one_list_serves_all_orders_that_were_lost_together(shop: Workplace) -> None:
    shop.limits = Limits(total=20, lanes={})
    bureau = shop.open_bureau
    bureau.terms = replace(bureau.terms, concurrency=20)
    for number in range(4):
        shop.add(f"hero-{number}", by="cloud")
        shop.cloud.moods.append("never arrived")

    shop.build()

    assert lists(shop) == 9 * 2
    assert [row.state for row in bureau.attempts[1:]] == ["void"] * 4


def test_a_job_that_lists_show_late_is_found(shop: Workplace) -> None:
    shop.cloud.hidden = 70
    shop.add("hero", by="cloud")
    shop.cloud.moods.append("answer lost")

    built = shop.build()

    assert built.execution.exit is Exit.DONE
    assert 90 < built.execution.seconds < 110
    assert shop.cloud.twice == []


def test_the_window_counts_from_the_loss_however_long_the_order_had_waited(
    shop: Workplace,
) -> None:
    bureau = shop.open_bureau
    bureau.terms = replace(bureau.terms, concurrency=1)
    shop.cloud.seconds = 300
    shop.add("first", by="cloud")
    shop.add("hero", by="cloud")
    shop.cloud.moods.extend(["well", "arrives late"])

    built = shop.build()

    assert built.execution.exit is Exit.DONE
    assert shop.cloud.twice == []
    assert bureau.states("hero") == ["stored"]


def test_absence_proves_nothing_before_the_list_has_shown_one_of_our_own() -> None:
    workplace = Workplace.with_cloud()
    workplace.add("hero", by="cloud")
    workplace.cloud.moods.append("never arrived")

    error = undecided(workplace, "hero")

    attempt = workplace.open_bureau.attempt("hero")
    assert attempt.state == "unknown"
    assert "nor anything else of this account" in error.what
    assert f"At risk: up to 40 cloud credits, attempt {attempt.intent}" in error.cost
    assert f"assetforge jobs resolve {attempt.intent}" in error.next_step


def test_absence_proves_nothing_where_lists_do_not_show_all(shop: Workplace) -> None:
    shop.service.proves = False
    shop.add("film", by="cloud", kind="video")
    shop.cloud.moods.append("never arrived")

    error = undecided(shop, "film")

    assert "does not show all that there is" in error.what
    assert len(shop.cloud.posts) == 2
    undecided(shop, "film")
    assert len(shop.cloud.posts) == 2  # a second build does not order it either


def test_a_list_that_cannot_be_read_proves_nothing(shop: Workplace) -> None:
    shop.cloud.fails_lists = True
    shop.add("hero", by="cloud")
    shop.cloud.moods.append("never arrived")

    error = undecided(shop, "hero")

    assert "no lists for you" in error.what


def test_a_service_without_lists_parks_at_once(shop: Workplace) -> None:
    shop.service.finds = False
    shop.add("hero", by="cloud")
    shop.cloud.moods.append("answer lost")

    built = shop.build()

    assert isinstance(built.execution.outcomes["hero"].error, UndecidedError)
    assert built.execution.seconds < 3
    assert lists(shop) == 0


@pytest.mark.parametrize("mood", ["answer lost", "500 after"])
def test_without_an_echo_a_lost_order_is_recognised_by_what_it_asks_for(
    mood: Mood,
) -> None:
    workplace = Workplace.with_cloud()
    workplace.cloud.echoes = False
    workplace.add("old", by="cloud")
    old = workplace.build()
    workplace.add("hero", by="cloud")
    workplace.cloud.moods.append(mood)

    built = workplace.build()

    assert built.execution.exit is Exit.DONE
    assert workplace.cloud.twice == []
    assert workplace.open_bureau.attempt("old").echoes is False
    assert any("does not show the token" in str(event) for event in old.observer.events)


def test_a_job_that_just_now_answers_is_not_taken_for_a_lost_one_like_it(
    mute: Workplace,
) -> None:
    mute.add("hero", by="cloud", prompt="same", look="one")
    mute.add("twin", by="cloud", prompt="same", look="two")
    mute.cloud.moods.extend(["never arrived", "well"])

    built = mute.build()

    assert len({row.job for row in mute.open_bureau.attempts if row.job}) == 2
    assert built.ended("made") == {"twin"}
    assert mute.open_bureau.states("hero") == ["void"]


def test_of_two_lost_orders_alike_and_one_job_neither_gets_it(mute: Workplace) -> None:
    mute.add("hero", by="cloud", prompt="same", look="one")
    mute.add("twin", by="cloud", prompt="same", look="two")
    mute.cloud.moods.extend(["answer lost", "never arrived"])

    built = mute.build()

    assert built.execution.exit is Exit.UNDECIDED
    assert [row.state for row in mute.open_bureau.attempts[1:]] == ["unknown", "unknown"]


def test_two_lost_orders_alike_and_two_jobs_get_one_each(mute: Workplace) -> None:
    mute.add("hero", by="cloud", prompt="same", look="one")
    mute.add("twin", by="cloud", prompt="same", look="two")
    mute.cloud.moods.extend(["answer lost", "answer lost"])

    built = mute.build()

    assert built.execution.exit is Exit.DONE
    assert len({row.job for row in mute.open_bureau.attempts}) == 3
