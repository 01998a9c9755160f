from __future__ import annotations

import pytest

from assetforge.manifest.input_names import InputNames
from assetforge.manifest.problem_list import ProblemList
from tests.unit.manifest.samples import HERO, expansion_of, told

BANNER = '[image.banner]\nprompt = "A"\nmatrix = { locale = ["en", "de"] }\n'


def found(text: str) -> list[tuple[str, str]]:
    expansion, problems = expansion_of(HERO + BANNER + text), ProblemList()
    cells = {cell.address: cell for cell in expansion.cells}
    names = InputNames(cells, expansion.loose)
    for cell in cells.values():
        names.check(cell, problems)
    return [(problem.detail, problem.hint) for problem in told(problems, cells)]


@pytest.mark.parametrize("source", ["hero", "banner", "banner@de"])
def test_a_name_and_an_address_are_known(source: str) -> None:
    assert found(f'[edit.x]\nfrom = "{source}"\n') == []


@pytest.mark.parametrize(
    ("source", "detail", "hint"),
    [
        ("heroo", "no asset is called `heroo`", "did you mean `hero`?"),
        ("zzz", "no asset is called `zzz`", "declare it, or name another asset"),
        ("zzz@de", "no asset is called `zzz@de`", "declare it, or name another asset"),
        ("banner@dee", "`banner` has no cell `banner@dee`", "did you mean `banner@de`?"),
        ("hero@de", "`hero` has no cell `hero@de`", "did you mean `hero`?"),
        ("x", "`x` cannot be made from itself", "name another asset"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(source: str, detail: str, hint: str) -> None:
    ((said, way_out),) = found(f'[edit.x]\nfrom = "{source}"\n')

    assert said == detail
    assert way_out == hint


@pytest.mark.parametrize(
    "text",
    [
        '[edit.x]\nfrom = "{{zzz}}"\n',
        '[edit.x]\nfrom = "{{of}}"\nmatrix = { of = ["banner"] }\n',
        '[edit.x]\nfrom = "y"\n[edit.y]\nfrom = "x"\n[edit.z]\nfrom = "y@de"\n',
    ],
)
def test_what_another_problem_explains_is_not_said_again(text: str) -> None:
    assert found(text) == []


def test_a_cell_may_be_made_from_another_cell_of_its_asset() -> None:
    text = '[edit.x]\nfrom = ["hero", "x@1"]\nmatrix = { n = [1, 2] }\n'

    assert found(text) == [("`x@1` cannot be made from itself (in `x@1`)", "name another asset")]


def test_a_thousand_unknown_names_take_no_time() -> None:
    many = "".join(f'[edit.e{number}]\nfrom = "h{number}"\n' for number in range(1_000))

    assert len(found(many)) == 1_000
