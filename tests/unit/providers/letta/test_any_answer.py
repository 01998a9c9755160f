"""Whatever is answered, a conversation with Letta ends with a result or an explained error."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from assetforge.core.errors import DamagedError
from assetforge.core.text import clean
from assetforge.providers.instruction import Answer
from tests.unit.providers.letta.talking import LETTA, SIGNED, ordered, request, resumed

if TYPE_CHECKING:
    from assetforge.core.values import Json

WHOLE: Json = {
    "provider": "flux", "model": "flux-2-pro",
    "images": [
        {"b64_json": "aGVsbG8=", "mime_type": "image/png"},
        {"url": SIGNED, "mime_type": "image/png"},
    ],
    "billing": {"credits_charged": 12, "plan": "pro"},
    "message": "fine", "error": {"message": "none"}, "detail": [{"msg": "none"}],
    "credits_required": 12,
}  # fmt: skip
NAMES = st.sampled_from(
    (
        "images", "b64_json", "url", "mime_type", "billing", "credits_charged", "message", "error",
        "detail", "msg", "credits_required", "provider", "model",
    )
)  # fmt: skip
JSON: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(NAMES | st.text(), inner, max_size=4)
    ),
    max_leaves=20,
)


@st.composite
def mutated(draw: st.DrawFn) -> Json:
    """Draw a whole answer with something else at one or two of its places."""
    body: Json = copy.deepcopy(WHOLE)
    for _ in range(draw(st.integers(1, 2))):
        body = changed(draw, body)
    return body


def changed(draw: st.DrawFn, value: Json) -> Json:
    if isinstance(value, dict) and value and draw(st.booleans()):
        name = draw(st.sampled_from(sorted(map(str, value))))
        return {**value, name: changed(draw, value[name])}
    if isinstance(value, list) and value and draw(st.booleans()):
        place = draw(st.integers(0, len(value) - 1))
        return [*value[:place], changed(draw, value[place]), *value[place + 1 :]]
    return draw(JSON)


@settings(max_examples=300)
@given(
    body=mutated() | JSON, status=st.sampled_from([200, 201, 402, 500]),
    expired=st.sampled_from([0, 0, 404]),
)  # fmt: skip
def test_any_answer_ends_in_a_result_or_an_explained_error(
    body: Json, status: int, expired: int
) -> None:
    answer = Answer(status=status, body=body)

    complaint = LETTA.complaint(answer)
    accepted = LETTA.accepted(ordered(request()), answer)
    costs: list[str] = []
    if accepted is not None:
        try:
            _, result = resumed(answer, expired=expired)
        except DamagedError as error:
            costs.append(error.cost)
        else:
            assert result.charged is None or result.charged >= 0
            assert all(remark == clean(remark) for remark in result.remarks)

    assert all(cost.startswith("It was charged") for cost in costs)
    assert complaint
    assert complaint == clean(complaint)
    assert "\n" not in complaint
