"""Every mutant still fits the code; `python -m tests.simulation.mutants` tries them."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.simulation.mutant import MUTANTS
from tests.simulation.mutants import ROOT, suites_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.simulation.mutant import Mutant


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.number)
def test_a_mutant_is_other_code_that_can_be_read(mutant: Mutant) -> None:
    for path, code in mutant.files(ROOT).items():
        assert code != path.read_text(encoding="utf-8")
        ast.parse(code)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.number)
def test_a_mutant_concerns_suites_that_there_are(mutant: Mutant) -> None:
    assert list(suites_of(mutant))
    assert [name for name in mutant.tests if not (ROOT / name).is_file()] == []


def test_every_mistake_of_the_list_is_there() -> None:
    numbers = {mutant.number.rstrip("ab") for mutant in MUTANTS}

    assert numbers == {str(number) for number in range(1, 15)}


def test_a_text_that_is_gone_is_said(tmp_path: Path) -> None:
    (tmp_path / "assetforge").mkdir()
    (tmp_path / "assetforge" / "one.py").write_text("one = 1\n")
    stale = replace(MUTANTS[0], changes=(("one.py", "two", "three"),))

    with pytest.raises(LookupError, match=r"mutant 1: one\.py holds 0 times"):
        stale.files(tmp_path)
