from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.providers.instruction import Answer
from assetforge.providers.letzai.complaints import complaint_of
from tests.unit.providers.letzai.talking import ORGANIZATION

if TYPE_CHECKING:
    from assetforge.core.values import Json

PAGE = "<!DOCTYPE html><html><head><title>502</title></head><body>nginx</body></html>"


@pytest.mark.parametrize(
    ("body", "text", "said"),
    [
        ({"message": "width too small", "error": "Bad Request"}, "", "width too small"),
        ({"message": ["width too small", "no mode"]}, "", "width too small; no mode"),
        ({"error": "Bad Request", "code": "X"}, "", "Bad Request"),
        ({"error": {"message": "inner", "code": "X"}}, "", "inner"),
        ({"message": "", "error": ["a", "b"]}, "", "a; b"),
        ({"message": {"a": 1}, "error": None, "reason": "odd"}, "", "reason: odd"),
        ("plain", "", "plain"),
        (None, "upstream gone", "upstream gone"),
        (None, PAGE, "status 400 without a word"),
        ({"message": PAGE}, "", "status 400 without a word"),
        (None, f"Error: {PAGE}", "status 400 without a word"),
        (None, "", "status 400 without a word"),
        ([], "", "status 400 without a word"),
        ({"message": "\x1b[31mred\nrow\u202e"}, "", "\\x1b[31mred row\\u202e"),
    ],
)
def test_what_an_answer_complains_of(body: Json, text: str, said: str) -> None:
    assert complaint_of(Answer(status=400, body=body, text=text), None) == said


def test_a_complaint_is_one_short_line() -> None:
    said = complaint_of(Answer(status=400, body={"message": "long\n" * 100_000}), None)

    assert len(said) == 300
    assert "\n" not in said


@pytest.mark.parametrize(
    ("status", "organization", "names_both"),
    [(401, ORGANIZATION, True), (401, None, False), (403, ORGANIZATION, False)],
)
def test_a_401_for_an_organization_names_both_causes(
    status: int, organization: str | None, names_both: bool
) -> None:
    said = complaint_of(Answer(status=status, body={"message": "Unauthorized"}), organization)

    assert said.startswith("Unauthorized")
    assert ("no member of the organization" in said) is names_both
