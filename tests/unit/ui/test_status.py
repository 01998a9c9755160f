from __future__ import annotations

from dataclasses import replace

from assetforge.execution.attempt import AttemptState
from assetforge.plan.model import Orphan, Reason
from assetforge.report.holdings import Holdings
from assetforge.ui.status import Around, show_status
from assetforge.ui.style import PLAIN
from tests.unit.adapters.ledger_samples import attempt_of
from tests.unit.ui.samples import DRAFT, HOSTILE, plan, step
from tests.unit.ui.test_jobs import jobs_of

HELD = Holdings(place="/store", files=41, size=2048)


def test_a_status_counts_lists_and_advises() -> None:
    given = plan(
        step("hero", "make", Reason(why="never-built")), step("icon", "restore"),
        replace(step("logo", "keep"), is_edited=True), step("kept", "keep"),
        orphans=[Orphan(address="old", output="assets/old.png")],
    )  # fmt: skip

    assert (
        show_status(given, Around(holdings=HELD), style=PLAIN)
        == """\
4 assets: 1 up to date, 1 to make, 1 to restore, 1 edited by hand

Changes to build:
  make:     hero
  restore:  icon

Edited by hand; the files stay as they are:
  *  logo  assets/logo.png
  `assetforge build --replace logo` puts the built result in its place.

No longer in the manifest; the files stay until they are pruned:
  -  old  assets/old.png
  `assetforge build --prune` removes them; the store keeps the results.

The store holds 41 results, 2.0 KiB, in /store.

`assetforge plan` says why; `assetforge build` carries it out.
"""
    )


def test_a_draft_names_its_own_files_and_commands() -> None:
    given = plan(
        replace(step("logo", "keep"), is_edited=True), step("icon", "restore"),
        orphans=[Orphan(address="old", output="assets/old.png")],
    )  # fmt: skip

    shown = show_status(given, None, style=PLAIN, scope=DRAFT)

    assert "  *  logo  .assetforge/draft/assets/logo.png\n" in shown
    assert "`assetforge build --draft --replace logo` puts" in shown
    assert "  -  old  .assetforge/draft/assets/old.png\n" in shown
    assert "`assetforge build --draft --prune` removes them" in shown
    assert "`assetforge plan --draft` says why; `assetforge build --draft` carries" in shown


def test_a_project_that_is_up_to_date_says_so() -> None:
    assert show_status(plan(step("a", "keep")), None, style=PLAIN) == (
        "1 asset: 1 up to date\n\nNothing to build: everything is up to date.\n"
    )


def test_a_project_without_assets_has_a_status_too() -> None:
    assert show_status(plan(), None, style=PLAIN).startswith("No assets.\n")


def test_a_long_list_is_cut_and_counted() -> None:
    given = plan(*(step(f"a{rank}") for rank in range(50)))

    assert "  … and 10 more\n" in show_status(given, None, style=PLAIN)


def test_nothing_from_outside_reaches_the_terminal_raw() -> None:
    given = plan(step(HOSTILE), orphans=[Orphan(address=HOSTILE, output=HOSTILE)])

    shown = show_status(
        given, Around(holdings=Holdings(place=HOSTILE, files=1, size=1)), style=PLAIN
    )

    assert all(character.isprintable() or character == "\n" for character in shown)


def test_what_is_under_way_is_listed_with_what_takes_it_up() -> None:
    running = attempt_of("hero", state=AttemptState.SUBMITTED, job="job-1")

    shown = show_status(plan(step("hero")), Around(jobs=jobs_of(running)), style=PLAIN)

    assert (
        f"Under way or unclear at services:\n  {running.intent[:6]}  hero  letzai/flux2  running  "
        "up to 40  5 min  build again, free  job-1\n" in shown
    )
    assert "a build takes them up, at no charge" in shown


def test_nothing_under_way_is_not_mentioned() -> None:
    shown = show_status(plan(step("a", "keep")), Around(jobs=jobs_of()), style=PLAIN)

    assert "Under way" not in shown


def test_what_a_sandbox_made_and_what_nothing_asks_for_are_told() -> None:
    kept = step("hero", "keep")
    assert kept.made is not None
    played = replace(kept, made=replace(kept.made, place="this machine"))

    text = show_status(replace(plan(played), unasked=("abc",)), style=PLAIN)

    assert "1 paid job runs for what the manifest no longer asks" in text
    assert "1 result was made at a sandbox, which counts nowhere else." in text
    assert "sandbox" not in show_status(plan(kept), style=PLAIN)
