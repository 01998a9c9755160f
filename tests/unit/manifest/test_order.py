from __future__ import annotations

import pytest

from assetforge.manifest.order import circles, inputs_first
from tests.unit.manifest.samples import declared


def assets(edges: str) -> str:
    """Write "b<a" as an edit b that is made from a."""
    tables = [edge.split("<") for edge in edges.split()]
    return "".join(f"[edit.{name}]\nfrom = {source.split(',')}\n" for name, source in tables)


@pytest.mark.parametrize(
    ("edges", "names", "stuck"),
    [
        ("b<a c<b", ("b", "c"), ()),
        ("c<b b<x", ("b", "c"), ()),
        ("d<b,c b<a c<a a<x", ("a", "b", "c", "d"), ()),
        ("a<a", ("a",), ()),
        ("a<b b<a", ("a", "b"), ("a", "b")),
        ("d<c a<c b<a c<b e<x", ("e", "d", "a", "b", "c"), ("a", "b", "c", "d")),
    ],
)
def test_inputs_come_first_and_the_rest_is_stuck(
    edges: str, names: tuple[str, ...], stuck: tuple[str, ...]
) -> None:
    found = inputs_first(declared(assets(edges)))

    assert found.names == names
    assert found.stuck == set(stuck)


@pytest.mark.parametrize(
    ("edges", "said"),
    [
        ("b<a", []),
        ("a<b b<a", ["a → b → a"]),
        ("a<d b<a c<b d<c e<d f<e", ["a → b → c → d → a"]),
        ("a<b b<a c<d d<c e<a,c", ["a → b → a", "c → d → c"]),
        ("z<y y<x x<z,q q<p p<q", ["x → y → z → x", "p → q → p"]),
    ],
)
def test_each_circle_is_named_once_along_its_arrows(edges: str, said: list[str]) -> None:
    found = declared(assets(edges))

    problems = list(circles(found, inputs_first(found)))

    assert sorted(problem.detail.partition(":")[0] for problem in problems) == sorted(said)


def test_of_a_long_circle_the_middle_is_left_out() -> None:
    found = declared(assets(" ".join(f"a{n}<a{(n - 1) % 100}" for n in range(100))))

    (problem,) = circles(found, inputs_first(found))

    assert problem.detail.startswith("a0 → a1 → a2 → ")
    assert " → … → " in problem.detail
    assert problem.detail.endswith(" → a99 → a0: none of them can be made first")


def test_a_long_chain_needs_no_deep_stack() -> None:
    edges = " ".join(f"a{number}<a{number - 1}" for number in range(5_000, 0, -1))

    found = inputs_first(declared(assets(edges)))

    assert found.names[0] == "a1"
    assert found.names[-1] == "a5000"
