from __future__ import annotations

import base64
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.providers.instruction import Answer
from assetforge.providers.letta import answer as reading
from assetforge.providers.letta.answer import (
    bytes_in,
    charged_in,
    complaint_in,
    images_in,
    text_in,
)

if TYPE_CHECKING:
    from assetforge.core.values import Json

DATA = bytes(range(256))
ENCODED = base64.b64encode(DATA).decode()


@pytest.mark.parametrize(
    "body", [None, [], "images", 7, {}, {"images": None}, {"images": {}}, {"images": "one"}]
)
def test_what_lists_no_pictures_has_none(body: Json) -> None:
    assert images_in(Answer(status=200, body=body)) == ()


def test_a_picture_inside_the_answer_comes_whole() -> None:
    assert bytes_in({"b64_json": ENCODED}) == DATA


@pytest.mark.parametrize(
    "image",
    [
        None, 7, [], {}, {"b64_json": None}, {"b64_json": 7}, {"b64_json": ""},
        {"b64_json": "aGk=!!!!"}, {"b64_json": "aGk"}, {"b64_json": ENCODED[:-1]},
        {"b64_json": "aG\nk="}, {"b64_json": "ÄÖÜ="}, {"b64_json": "===="}, {"b64_json": "\ud83d"},
    ],
    ids=range(14),
)  # fmt: skip
def test_a_picture_that_is_not_whole_is_none(image: object) -> None:
    assert bytes_in(image) is None


def test_a_picture_beyond_all_bounds_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST_ENCODED", len(ENCODED) - 1)

    assert bytes_in({"b64_json": ENCODED}) is None


@pytest.mark.parametrize(
    ("table", "expected"),
    [({"url": "x"}, "x"), ({"url": ""}, None), ({"url": 7}, None), ({}, None), (7, None)],
)
def test_a_text_is_read_where_it_is_one(table: object, expected: str | None) -> None:
    assert text_in(table, "url") == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (12, "12"), (0, "0"), (0.5, "0.5"), (12.0, "12.0"), (10**12, str(10**12)),
        (True, None), (False, None), (-1, None), (float("nan"), None), (float("inf"), None),
        (10**13, None), (10**5000, None), ("12", None), (None, None), ([12], None),
    ],
    ids=range(15),
)  # fmt: skip
def test_credits_are_taken_only_as_a_credible_number(said: Json, expected: str | None) -> None:
    charged = charged_in(Answer(status=200, body={"billing": {"credits_charged": said}}))

    assert charged == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize("body", [None, [], {}, {"billing": None}, {"billing": 12}])
def test_an_answer_without_a_bill_has_no_charge(body: Json) -> None:
    assert charged_in(Answer(status=200, body=body)) is None


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer(status=400, body={"message": "bad prompt"}), "bad prompt"),
        (Answer(status=400, body={"error": "bad prompt"}), "bad prompt"),
        (Answer(status=400, body={"error": {"message": "bad prompt"}}), "bad prompt"),
        (Answer(status=400, body={"detail": "bad prompt"}), "bad prompt"),
        (Answer(status=400, body={"message": "", "detail": "bad"}), "bad"),
        (Answer(status=400, body={"message": "one", "error": "two"}), "one"),
        (Answer(status=422, body={"detail": [{"msg": "bad size"}]}), "bad size"),
        (Answer(status=502, text="<html>\x1b[31mbad gateway"), r"<html>\x1b[31mbad gateway"),
        (Answer(status=500), "status 500"),
        (Answer(status=500, body={"message": 7}), "status 500"),
        (
            Answer(status=402, body={"message": "no credits", "credits_required": 12}),
            "no credits; 12 credits are required",
        ),
        (
            Answer(status=402, body={"error": {"message": "no", "credits_required": 1.5}}),
            "no; 1.5 credits are required",
        ),
        (Answer(status=402, body={"credits_required": 12}), "12 credits are required"),
        (Answer(status=402, body={"credits_required": True}), "status 402"),
        (Answer(status=400, body={"message": "line\nline"}), "line line"),
    ],
    ids=range(15),
)
def test_a_complaint_is_one_clean_line(answer: Answer, expected: str) -> None:
    assert complaint_in(answer) == expected


def test_a_complaint_is_short_however_long_the_answer_is() -> None:
    assert len(complaint_in(Answer(status=400, body={"message": "a" * 100_000}))) <= 300
