from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assetforge.execution.attempt import Attempt, AttemptState
from assetforge.report.jobs import Jobs, Resolved, short_names
from assetforge.ui.jobs import STATES, age, show_jobs, show_resolved
from assetforge.ui.style import PLAIN
from tests.unit.adapters.ledger_samples import NOON, attempt_of
from tests.unit.ui.samples import HOSTILE

S = AttemptState


def jobs_of(*attempts: Attempt, is_all: bool = False) -> Jobs:
    return Jobs(
        place="/state/ledger.sqlite3", attempts=attempts, is_all=is_all, now=NOON + 300,
        names=short_names(each.intent for each in attempts),
    )  # fmt: skip


def shown(jobs: Jobs, width: int = 120) -> str:
    return show_jobs(jobs, style=PLAIN, width=width)


def test_each_attempt_has_a_line_and_each_provider_a_sum() -> None:
    lost = attempt_of("hero", state=S.UNKNOWN)
    running = attempt_of(
        "film", state=S.SUBMITTED, job="job-1", kind="video", model="veo31",
        reserved=Decimal(1500), intended_at=NOON - 7200,
    )  # fmt: skip
    paid = attempt_of(
        "logo", provider="letta", model=None, state=S.READY, actual=Decimal("12.5"),
        intended_at=NOON - 400_000,
    )  # fmt: skip

    names = [each.intent[:6] for each in (lost, running, paid)]
    assert (
        shown(jobs_of(lost, running, paid))
        == f"""\
INTENT  ASSET  PROVIDER      STATE           CREDITS       AGE        NEXT               JOB
{names[0]}  hero   letzai/flux2  answer lost     up to 40      5 min      look for it        -
{names[1]}  film   letzai/veo31  running         up to 1,500   2 h 5 min  build again, free  job-1
{names[2]}  logo   letta         ready to fetch  12.5 charged  4 days     build again, free  -
letta: 1 under way or unclear, 12.5 credits
letzai: 2 under way or unclear, 0 to 1,540 credits
Where an answer was lost, `assetforge build` asks the provider for the job, free.
If it finds none: `assetforge jobs resolve INTENT --retry`, `--drop` or `--job ID`.
"""
    )


def test_what_has_ended_has_nothing_left_to_do() -> None:
    void = attempt_of("a", state=S.VOID)
    stored = attempt_of("b", state=S.STORED, actual=Decimal(38))

    lines = shown(jobs_of(void, stored, is_all=True)).splitlines()

    assert [line.split()[-2:] for line in lines[1:3]] == [["-", "-"]] * 2
    assert "not charged" in lines[1]
    assert "none" in lines[1]
    assert lines[3:] == ["letzai: spent on what has ended: 38 credits"]


@pytest.mark.parametrize(
    ("is_all", "text"), [(False, "Nothing is under way.\n"), (True, "Nothing was bought yet.\n")]
)
def test_an_empty_ledger_says_so(text: str, *, is_all: bool) -> None:
    assert shown(jobs_of(is_all=is_all)) == text


def test_an_unknown_price_is_never_nothing() -> None:
    lines = shown(jobs_of(attempt_of(reserved=None))).splitlines()

    assert "unknown" in lines[1]
    assert lines[2] == "letzai: 1 under way or unclear, price unknown"


def test_what_came_back_and_what_did_not_is_told() -> None:
    jobs = replace(jobs_of(), rescued=2, unclear=(f"/tmp/{HOSTILE}",))  # noqa: S108 - as text

    lines = shown(jobs).splitlines()

    assert lines[1] == "2 changes that a run could not write came back into the ledger."
    assert lines[2].endswith("does not fit the ledger; it was left.")


def test_every_state_has_words_of_its_own() -> None:
    assert STATES.keys() == set(S)
    assert len(set(STATES.values())) == len(S)


def test_no_line_is_wider_than_the_terminal() -> None:
    attempt = attempt_of("x" * 64, job="j" * 128, state=S.SUBMITTED)

    assert max(map(len, shown(jobs_of(attempt), width=60).splitlines()[:2])) == 60


def test_nothing_from_outside_reaches_the_terminal_raw() -> None:
    attempt = replace(
        attempt_of(), address=HOSTILE, provider=HOSTILE, model=HOSTILE, job=HOSTILE,
        state=S.SUBMITTED,
    )  # fmt: skip
    resolved = Resolved(verdict="drop", before=attempt, after=attempt)

    for text in (shown(jobs_of(attempt), width=400), show_resolved(resolved)):
        assert all(character.isprintable() or character == "\n" for character in text)


def test_a_decision_says_what_it_may_have_cost_and_what_follows() -> None:
    lost = attempt_of(state=S.UNKNOWN)
    given_up = replace(lost, state=S.ABANDONED)

    assert (
        show_resolved(Resolved(verdict="retry", before=lost, after=given_up))
        == f"""\
Given up: `hero` at letzai (intent {lost.intent}).
Up to 40 letzai credits may have been charged for it; they count.
The next `assetforge build` plans it anew and asks before it pays again.
"""
    )


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (attempt_of(reserved=None), "An unknown number of letzai credits may have been charged"),
        (attempt_of(actual=Decimal(39)), "39 letzai credits were charged for it."),
        (attempt_of(job="j-1"), "Its job j-1 may go on there."),
    ],
)
def test_what_is_given_up_is_told_with_all_that_is_known(attempt: Attempt, words: str) -> None:
    told = show_resolved(Resolved(verdict="drop", before=attempt, after=attempt))

    assert words in told
    assert "out of the manifest" in told


def test_a_job_that_was_named_is_taken_up() -> None:
    noted = attempt_of(state=S.SUBMITTED, job="j-1")

    told = show_resolved(Resolved(verdict="job", before=attempt_of(), after=noted))

    assert told.startswith(f"Job j-1 is noted for `hero` at letzai (intent {noted.intent}).\n")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-5, "1 s"),
        (30, "30 s"),
        (300, "5 min"),
        (7200, "2 h"),
        (172_799, "48 h"),
        (172_800, "2 days"),
        (10**7, "115 days"),
    ],
)
def test_an_age_is_no_finer_than_it_matters(seconds: float, text: str) -> None:
    assert age(seconds) == text


def test_what_no_asset_asks_for_is_kept_by_resuming_it() -> None:
    running = attempt_of("film", state=S.SUBMITTED, job="job-1")
    jobs = replace(jobs_of(running), unasked=frozenset({running.intent}))

    assert "  jobs resume, free  job-1" in shown(jobs)
