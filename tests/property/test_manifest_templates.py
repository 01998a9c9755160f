from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assetforge.core.values import is_array, is_table
from assetforge.manifest.template import fill, fill_text, gaps, is_template

names = st.sampled_from(["a", "b", "long-name", "x_1"])
scopes = st.dictionaries(names, st.one_of(st.integers(), st.booleans(), st.text(max_size=8)))
pieces = st.one_of(
    st.text(alphabet="ab {}\n", max_size=6),
    names.map(lambda name: f"{{{{{name}}}}}"),
    st.sampled_from(["{{{{", "{{", "}}", "{{}}", "{{ a }}", "{{no such}}"]),
)
texts = st.lists(pieces, max_size=6).map("".join)


@given(texts, scopes)
def test_a_text_without_gaps_is_filled_completely(
    text: str, scope: dict[str, int | bool | str]
) -> None:
    plain = {name: str(value).replace("{", "(") for name, value in scope.items()}

    if not list(gaps(text, plain)):
        literal = text.count("{{{{")
        assert fill_text(text, plain).count("{{") <= literal * 2


@given(texts)
def test_what_holds_no_braces_stays_as_it_is(text: str) -> None:
    plain = text.replace("{", "(")

    assert fill(plain, {"a": 1}) == plain
    assert not is_template(plain)
    assert not list(gaps(plain, {}))


@given(texts, scopes)
def test_knowing_more_names_never_makes_more_gaps(
    text: str, scope: dict[str, int | bool | str]
) -> None:
    assert len(list(gaps(text, scope))) <= len(list(gaps(text, {})))


@given(st.recursive(texts, lambda inner: st.lists(inner) | st.dictionaries(names, inner)), scopes)
def test_filling_keeps_the_shape(value: object, scope: dict[str, int | bool | str]) -> None:
    filled = fill(value, scope)

    if is_array(value):
        assert is_array(filled)
        assert len(filled) == len(value)
    elif is_table(value):
        assert is_table(filled)
        assert filled.keys() == value.keys()
    else:
        assert isinstance(filled, int | str)


@given(names, st.one_of(st.integers(), st.booleans(), st.text(max_size=8)))
def test_what_stands_alone_keeps_its_type(name: str, value: int | bool | str) -> None:
    filled = fill(f"{{{{ {name} }}}}", {name: value})

    assert filled == value
    assert type(filled) is type(value)
