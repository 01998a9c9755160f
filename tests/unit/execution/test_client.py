from __future__ import annotations

from dataclasses import replace
from email.utils import formatdate
from typing import TYPE_CHECKING

import pytest

from assetforge.execution.client import Client
from assetforge.execution.gate import Gate
from assetforge.providers.instruction import Answer, Job, JobState
from tests.fakes.virtual_time import run
from tests.fakes.workplace import Workplace
from tests.unit.execution.attempts import ATTEMPT
from tests.unit.execution.test_shop import shop_of

if TYPE_CHECKING:
    from collections.abc import Callable

SENT = "https://token.invalid/"
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

    workplace = Workplace.with_cloud()

    assert abs(learnt(hear, workplace).skew - skew) <= 1


@pytest.mark.parametrize("date", ["", "soon", "Mon, 99 Xyz 2026 00:00:00 GMT", "\x00", "1" * 500])
def test_a_date_that_is_none_teaches_nothing(date: str) -> None:
    client = learnt(lambda client: client.hear(Answer(status=200, headers={"date": date})))

    assert client.skew == 0


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
