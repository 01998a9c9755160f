from __future__ import annotations

from assetforge.core.diagnostics import Problem
from assetforge.manifest.problem_list import ProblemList
from tests.unit.manifest.samples import cells_of, told

TEXT = """
[defaults.image]
size = "640x360"
[image.hero]
matrix = { n = [1, 2, 3] }
[image.side]
"""


def problem(*path: str | int, code: str = "wrong-value", detail: str = "it is wrong") -> Problem:
    return Problem(
        code=code, file="assets.toml", path=path, summary="wrong", detail=detail, hint="mend it"
    )


def details(problems: ProblemList) -> list[str]:
    return [found.detail for found in told(problems, cells_of(TEXT))]


def test_what_all_cells_share_is_told_once_without_naming_them() -> None:
    problems = ProblemList()
    for address in ("hero@1", "hero@2", "hero@3"):
        problems.add_in(address, problem("image", "hero", "prompt"))

    assert details(problems) == ["it is wrong"]


def test_what_some_cells_have_is_told_with_the_first_and_their_number() -> None:
    problems = ProblemList()
    problems.add_in("hero@2", problem("image", "hero", "prompt", detail="2 is wrong"))
    problems.add_in("hero@3", problem("image", "hero", "prompt", detail="3 is wrong"))
    problems.add_in("hero@3", problem("image", "hero", "size"))

    assert details(problems) == ["2 is wrong (in `hero@2` and 1 more)", "it is wrong (in `hero@3`)"]


def test_a_default_is_shared_by_all_that_take_it() -> None:
    some, every = ProblemList(), ProblemList()
    some.add_in("side", problem("defaults", "image", "size"))
    for address in ("hero@1", "hero@2", "hero@3", "side"):
        every.add_in(address, problem("defaults", "image", "size"))

    assert details(some) == ["it is wrong (in `side`)"]
    assert details(every) == ["it is wrong"]


def test_different_codes_and_places_are_different_problems() -> None:
    problems = ProblemList()
    problems.add_in("side", problem("image", "side"))
    problems.add_in("side", problem("image", "side", code="missing-key"))
    problems.add_in("side", problem("image", "side", "from", 1))

    assert len(details(problems)) == 3


def test_what_was_said_of_the_table_itself_is_not_said_of_cells_again() -> None:
    problems = ProblemList([problem("defaults", "image", "size", detail="said of all")])
    problems.add_in("side", problem("defaults", "image", "size"))
    problems.extend([problem("image")])

    assert details(problems) == ["said of all", "it is wrong"]
