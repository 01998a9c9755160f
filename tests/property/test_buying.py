"""Whatever happens on the way: nothing is paid twice, nothing paid is lost, no limit is passed."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from assetforge.core.exits import Exit
from assetforge.execution.attempt import AttemptState
from assetforge.execution.gate import Gate
from tests.fakes.cloud import PRICE
from tests.fakes.virtual_time import run
from tests.fakes.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assetforge.execution.attempt import Attempt
    from assetforge.providers.instruction import Call
    from tests.fakes.cloud import Mood
    from tests.fakes.desk import Bureau

MOODS: tuple[Mood, ...] = (
    "well", "answer lost", "never arrived", "not sent", "arrives late", "500 after", "500 before",
    "nameless", "429", "400", "401", "402", "409", "redirect",
)  # fmt: skip
MOST_BUILDS = 12

examples = settings(max_examples=60)
moods = st.lists(st.sampled_from(MOODS), max_size=8)


@st.composite
def shops(draw: st.DrawFn) -> Workplace:
    """Open a shop for a small graph, of a service that may hide its jobs or our tokens."""
    workplace = Workplace.with_cloud()
    workplace.source("logo")
    names = ["logo"]
    for number in range(draw(st.integers(1, 5))):
        inputs = draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
        workplace.add(f"asset-{number}", *inputs, by="cloud")
        names.append(f"asset-{number}")
    workplace.cloud.echoes = draw(st.booleans())
    workplace.cloud.hidden = draw(st.sampled_from([0, 5, 50]))
    workplace.cloud.has_drawings = draw(st.booleans())
    bureau = workplace.open_bureau
    bureau.terms = replace(bureau.terms, concurrency=draw(st.integers(1, 8)))
    return workplace


@examples
@given(shops(), moods, st.lists(st.integers(0, 40), max_size=4))
def test_after_any_faults_and_losses_of_power_all_is_there_and_paid_once(
    workplace: Workplace, faults: Sequence[Mood], losses: Sequence[int]
) -> None:
    workplace.cloud.moods.extend(faults)
    for effects in losses:
        workplace.build_until_power_goes(effects)

    finish(workplace)

    assert_sound(workplace)


@examples
@given(shops(), moods, st.lists(st.floats(0, 40), min_size=1, max_size=3))
def test_whenever_a_build_is_told_to_stop_nothing_is_paid_twice_or_lost(
    workplace: Workplace, faults: Sequence[Mood], stops: Sequence[float]
) -> None:
    workplace.cloud.moods.extend(faults)
    bureau = workplace.open_bureau
    for seconds in stops:
        gate = Gate()
        bureau.drain = seconds
        bureau.cloud.witness = stopping(gate)
        workplace.build(gate=gate)
    bureau.cloud.witness = lambda _: None

    finish(workplace)

    assert_sound(workplace)


@examples
@given(shops(), moods, st.integers(0, 200), st.integers(0, 60))
def test_a_limit_holds_whatever_is_answered_and_whatever_is_charged(
    workplace: Workplace, faults: Sequence[Mood], limit: int, charge: int
) -> None:
    bureau = workplace.open_bureau
    bureau.limit(run=limit)
    bureau.cloud.charge = min(charge, PRICE)
    workplace.cloud.moods.extend(faults)

    workplace.build()

    assert sum(_reserved(row) for row in bureau.attempts) <= limit
    assert len(workplace.cloud.deeds) * PRICE <= limit or bureau.cloud.charge < PRICE


@examples
@given(shops(), moods)
def test_no_order_is_sent_a_second_time_in_one_run(
    workplace: Workplace, faults: Sequence[Mood]
) -> None:
    repeatable = {"429", "not sent"}
    workplace.cloud.moods.extend(mood for mood in faults if mood not in repeatable)

    workplace.build()

    posts = [(call.path, (call.body or {})["prompt"]) for call in workplace.cloud.posts]
    assert len(posts) == len(set(posts))


@examples
@given(shops(), moods)
def test_a_build_of_what_is_built_asks_nobody(workplace: Workplace, faults: Sequence[Mood]) -> None:
    workplace.cloud.moods.extend(faults)
    finish(workplace)
    requests = dict(workplace.cloud.requests)

    built = workplace.build()

    assert workplace.cloud.requests == requests
    assert not built.plan.has_changes


@examples
@given(shops(), moods)
def test_two_processes_at_once_pay_once(workplace: Workplace, faults: Sequence[Mood]) -> None:
    workplace.cloud.moods.extend(faults)

    async def both() -> None:
        async with asyncio.TaskGroup() as group:
            for _ in range(2):
                group.create_task(workplace.building())

    run(both())
    workplace.open_bureau.clock.next_build()

    finish(workplace)

    assert_sound(workplace)


def finish(workplace: Workplace) -> None:
    """Build until all is there; a person settles what nobody else can."""
    built = workplace.build()
    for _ in range(MOST_BUILDS):
        if built.execution.exit is Exit.DONE:
            return
        if built.execution.exit is Exit.UNDECIDED:
            decide(workplace.open_bureau)
        built = workplace.build()
    raise AssertionError(built.execution.outcomes)


def stopping(gate: Gate) -> Callable[[Call], None]:
    """Press Ctrl-C when an order comes in."""

    def stop(call: Call) -> None:
        del call
        gate.close(Exit.INTERRUPTED)

    return stop


def decide(bureau: Bureau) -> None:
    """Look at the service's own site for parked orders, as a person does who takes their time."""
    bureau.clock.next_build(300)
    bureau.cloud.let_arrive()
    jobs = {deed.token: deed.id for deed in bureau.cloud.deeds}
    claimed = {row.job for row in bureau.attempts}
    for row in bureau.attempts:
        if row.state is not AttemptState.UNKNOWN:
            continue
        job = jobs.get(row.token) if row.token else None
        if row.token is None:
            alike = [
                deed.id
                for deed in bureau.cloud.deeds
                if f'"prompt":"{deed.body["prompt"]}"' in row.request and deed.id not in claimed
            ]
            job = alike[0] if alike else None
        decided = (
            replace(row, state=AttemptState.ABANDONED)
            if job is None
            else replace(row, state=AttemptState.SUBMITTED, job=job)
        )
        bureau.pages.written[row.intent] = decided


def assert_sound(workplace: Workplace) -> None:
    bureau = workplace.open_bureau
    wanted = {name for name, asset in workplace.assets.items() if asset.kind != "source"}
    paid = [str(deed.body["prompt"]) for deed in bureau.cloud.deeds]
    assert bureau.cloud.twice == []
    assert sorted(paid) == sorted(wanted)  # needed is paid, and nothing else
    kept = {made.job_id for made in workplace.disk.records.values()}
    assert {deed.id for deed in bureau.cloud.deeds} == kept
    assert not [row for row in bureau.attempts if row.is_live]
    assert set(workplace.disk.lock.entries) == wanted


def _reserved(row: Attempt) -> Decimal:
    if not row.may_have_cost:
        return Decimal(0)
    return row.actual if row.actual is not None else row.reserved or Decimal(0)
