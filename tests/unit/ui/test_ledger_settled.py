"""What was found out about a damaged ledger, as text."""

from __future__ import annotations

from assetforge.execution.attempt import AttemptState
from assetforge.providers.instruction import Job
from assetforge.providers.letzai.adoption import Candidate
from assetforge.providers.letzai.recent import Recent
from assetforge.ui.ledger_settled import show_settlement
from assetforge.ui.style import PLAIN
from tests.unit.adapters.ledger_samples import NOON, attempt_of
from tests.unit.ui.samples import HOSTILE


def recent(prompt: str = "A lamp", created: float | None = NOON) -> Recent:
    found = Candidate(job=Job(id="job-2", route="/images"), record={})
    return Recent(
        candidate=found, created=created, intent="a", project="b", key=None, prompt=prompt
    )  # fmt: skip


def test_what_was_read_found_and_left_open_is_told() -> None:
    found = attempt_of("hero", state=AttemptState.SUBMITTED, job="job-1")

    assert (
        show_settlement(38, [found], [recent(), recent(created=None)], ["/videos"], style=PLAIN)
        == """\
The ledger was damaged. 38 attempts could be read from it.
Found at letzai, and in the ledger now:
  hero  job job-1
Of yours at letzai, and not known here:
  /images  job-2  2026-09-21T12:00:00Z  "A lamp"
  /images  job-2  -                     "A lamp"
Not read to the end, so more may be there: /videos.
"""
    )


def test_damage_that_hides_nothing_is_one_line() -> None:
    assert show_settlement(1, [], [], [], style=PLAIN).count("\n") == 1


def test_nothing_from_outside_reaches_the_terminal_raw() -> None:
    given = attempt_of(HOSTILE, job=HOSTILE)

    shown = show_settlement(1, [given], [], [], style=PLAIN)

    assert all(character.isprintable() or character == "\n" for character in shown)
