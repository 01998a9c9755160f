from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import prod
from typing import TYPE_CHECKING

import tomli
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from assetforge.app.offers import registry
from assetforge.core.errors import InvalidError
from assetforge.manifest.document import Document
from assetforge.manifest.expand import expand
from assetforge.manifest.parse import parse_manifest
from assetforge.manifest.settle import Given

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetforge.manifest.cell import Cell
    from assetforge.manifest.expand import Expansion
    from assetforge.manifest.model import Manifest

HEAD = {"version": 1, "project": {"name": "spring"}}
NAMES: tuple[str, ...] = ("a", "b", "c", "d", "e", "f")
AXES: tuple[str, ...] = ("x", "y", "z")

scalars = st.one_of(
    st.integers(-9, 9), st.booleans(), st.sampled_from(["en", "de", "16:9", "a b", "é", ".", "-"])
)
values = st.lists(scalars, min_size=1, max_size=3, unique_by=str)
matrices = st.dictionaries(st.sampled_from(AXES), values, max_size=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Assets with matrices and inputs, some of which are not there."""

    matrices: Mapping[str, Mapping[str, Sequence[object]]]
    inputs: Mapping[str, Sequence[str]]

    def text(self, order: Sequence[str] = NAMES) -> str:
        """Write it as a manifest, the tables in some order."""
        edits: dict[str, object] = {}
        for name in order:
            if name in self.matrices:
                prompt = f"{name} {' '.join(f'{{{{{axis}}}}}' for axis in self.matrices[name])}"
                edits[name] = {
                    "prompt": prompt, "matrix": self.matrices[name], "from": self.inputs[name],
                }  # fmt: skip
        images = {"root": {"prompt": "{{name}}"}}
        return tomli_w.dumps({**HEAD, "edit": edits, "image": images})


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Make assets that are each made from some of those before, from cells, or from nobody."""
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    before = {name: ["root", *NAMES[: NAMES.index(name)]] for name in names}
    odd = ["nobody", "root@x", "a@en", "{{x}}"]
    return Graph(
        matrices={name: {**draw(matrices)} for name in names},
        inputs={
            name: draw(st.lists(st.sampled_from([*before[name], *odd]), min_size=1, max_size=3))
            for name in names
        },
    )


def expanded(text: str) -> Expansion:
    return expand([Document(file="assets.toml", text=text, tables=tomli.loads(text))])


def parsed(text: str) -> Manifest | list[tuple[str, str]]:
    """Parse a manifest, or tell what is wrong with it."""
    documents = [Document(file="assets.toml", text=text, tables=tomli.loads(text))]
    try:
        return parse_manifest(
            documents, expand(documents), Given(prompts={}, refused={}), registry().capabilities
        )
    except InvalidError as error:
        return [(found.code, found.detail) for found in error.diagnostics]


def shape(cell: Cell) -> tuple[object, ...]:
    return cell.address, cell.values, cell.sources, cell.fields


@given(graphs())
def test_expanding_twice_gives_the_same(graph: Graph) -> None:
    text = graph.text()

    assert [*map(shape, expanded(text).cells)] == [*map(shape, expanded(text).cells)]
    assert parsed(text) == parsed(text)


@given(graphs(), st.permutations(NAMES))
def test_the_order_of_tables_changes_no_asset(graph: Graph, order: Sequence[str]) -> None:
    first, second = expanded(graph.text()), expanded(graph.text(order))

    cells = {cell.address: shape(cell) for cell in second.cells}
    assert {cell.address: shape(cell) for cell in first.cells} == cells
    assert {problem.detail for problem in first.problems} == {
        problem.detail for problem in second.problems
    }


@given(graphs())
def test_every_input_is_there_or_is_reported(graph: Graph) -> None:
    found = parsed(graph.text())

    if isinstance(found, list):
        assert found
    else:
        assets = found.assets
        assert all(name in assets for asset in assets.values() for name in asset.inputs)


@given(graphs())
def test_an_asset_has_a_cell_for_each_combination_of_its_axes(graph: Graph) -> None:
    expansion = expanded(graph.text())

    if any(problem.code == "cell-clash" for problem in expansion.problems):
        return
    for name in graph.matrices:
        cells = [cell.values for cell in expansion.cells if cell.declared.name == name]
        axes = {axis: {str(values[axis]) for values in cells} for axis in cells[0]}
        assert len(cells) == prod(len(values) for values in axes.values())
        assert all(list(one) == list(other) for one, other in pairwise(cells))


@given(graphs())
def test_an_input_by_name_has_the_values_of_the_cell(graph: Graph) -> None:
    found = parsed(graph.text())
    if isinstance(found, list):
        return

    for asset in found.assets.values():
        for written, name in zip(graph.inputs.get(asset.name, ()), asset.inputs, strict=False):
            source = found.assets[name]
            if source.name == written:
                assert source.cell.items() <= asset.cell.items()


@given(
    st.dictionaries(st.sampled_from(["one", "two", "three"]), scalars, min_size=1),
    st.lists(st.sampled_from(["one", "two", "three", "text", "{{{{"]), min_size=1, max_size=6),
)
def test_renaming_vars_everywhere_changes_nothing(
    variables: dict[str, object], pieces: list[str]
) -> None:
    def text(rename: Mapping[str, str]) -> str:
        words = [f"{{{{{rename[piece]}}}}}" if piece in rename else piece for piece in pieces]
        renamed = {rename[name]: value for name, value in variables.items()}
        prompt = {"prompt": " ".join(words), "alt": words[0]}
        return tomli_w.dumps({**HEAD, "vars": renamed, "image": {"hero": prompt}})

    same = {name: name for name in variables}
    other = {name: f"{name}-renamed" for name in variables}

    first, second = expanded(text(same)), expanded(text(other))

    assert [*map(shape, first.cells)] == [*map(shape, second.cells)]
