from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import DamagedError
from assetforge.core.exits import Exit
from assetforge.core.media import WEBP, Media
from assetforge.providers.instruction import Fetch, Write
from tests.unit.providers.letta.talking import (
    BOTTLE,
    PHOTO,
    PICTURE,
    SIGNED,
    answer,
    request,
    resumed,
)

if TYPE_CHECKING:
    from assetforge.core.values import Json
    from assetforge.providers.protocol import Request

INSIDE: Json = {"b64_json": "aGVsbG8=", "mime_type": "image/png"}
ELSEWHERE: Json = {"url": SIGNED, "mime_type": "image/png"}
BILL: Json = {"credits_charged": 12}


def test_a_picture_inside_the_answer_is_written() -> None:
    asked, result = resumed(answer(INSIDE, billing=BILL))

    assert asked == [Write(data=b"hello")]
    assert (result.charged, result.url, result.job_id) == (Decimal(12), None, None)
    assert (result.remarks, result.is_short) == ((), False)


def test_a_picture_elsewhere_is_fetched_and_its_signature_kept_nowhere() -> None:
    asked, result = resumed(answer(ELSEWHERE, billing=BILL))

    assert asked == [Fetch(url=SIGNED, is_film=False)]
    assert result.url == "https://cdn.example/one.png"


def test_a_picture_that_came_damaged_is_fetched_where_it_can_be() -> None:
    asked, _ = resumed(answer({"b64_json": "!", "url": SIGNED}))

    assert asked == [Fetch(url=SIGNED, is_film=False)]


def test_the_first_usable_picture_is_kept_and_others_are_told_of() -> None:
    asked, result = resumed(answer({}, None, {"b64_json": "!"}, INSIDE, billing=BILL))

    assert asked == [Write(data=b"hello")]
    (remark,) = result.remarks
    assert remark.startswith("Letta made 4 pictures where one was asked for; the first is kept")
    assert remark.endswith(" (12 credits were charged)")


def test_a_bill_that_says_nothing_is_unknown_and_not_nothing() -> None:
    assert resumed(answer(INSIDE))[1].charged is None


@pytest.mark.parametrize("status", [403, 404, 410])
def test_a_url_that_expired_costs_the_picture_and_says_so(status: int) -> None:
    with pytest.raises(DamagedError) as gone:
        resumed(answer(ELSEWHERE, billing=BILL), expired=status)

    assert gone.value.exit is Exit.DAMAGED
    assert f"(status {status})" in gone.value.what
    assert gone.value.cost == "It was charged: 12 credits."
    assert "jobs resolve INTENT --retry" in gone.value.next_step
    assert "secret" not in gone.value.what + gone.value.next_step


@pytest.mark.parametrize("image", [None, 7, "one", {}, {"b64_json": "!"}, {"url": ""}])
def test_an_answer_without_a_usable_picture_was_paid_for_all_the_same(image: Json) -> None:
    with pytest.raises(DamagedError) as unusable:
        resumed(answer(image))

    assert "holds no picture that can be used" in unusable.value.what
    assert unusable.value.cost == "It was charged; Letta did not say how many credits."


OPENAI = request({**BOTTLE, "size": "1024x1024"}, model="gpt-image-2")
AS_WEBP = request({**BOTTLE, "letta": {"output_format": "webp"}}, model="gpt-image-2")


@pytest.mark.parametrize(
    ("more", "wanted", "media", "remark"),
    [
        ({"model": "flux-2-pro"}, request(), PICTURE, None),
        ({"model": "black-forest-labs/flux-2-pro"}, request(), PICTURE, None),
        (
            {"model": "flux-1"}, request(), PICTURE,
            "Letta used the model `flux-1`, not `flux-2-pro`",
        ),
        ({"model": 7}, request(), PICTURE, None),
        ({}, request(), PHOTO, "Letta called the picture image/png; its bytes are image/jpeg"),
        ({}, OPENAI, PICTURE, None),
        ({}, OPENAI, replace(PICTURE, width=2048), None),
        (
            {}, OPENAI, replace(PICTURE, width=512),
            "1024x1024 pixels were asked for; the picture has 512x1024",
        ),
        ({}, AS_WEBP, PICTURE, "the format webp was asked for; the picture is image/png"),
    ],
    ids=[
        "same-model", "longer-model", "other-model", "strange-model", "other-type", "same-size",
        "larger", "smaller", "other-format",
    ],
)  # fmt: skip
def test_what_differs_from_the_request_is_remarked_with_the_money(
    more: dict[str, str], wanted: Request, media: Media, remark: str | None
) -> None:
    _, result = resumed(answer(INSIDE, billing=BILL, **more), wanted, media=media)

    expected = () if remark is None else (f"{remark} (12 credits were charged)",)
    assert (result.remarks, result.is_short) == (expected, False)


def test_a_format_that_came_as_wished_needs_no_remark() -> None:
    picture = Media(type=WEBP, width=1024, height=1024)

    _, result = resumed(answer({"b64_json": "aGVsbG8="}), AS_WEBP, media=picture)

    assert result.remarks == ()
