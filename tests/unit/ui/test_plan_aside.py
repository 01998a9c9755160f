from __future__ import annotations

from dataclasses import replace

import pytest

from assetforge.plan.model import Orphan, Reason
from assetforge.ui.plan_aside import edited_section, orphan_section, spent_section, unasked_section
from assetforge.ui.style import PLAIN
from tests.unit.ui.samples import plan, step


def test_a_plan_without_such_files_has_no_such_sections() -> None:
    given = plan(step("a", "keep"))

    assert edited_section(given, PLAIN) == []
    assert orphan_section(given, PLAIN) == []


def test_what_was_not_built_here_is_not_called_edited() -> None:
    found = step("a", "make", Reason(why="output-foreign", field="assets/a.png"))
    edited = step("b", "keep", Reason(why="output-edited", field="assets/b.png"))
    given = plan(replace(found, is_edited=True), replace(edited, is_edited=True))

    assert edited_section(given, PLAIN) == [
        "Edited by hand; the files stay as they are:",
        "  *  b  assets/b.png",
        "  `assetforge build --replace b` puts the built result in its place.",
        "Not known to be built here; the files stay as they are:",
        "  *  a  assets/a.png",
        "  `assetforge build --replace a` puts the built result in its place.",
    ]


def test_a_long_list_is_cut_and_what_is_left_out_is_counted() -> None:
    gone = [Orphan(address=f"a{rank}", output=f"assets/a{rank}.png") for rank in range(30)]

    lines = orphan_section(plan(orphans=gone), PLAIN)

    assert len(lines) == 22
    assert lines[-2] == "  … and 11 more files"


@pytest.mark.parametrize(
    ("count", "told"),
    [(1, "1 paid job runs|its result"), (2, "2 paid jobs run|their results")],
)
def test_paid_jobs_that_nothing_asks_for_are_told(count: int, told: str) -> None:
    lost = replace(plan(step("hero", "keep")), unasked=tuple(f"job{n}" for n in range(count)))
    what, result = told.split("|")

    assert unasked_section(lost, PLAIN) == [
        f"{what} for what the manifest no longer asks: `assetforge jobs resume` keeps {result}."
    ]
    assert unasked_section(plan(step("hero", "keep")), PLAIN) == []


def test_lines_of_no_more_use_are_named() -> None:
    given = replace(plan(), spent_moves=("old",))

    assert spent_section(plan(), PLAIN) == []
    assert spent_section(given, PLAIN) == [
        "No longer in the lock, so these lines of `[moved]` may go:", "  old",
    ]  # fmt: skip
