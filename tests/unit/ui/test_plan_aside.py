from __future__ import annotations

from assetforge.plan.model import Orphan
from assetforge.ui.plan_aside import edited_section, orphan_section
from assetforge.ui.style import PLAIN
from tests.unit.ui.samples import plan, step


def test_a_plan_without_such_files_has_no_such_sections() -> None:
    given = plan(step("a", "keep"))

    assert edited_section(given, PLAIN) == []
    assert orphan_section(given, PLAIN) == []


def test_a_long_list_is_cut_and_what_is_left_out_is_counted() -> None:
    gone = [Orphan(address=f"a{rank}", output=f"assets/a{rank}.png") for rank in range(30)]

    lines = orphan_section(plan(orphans=gone), PLAIN)

    assert len(lines) == 22
    assert lines[-2] == "  … and 11 more files"
