"""What became of attempts that were taken up, as text and as a document."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assetforge.core.errors import MakingError
from assetforge.core.values import is_array
from assetforge.execution.resumed import Resumed
from assetforge.ui.jobs_document import attempt_value
from assetforge.ui.jobs_resumed import resumed_document, show_cancelled, show_resumed
from assetforge.ui.style import PLAIN
from tests.unit.adapters.ledger_samples import attempt_of
from tests.unit.ui.samples import HOSTILE, ask, made

MADE = replace(made(ask("hero", provider="letzai")), job_id="job-1", charged=Decimal(40))
DONE = Resumed(attempt=attempt_of("hero"), made=MADE)
FAILED = Resumed(
    attempt=attempt_of("beach"),
    error=MakingError("it failed", cost="It counts as charged.", next_step="Change it."),
)


def test_each_attempt_has_its_end_and_the_whole_a_way_on() -> None:
    settled = Resumed(attempt=attempt_of("logo"))

    assert (
        show_resumed([DONE, FAILED, settled], style=PLAIN)
        == """\
done hero  1600x900 image/png  40 letzai credits
failed beach: it failed
    It counts as charged.
    Next: Change it.
settled logo  it was never accepted: nothing was charged for it
1 result is in the store; `assetforge build` puts each in its place, free of charge.
"""
    )


def test_nothing_under_way_is_told_so() -> None:
    assert show_resumed([], style=PLAIN) == "Nothing is under way.\n"


def test_a_job_that_was_given_up_says_what_that_cost() -> None:
    assert (
        show_cancelled("beach", [FAILED], style=PLAIN)
        == """\
Given up: beach.
  It counts as charged.
  The next `assetforge build` orders it anew and pays again, as long as it is declared.
"""
    )


def test_a_job_that_was_done_already_is_no_loss() -> None:
    shown = show_cancelled("hero", [DONE], style=PLAIN)

    assert shown.startswith("hero was done before it could be stopped.\ndone hero")


def test_a_build_that_waits_for_it_notes_it() -> None:
    assert "The build that waits for it notes" in show_cancelled("hero", None, style=PLAIN)


def test_programs_read_the_attempt_and_its_end() -> None:
    value = resumed_document([DONE, FAILED])["resumed"]

    assert is_array(value)
    first, second = value
    assert isinstance(first, dict)
    assert isinstance(second, dict)
    assert first["attempt"] == attempt_value(DONE.attempt)
    assert (first["made"] or {})["charged"] == 40
    assert (first["error"], second["made"]) == (None, None)
    assert (second["error"] or {})["what"] == "it failed"


def test_nothing_from_outside_reaches_the_terminal_raw() -> None:
    strange = replace(FAILED, error=MakingError(HOSTILE, cost=HOSTILE, next_step=HOSTILE))
    named = replace(strange, attempt=attempt_of(HOSTILE))

    shown = show_resumed([named], style=PLAIN) + show_cancelled(HOSTILE, [named], style=PLAIN)

    assert all(character.isprintable() or character == "\n" for character in shown)
