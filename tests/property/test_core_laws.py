"""The laws of credits, digests and addresses, on which money depends."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetforge.core.credits import FREE, Credits
from assetforge.core.digest import canonical, digest_value, is_digest
from assetforge.core.exits import Exit, gravest
from assetforge.core.names import NAME_RULE, cell_address, is_address
from assetforge.core.paths import parse_path

if TYPE_CHECKING:
    from assetforge.core.values import Json, Scalar

amounts = st.decimals(0, 10**9, places=2)
known = st.tuples(amounts, amounts).map(lambda ends: Credits(low=min(ends), high=max(ends)))
unknown = amounts.map(lambda low: Credits(low=low, high=None))
costs = known | unknown

texts = st.text(st.characters(codec="utf-8"), max_size=8)
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
scalars = st.booleans() | numbers | texts
values = st.recursive(
    st.none() | scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(one=costs, other=costs)
def test_the_order_of_a_sum_does_not_matter(one: Credits, other: Credits) -> None:
    assert one + other == other + one


@given(one=costs, other=costs, third=costs)
def test_the_grouping_of_a_sum_does_not_matter(
    one: Credits, other: Credits, third: Credits
) -> None:
    assert (one + other) + third == one + (other + third)


@given(cost=costs)
def test_adding_nothing_changes_nothing(cost: Credits) -> None:
    assert cost + FREE == cost


@given(one=costs, other=unknown)
def test_unknown_absorbs_and_never_becomes_free(one: Credits, other: Credits) -> None:
    for result in (one + other, other.or_free(), other.times(0), other.times(0, 3)):
        assert not result.is_known
        assert not result.is_free
        assert str(result) != "0"


@given(one=costs, other=known)
def test_a_sum_costs_no_less_than_its_parts(one: Credits, other: Credits) -> None:
    total = one + other

    assert total.low >= one.low
    assert total.high is None or one.high is None or total.high >= one.high
    assert total.is_free == (one.is_free and other.is_free)


@given(value=values)
def test_a_canonical_text_says_all_of_a_value(value: Json) -> None:
    text = canonical(value)

    assert repr(json.loads(text)) == repr(json.loads(json.dumps(value, sort_keys=True)))
    assert canonical(json.loads(text)) == text


@given(table=st.dictionaries(texts, values, min_size=2, max_size=6), data=st.data())
def test_the_order_of_keys_does_not_matter(table: dict[str, Json], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(list(table.items())))

    assert digest_value(dict(shuffled)) == digest_value(table)


@given(one=values, other=values)
def test_other_values_have_other_digests(one: Json, other: Json) -> None:
    is_same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)

    assert (digest_value(one) == digest_value(other)) == is_same
    assert is_digest(digest_value(one))


@given(number=st.integers(0, 1))
def test_a_number_a_yes_and_a_text_differ(number: int) -> None:
    alike: list[Json] = [number, float(number), bool(number), str(number)]

    assert len({digest_value(value) for value in alike}) == len(alike)


@given(value=values, bad=st.sampled_from([float("nan"), float("inf"), -float("inf")]))
def test_no_digest_is_given_to_what_is_no_number(value: Json, bad: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        digest_value([value, {"x": bad}])


@given(
    name=st.from_regex(NAME_RULE, fullmatch=True),
    cell=st.lists(scalars | st.text(max_size=8), min_size=1, max_size=4),
)
def test_the_address_of_a_cell_is_safe_as_a_file(name: str, cell: list[Scalar]) -> None:
    address = cell_address(name, cell)

    assert is_address(address)
    assert address == cell_address(name, tuple(cell))
    assert parse_path(f"assets/{address[:200]}.png")


@given(exits=st.sets(st.sampled_from(list(Exit))))
def test_a_build_is_done_only_where_nothing_failed(exits: set[Exit]) -> None:
    assert (gravest(exits) == Exit.DONE) == (exits <= {Exit.DONE})


@given(amount=amounts)
def test_an_amount_reads_back_as_what_it_was(amount: Decimal) -> None:
    assert Decimal(str(Credits.exactly(amount)).replace(",", "")) == amount
