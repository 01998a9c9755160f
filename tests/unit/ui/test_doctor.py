"""A checkup and a first day, as text and as documents."""

from __future__ import annotations

from dataclasses import replace

from assetforge.core.credits import Credits
from assetforge.report.checkup import Finding
from assetforge.report.first_day import Settled
from assetforge.ui.doctor import (
    checkup_document,
    first_day_document,
    show_checkup,
    show_first_day,
    show_trials,
)
from assetforge.ui.style import PLAIN
from tests.unit.report.first_days import tried
from tests.unit.ui.samples import HOSTILE, ask, plan, step

ORIGIN = Finding(topic="letzai", name="origin", told="https://api.letz.ai")
NO_KEY = Finding(
    topic="letzai", name="LETZAI_API_KEY", told="not set", standing="note", hint="set it"
)
STORE = Finding(topic="store", name="holds", told="2 results")
OPEN = Settled(provider="letzai", question="Refunded?", answer="not said", is_open=True)
DONE = Settled(provider="letzai", question="Shown?", answer="yes", follows="All is well.")


def test_findings_stand_by_topic_with_what_to_do() -> None:
    assert (
        show_checkup([ORIGIN, STORE, NO_KEY], style=PLAIN)
        == """\
letzai
  good  origin          https://api.letz.ai
  note  LETZAI_API_KEY  not set
        hint: set it

store
  good  holds  2 results
"""
    )


def test_trials_are_listed_with_what_they_cost() -> None:
    given = plan(
        step("doctor-letzai-picture", cost=Credits.exactly(10), of=ask("p", provider="letzai")),
        step("doctor-letta-picture", cost=Credits.between(10, 14), of=ask("q", provider="letta")),
    )  # fmt: skip

    shown = show_trials(given, style=PLAIN)

    assert "  p  image  flux2  10 credits\n" in shown
    assert shown.endswith("Credits: letta 10 to 14, letzai 10.\n")


def test_what_is_settled_stands_before_what_stays_open() -> None:
    assert (
        show_first_day([OPEN, DONE], [tried(12), tried(failure="it failed")], style=PLAIN)
        == """\
letzai Shown?
  yes
  All is well.

letzai Refunded? (stays open)
  not said

Ordered:
  picture  letzai  10 estimated  done, 12 charged
  picture  letzai  10 estimated  it failed
"""
    )


def test_programs_read_the_same() -> None:
    findings = checkup_document([NO_KEY])["findings"]
    day = first_day_document(plan(), [OPEN], [tried()])

    assert findings == [
        {
            "topic": "letzai", "name": "LETZAI_API_KEY", "told": "not set", "standing": "note",
            "hint": "set it",
        }
    ]  # fmt: skip
    assert day["settled"] == [
        {
            "provider": "letzai", "question": "Refunded?", "answer": "not said", "follows": None,
            "open": True,
        }
    ]  # fmt: skip


def test_nothing_from_outside_reaches_the_terminal_raw() -> None:
    findings = [replace(NO_KEY, name=HOSTILE, told=HOSTILE, hint=HOSTILE)]
    settled = [replace(DONE, answer=HOSTILE, follows=HOSTILE)]

    shown = show_checkup(findings, style=PLAIN) + show_first_day(
        settled, [tried(failure=HOSTILE)], style=PLAIN
    )

    assert all(character.isprintable() or character == "\n" for character in shown)
