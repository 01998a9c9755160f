from __future__ import annotations

import json
from decimal import Decimal

from assetforge.sandbox.refusal import RefusalError, amount, json_answer, nothing


def test_a_refusal_says_its_status_and_message_in_json() -> None:
    answer = RefusalError(402, "Not enough credits", credits_required=60).answer()

    assert answer.status == 402
    assert json.loads(answer.body) == {
        "statusCode": 402, "message": "Not enough credits", "error": "Payment Required",
        "credits_required": 60,
    }  # fmt: skip


def test_a_document_is_answered_as_json() -> None:
    answer = json_answer({"title": "Ä"}, 201)

    assert (answer.status, json.loads(answer.body)) == (201, {"title": "Ä"})
    assert answer.headers["content-type"].startswith("application/json")


def test_an_amount_is_whole_where_it_is_whole() -> None:
    assert repr(amount(Decimal("60.0"))) == "60"
    assert repr(amount(Decimal("0.5"))) == "0.5"


def test_nothing_is_204_without_a_body() -> None:
    assert (nothing().status, nothing().body) == (204, b"")
