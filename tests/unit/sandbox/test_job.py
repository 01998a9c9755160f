from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assetforge.sandbox.job import Fate, Job, Look, look_at

JOB = Job(
    id="1", kind="image", route="/images", body={}, model="flux2", takes=(), created_at=1000,
    seconds=10, credits=Decimal(60),
)  # fmt: skip
READY = Look(word="ready", progress=100, has_results=True)


@pytest.mark.parametrize(
    ("age", "look"),
    [
        (0, Look(word="new", progress=0)),
        (0.9, Look(word="new", progress=0)),
        (1, Look(word="generating", progress=10)),
        (9.99, Look(word="generating", progress=99)),
        (10, READY),
        (99, READY),
    ],
)
def test_a_job_is_new_then_generating_then_ready(age: float, look: Look) -> None:
    assert look_at(JOB, 1000 + age) == look


@pytest.mark.parametrize(
    ("fate", "looks"),
    [
        (
            Fate(word="failed", detail="no"),
            {5: ("generating", False), 10: ("failed", False), 99: ("failed", False)},
        ),
        (Fate(word="not_allowed", detail="no"), {10: ("not_allowed", False)}),
        (Fate(odd_word="hidden"), {5: ("generating", False), 10: ("hidden", True)}),
        (Fate(odd_word=""), {10: (None, True)}),
        (Fate(odd_word="archived", odd_for=5), {14: ("archived", True), 15: ("ready", True)}),
        (Fate(is_endless=True), {10: ("generating", False), 9999: ("generating", False)}),
        (Fate(full_for=5), {14: ("generating", False), 15: ("ready", True)}),
        (Fate(bare_for=5), {14: ("ready", False), 15: ("ready", True)}),
    ],
)
def test_a_fate_bends_the_end(fate: Fate, looks: dict[int, tuple[str | None, bool]]) -> None:
    job = replace(JOB, fate=fate)

    seen = {age: look_at(job, 1000 + age) for age in looks}

    assert {age: (look.word, look.has_results) for age, look in seen.items()} == looks


def test_full_progress_is_not_ready() -> None:
    job = replace(JOB, fate=Fate(full_for=5))

    assert look_at(job, 1012) == Look(word="generating", progress=100)


def test_an_interrupted_job_stays_interrupted() -> None:
    job = replace(JOB, interrupted_at=1005)

    assert look_at(job, 2000).word == "interrupted"
    assert not look_at(job, 2000).has_results


def test_a_job_that_takes_no_time_is_ready_at_once() -> None:
    assert look_at(replace(JOB, seconds=0), 1000) == READY


def test_a_job_may_be_known_before_it_is_listed() -> None:
    job = replace(JOB, fate=Fate(unlisted_for=5, unknown_for=2))

    seen = [(job.is_known(1000 + age), job.is_listed(1000 + age)) for age in (0, 2, 4, 5)]

    assert seen == [(False, False), (True, False), (True, False), (True, True)]
