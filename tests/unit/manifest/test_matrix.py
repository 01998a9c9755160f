from __future__ import annotations

import pytest

from assetforge.manifest.matrix import AxisFlow, address_in, all_axes, cells, count_cells
from assetforge.manifest.order import inputs_first
from assetforge.manifest.problem_list import ProblemList
from tests.unit.manifest.samples import declared, told

BANNER = '[image.banner]\nmatrix = { locale = ["en", "de"], ratio = ["16:9", "1:1"] }\n'
SEAL = '[image.seal]\nmatrix = { year = [1, 2], locale = ["de", "fr"] }\n'


def flow(text: str) -> tuple[AxisFlow, list[str]]:
    problems = ProblemList()
    assets = declared(text)
    found = all_axes(assets, inputs_first(assets), problems)
    return found, [problem.code for problem in told(problems)]


def axes(text: str, name: str) -> list[tuple[str, tuple[object, ...]]]:
    found, codes = flow(text)
    assert codes == []
    return list(found.axes[name].items())


def test_the_whole_matrix_flows_through() -> None:
    text = '[derive.thumb]\nfrom = "night"\n[edit.night]\nfrom = "banner"\n' + BANNER

    assert axes(text, "thumb") == [("locale", ("en", "de")), ("ratio", ("16:9", "1:1"))]


def test_shared_axes_join_and_others_multiply_in_the_order_of_from() -> None:
    text = BANNER + SEAL + '[edit.both]\nfrom = ["seal", "banner"]\nmatrix = { mood = ["calm"] }\n'

    assert axes(text, "both") == [
        ("year", (1, 2)), ("locale", ("de",)), ("ratio", ("16:9", "1:1")), ("mood", ("calm",)),
    ]  # fmt: skip


def test_an_inherited_axis_named_again_picks_some_of_its_values() -> None:
    text = BANNER + '[edit.one]\nfrom = "banner"\nmatrix = { ratio = ["1:1"], new = [3] }\n'

    assert axes(text, "one") == [("locale", ("en", "de")), ("ratio", ("1:1",)), ("new", (3,))]


@pytest.mark.parametrize("source", ["banner@de-16x9", "{{which}}", "nobody"])
def test_nothing_flows_from_a_cell_a_template_or_nobody(source: str) -> None:
    assert axes(f'{BANNER}[edit.one]\nfrom = "{source}"\n', "one") == []


def test_values_are_told_apart_by_how_they_are_written() -> None:
    text = (
        "[image.a]\nmatrix = { n = [1, 8.0, true] }\n[image.b]\nmatrix = { n = [8, true, 2] }\n"
        '[edit.c]\nfrom = ["a", "b"]\n'
    )

    assert axes(text, "c") == [("n", (True,))]


@pytest.mark.parametrize(
    ("value", "code"), [("1", []), ("true", ["no-cells"]), ("2", ["no-cells"])]
)
def test_a_value_that_the_inputs_lack_is_found_by_how_it_is_written(
    value: str, code: list[str]
) -> None:
    _, codes = flow(
        "[image.a]\nmatrix = { n = [1] }\n"
        f'[edit.b]\nfrom = "a"\nmatrix = {{ n = [1{f", {value}" * bool(code)}] }}\n'
    )

    assert codes == code


def test_inputs_without_a_value_in_common_are_reported_once() -> None:
    found, codes = flow(
        "[image.a]\nmatrix = { n = [1] }\n[image.b]\nmatrix = { n = [2] }\n"
        '[edit.c]\nfrom = ["a", "b"]\n[edit.d]\nfrom = "c"\n'
    )

    assert codes == ["no-cells"]
    assert found.unjoined == {"c"}


def test_an_axis_that_cannot_be_used_is_remembered_by_name() -> None:
    found, codes = flow("[image.a]\nmatrix = { n = [], m = [1] }\n")

    assert codes == ["bad-axis"]
    assert found.broken == {"n"}
    assert found.axes["a"] == {"m": (1,)}


def test_a_circle_gets_no_second_complaint() -> None:
    _, codes = flow(
        '[edit.a]\nfrom = "b"\nmatrix = { n = [1] }\n[edit.b]\nfrom = "a"\nmatrix = { n = [2] }\n'
    )

    assert codes == []


def test_the_last_axis_turns_fastest() -> None:
    found = list(cells({"a": (1, 2), "b": ("x", "y")}))

    assert found == [
        {"a": 1, "b": "x"}, {"a": 1, "b": "y"}, {"a": 2, "b": "x"}, {"a": 2, "b": "y"},
    ]  # fmt: skip
    assert list(cells({})) == [{}]


def test_counting_stops_a_little_over_the_limit() -> None:
    many = {f"a{number}": (1, 2) for number in range(5_000)}

    assert count_cells({"a": (1, 2), "b": (1, 2, 3)}, limit=100) == 6
    assert 100 < count_cells(many, limit=100) <= 200


def test_a_scope_picks_a_cell_by_the_axes_of_the_input() -> None:
    axes = {"locale": ("en", "de"), "ratio": ("16:9", "1:1")}

    assert address_in("banner", axes, {"ratio": "1:1", "x": 3, "locale": "de"}) == "banner@de-1x1"
    assert address_in("banner", axes, {"ratio": "1:1"}) is None
    assert address_in("hero", {}, {"ratio": "1:1"}) == "hero"
