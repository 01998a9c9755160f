from __future__ import annotations

from dataclasses import replace
from email.utils import formatdate
from typing import TYPE_CHECKING

import pytest

from assetforge.execution.client import Client
from assetforge.execution.gate import Gate
from assetforge.execution.lost_order import is_timed
from assetforge.providers.instruction import Answer, Job, JobState
from tests.fakes.virtual_time import run
from tests.fakes.workplace import Workplace
from tests.unit.execution.attempts import ATTEMPT
from tests.unit.execution.test_shop import shop_of

if TYPE_CHECKING:
    from collections.abc import Callable

SENT = f"https://{ATTEMPT.intent}.token.invalid/"
ORDERED = replace(ATTEMPT, token=SENT)
DONE = JobState(job=Job(id="job-1", route="/pictures"), phase="done", word="ready")


def learnt(told: Callable[[Client], None], workplace: Workplace | None = None) -> Client:
    """Make a client that was told something."""
    workplace = workplace or Workplace.with_cloud()

    async def tell() -> Client:
        client = Client(workplace.service, shop_of(workplace, Gate()))
        told(client)
        return client

    return run(tell())


@pytest.mark.parametrize(("ahead", "skew"), [(90, 90), (-90, -90), (2 * 86_400, 0)])
def test_it_learns_how_far_the_clocks_are_apart(ahead: float, skew: float) -> None:
    def hear(client: Client) -> None:
        date = workplace.open_bureau.clock.date() + ahead
        client.hear(Answer(status=500, headers={"date": formatdate(date, usegmt=True)}))
        heard.append(client.skew)

    workplace, heard = Workplace.with_cloud(), list[float]()
    learnt(hear, workplace)

    assert abs(heard[0] - skew) <= 1


@pytest.mark.parametrize("date", ["", "soon", "Mon, 99 Xyz 2026 00:00:00 GMT", "\x00", "1" * 500])
def test_a_date_that_is_none_teaches_nothing(date: str) -> None:
    client = learnt(lambda client: client.hear(Answer(status=200, headers={"date": date})))

    assert not client.is_timed


def test_a_jump_of_our_own_clock_does_not_move_the_time_of_the_service() -> None:
    def jump(client: Client) -> None:
        date = workplace.open_bureau.clock.date()
        client.hear(Answer(status=200, headers={"date": formatdate(date, usegmt=True)}))
        workplace.open_bureau.clock.epoch += 3600
        told.extend([client.time() - date, client.skew])

    workplace, told = Workplace.with_cloud(), list[float]()
    learnt(jump, workplace)

    assert told == pytest.approx([0, -3600], abs=1)


def test_the_time_is_asked_for_once_before_the_first_orders() -> None:
    workplace = Workplace.with_cloud()
    workplace.add("a", by="cloud")
    workplace.add("b", by="cloud")

    workplace.build()

    assert workplace.cloud.requests["GET /time"] == 1
    assert all(map(is_timed, workplace.open_bureau.attempts))


def test_a_service_that_cannot_be_asked_what_time_it_is_is_ordered_from_all_the_same() -> None:
    workplace = Workplace.with_cloud()
    workplace.service.has_time = False
    workplace.add("a", by="cloud")

    built = workplace.build()

    assert built.ended("made") == {"a"}
    assert not is_timed(workplace.open_bureau.attempt("a"))


@pytest.mark.parametrize(("shown", "echoes"), [(SENT, True), (None, False), ("other", False)])
def test_the_first_finished_job_decides_whether_tokens_are_shown(
    shown: str | None, *, echoes: bool
) -> None:
    def learn(client: Client) -> None:
        assert client.learn_echo(ORDERED, replace(DONE, token=shown)) is echoes

    client = learnt(learn)

    assert run(client.echoes("/pictures")) is echoes


def test_an_order_without_a_token_decides_nothing() -> None:
    def learn(client: Client) -> None:
        assert client.learn_echo(ATTEMPT, DONE) is None

    assert run(learnt(learn).echoes("/pictures")) is None
