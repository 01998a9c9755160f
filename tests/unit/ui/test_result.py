from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.core.credits import UNKNOWN, Credits
from assetforge.core.errors import MakingError, StaleError, StorageError
from assetforge.report.build import build_report, failure_of
from assetforge.report.model import Report, Spent
from assetforge.ui.result import failure_lines, show_result
from assetforge.ui.style import PLAIN
from tests.unit.ui.samples import DRAFT, HOSTILE, ask, execution, outcome, plan, step

if TYPE_CHECKING:
    from assetforge.execution.model import Ending

GOOD = build_report(plan(step("a")), execution(outcome(step("a"))))


def ended(report: Report) -> list[str]:
    return show_result(report, "assets", style=PLAIN).splitlines()


def test_a_good_build_takes_three_lines() -> None:
    assert (
        show_result(GOOD, "assets", style=PLAIN)
        == """\
Built: 1 made in 12 s.
Spent: nothing.
Files: assets/, recorded in assets.lock.
"""
    )


@pytest.mark.parametrize("ending", ["failed", "skipped", "blocked"])
def test_where_no_file_is_none_is_said_to_be_recorded(ending: Ending) -> None:
    given = build_report(
        plan(step("a")), execution(replace(outcome(step("a"), ending), entry=None))
    )

    assert ended(given)[-1] == "Spent: nothing."


def test_a_draft_names_its_own_files_and_commands() -> None:
    lines = show_result(mixed(), "assets", style=PLAIN, scope=DRAFT).splitlines()

    assert "  logo  .assetforge/draft/assets/logo.png" in lines
    assert (
        "  `assetforge build --draft --replace logo` puts the built result in its place." in lines
    )
    assert "  `assetforge build --draft` goes on where this one stopped." in lines
    assert "  The next `assetforge build --draft` goes on from here." in lines
    assert (
        lines[-1] == "Files: .assetforge/draft/assets/, recorded in .assetforge/draft/assets.lock."
    )
    assert not any("drawn placeholders" in line for line in lines)


def mixed() -> Report:
    hero, beach = step("hero"), step("beach")
    edited = replace(step("logo", "keep"), is_edited=True)
    clip = step("clip", "blocked", of=ask("clip", "video", "letta"))
    error = MakingError("the sky fell", cost="45 credits were spent.", next_step="Look up.")
    execute = execution(
        replace(outcome(hero, "failed"), error=error),
        replace(outcome(beach, "skipped"), because="hero"),
        outcome(edited), outcome(clip),
        left=("last",),
    )  # fmt: skip

    return build_report(plan(hero, beach, edited, clip), execute)


def test_what_went_wrong_comes_first_with_what_to_do() -> None:
    shown = show_result(mixed(), "assets", style=PLAIN)

    assert (
        shown
        == """\
failed hero: the sky fell
    45 credits were spent.
    Next: Look up.

Not started, for an input failed:
  beach  needs hero
  The next `assetforge build` goes on from here.

Blocked; nothing was asked for:
  clip  your own config lacks what letta needs for it
  `assetforge build --draft` shows the whole graph with drawn placeholders, free.

Not as built here; these files were left as they are:
  logo  assets/logo.png
  `assetforge build --replace logo` puts the built result in its place.

Stopped: 1 asset left to do.
  `assetforge build` goes on where this one stopped.

Built: 1 unchanged, 1 failed, 1 skipped, 1 blocked in 12 s.
Spent: nothing.
Files: assets/, recorded in assets.lock.
"""
    )


@pytest.mark.parametrize(
    ("spent", "text"),
    [
        (Spent(amount=Decimal(45)), "letzai 45"),
        (
            Spent(amount=Decimal(0), unsaid=("a",), unsaid_cost=Credits.between(40, 60)),
            "letzai at most 60 (it did not say what 1 result cost)",
        ),
        (
            Spent(amount=Decimal(45), unsaid=("a", "b"), unsaid_cost=Credits.exactly(60)),
            "letzai at most 105 (it did not say what 2 results cost)",
        ),
        (
            Spent(amount=Decimal(0), unsaid=("a",), unsaid_cost=UNKNOWN),
            "letzai unknown (it did not say what 1 result cost)",
        ),
        (
            Spent(amount=Decimal(5), missing=("a",), missing_cost=Credits.between(0, 60)),
            "letzai at most 65 (1 order brought no result)",
        ),
        (
            Spent(amount=Decimal(0), missing=("a",), missing_cost=Credits.exactly(12)),
            "letzai 12 (1 order brought no result)",
        ),
        (
            Spent(
                amount=Decimal(0),
                unsaid=("a",),
                unsaid_cost=Credits.exactly(60),
                missing=("b", "c"),
                missing_cost=Credits.exactly(20),
            ),
            "letzai at most 80 (it did not say what 1 result cost; 2 orders brought no result)",
        ),
    ],
)
def test_a_charge_that_nobody_said_is_not_zero(spent: Spent, text: str) -> None:
    assert f"Spent: {text}." in ended(replace(GOOD, spent={"letzai": spent}))


def test_a_lock_that_could_not_be_written_is_a_failure_of_its_own() -> None:
    full = failure_of(StorageError("the disk is full", next_step="Make room."))

    lines = ended(replace(GOOD, lock_failure=full))

    assert lines[0] == "failed assets.lock: the disk is full"
    assert lines[-1] == "Files: assets/; assets.lock could not be written."


def test_a_long_list_is_cut_and_counted() -> None:
    steps = [step(f"a{rank}") for rank in range(30)]
    outcomes = [replace(outcome(each, "skipped"), because="hero") for each in steps]

    lines = ended(build_report(plan(*steps), execution(*outcomes)))

    assert "  … and 10 more" in lines


def test_nothing_from_outside_reaches_the_terminal_raw() -> None:
    failure = failure_of(MakingError(HOSTILE, cost=HOSTILE, next_step=HOSTILE))
    assert failure is not None

    shown = "\n".join(failure_lines(HOSTILE, failure, PLAIN))

    assert all(character.isprintable() or character == "\n" for character in shown)


def test_what_is_not_quite_as_asked_is_told_and_kept() -> None:
    short = replace(outcome(step("a")), remarks=("1024 pixels came, 4096 were asked for",))

    lines = ended(build_report(plan(step("a")), execution(short)))

    assert lines[:2] == [
        "Kept, but not quite as asked:",
        "  a  1024 pixels came, 4096 were asked for",
    ]


def test_what_the_ledger_refused_is_a_failure_of_its_own() -> None:
    fault = StorageError("the disk is full", next_step="Make room.")
    given = replace(execution(outcome(step("a"))), faults=(fault,))

    assert ended(build_report(plan(step("a")), given))[0] == "failed the ledger: the disk is full"


def test_a_manifest_that_changed_meanwhile_is_told_by_its_name() -> None:
    stale = failure_of(StaleError("it changed", next_step="Run it again."))
    assert stale is not None

    assert "failed the manifest: it changed" in ended(replace(GOOD, other_failures=(stale,)))


def test_what_is_far_too_little_is_kept_and_told_how_to_be_made_anew() -> None:
    short = replace(GOOD.results[0], remarks=("asked for 2k",), is_short=True)
    odd = replace(short, is_short=False)
    command = f"`assetforge build --replace {short.address}`"
    advice = f"  {command} orders it anew, and pays again; without, it stays as it is."

    assert advice in ended(replace(GOOD, results=(short,)))
    assert advice not in ended(replace(GOOD, results=(odd,)))
