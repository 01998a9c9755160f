"""One line from one value: its message, and the fields that a reader counts on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.execution.events import Draining, Noticed, Rescued
from assetforge.ui.events_line import (
    begun_line,
    draining_line,
    ended_line,
    note_line,
    planned_line,
    progress_line,
    rescue_line,
    started_line,
    submitted_line,
    version_line,
)
from tests.unit.ui.event_samples import BROKEN, CLIP, DONE, HERO, SKIPPED, seen
from tests.unit.ui.samples import HOSTILE

if TYPE_CHECKING:
    from assetforge.ui.events_line import Line

STATE = seen("hero").state


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (planned_line(HERO), "make hero: never built"),
        (planned_line(CLIP), "make clip"),
        (begun_line(1), "The work begins: 1 asset."),
        (started_line(HERO), "make hero begins"),
        (submitted_line(HERO, STATE.job), "hero: letzai has it as job job-of-hero"),
        (submitted_line(HERO, STATE.job, STATE), "hero: letzai has it as job job-of-hero"),
        (progress_line(HERO, STATE), "hero: generating, 40 %"),
        (progress_line(HERO, replace(STATE, progress=None)), "hero: generating"),
        (ended_line(DONE), "made hero  1600x900 image/png"),
        (ended_line(BROKEN), "failed beach: it was refused"),
        (ended_line(SKIPPED), "skipped clip"),
        (note_line(Noticed(address="hero", text="it\nwas")), "hero: it was"),
        (rescue_line(Rescued(text="a\nb\x1b")), "a\nb\N{REPLACEMENT CHARACTER}"),
        (
            draining_line(Draining(running=2)),
            "Stopping: nothing new starts; 2 running assets to finish and save.",
        ),
    ],
)
def test_a_message_is_for_a_person(line: Line, message: str) -> None:
    assert line.message.replace("\\x1b", "\N{REPLACEMENT CHARACTER}") == message


def test_the_first_line_says_who_writes_in_which_format() -> None:
    fields = version_line().fields

    assert (fields["tool"], fields["format"]) == ("assetforge", "1.0")


def test_a_failure_says_what_it_cost_and_may_cost() -> None:
    fields = ended_line(BROKEN).fields

    assert (fields["cost"], fields["next_step"], fields["exit_code"]) == (
        "Nothing was spent.", "Change it.", 1,
    )  # fmt: skip
    assert fields["credits_at_stake"] == {"low": 0, "high": 60, "known": True}


def test_what_was_skipped_names_the_input_that_is_missing() -> None:
    assert ended_line(SKIPPED).fields["because"] == "beach"
    assert ended_line(replace(SKIPPED, ending="blocked", because="")).fields["because"] is None


def test_fields_hold_what_was_said_as_it_was() -> None:
    line = note_line(Noticed(address=HOSTILE, text="x"))

    assert line.fields["address"] == HOSTILE
    assert line.message.isprintable()
