"""The rest of `plan`: what the command line names, in the plan's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.cli.planned import Chosen, chosen_of
from assetforge.core.exits import Exit
from tests.unit.app.projects import LAMP, write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from tests.unit.cli.ran import Run


def test_targets_are_named_as_words_or_by_option() -> None:
    given = {"targets": ("a",), "more_targets": ("b",), "excludes": ("c",), "replace": ("d",)}

    assert chosen_of(given) == Chosen(targets=("a", "b"), excludes=("c",), replace=("d",))


def test_what_a_command_does_not_offer_is_empty() -> None:
    assert chosen_of({"targets": ("a",)}) == Chosen(targets=("a",))


def test_wishes_carry_everything_on() -> None:
    wishes = Chosen(targets=("a",), excludes=("c",), replace=("d",)).wishes()

    assert (wishes.selection.targets, wishes.selection.excludes) == (("a",), ("c",))
    assert wishes.replace == ("d",)


def test_warnings_of_the_manifest_go_to_stderr(run: Run, project: Project) -> None:
    write(project, LAMP.replace("A brass lamp", "A brass lamp by @anna"))

    planned = run("plan")

    assert planned.code == Exit.DONE
    assert "warning" not in planned.out
