"""`build`: what it prints where, and when it need not look closely."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from tests.unit.cli.ran import Run


def test_a_build_has_no_data_so_all_it_says_goes_to_stderr(run: Run) -> None:
    built = run("build")

    assert (built.code, built.out) == (Exit.DONE, "")
    assert "Built: 1 made, 1 derived in " in built.err


def test_a_quiet_build_says_nothing(run: Run) -> None:
    built = run("build", "-q")

    assert (built.code, built.out, built.err) == (Exit.DONE, "", "")


def test_a_build_for_programs_prints_one_document(run: Run) -> None:
    built = run("build", "--json")

    document = json.loads(built.out)
    assert (document["document"], document["exit_code"]) == ("build", 0)
    assert document["assets"]["lamp"]["ending"] == "made"


@pytest.mark.parametrize(
    "words", [(), ("lamp",), ("--exclude", "icon"), ("-v",), ("--prune",), ("--draft",)]
)
def test_a_second_build_has_nothing_to_do(words: tuple[str, ...], run: Run) -> None:
    run("build", *words)

    again = run("build", *words)

    assert (again.code, again.out) == (Exit.DONE, "")
    assert "Nothing to do: " in again.err
