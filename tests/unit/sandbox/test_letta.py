from __future__ import annotations

import base64
from dataclasses import replace
from decimal import Decimal

import pytest

from assetforge.core.digest import digest_bytes
from assetforge.core.values import is_table
from assetforge.sandbox.letta import LIFETIME, ROUTE
from tests.unit.sandbox.bench import PROMPT, SETTINGS, Bench, listed, message, table

PICTURE = "data:image/png;base64," + base64.b64encode(b"800x600").decode()


def images(record: dict[str, object]) -> list[dict[str, str]]:
    tables = [image for image in listed(record["images"]) if is_table(image)]
    return [{name: str(value) for name, value in image.items()} for image in tables]


@pytest.mark.parametrize(
    ("provider", "count", "form"),
    [
        ("gemini", 1, "b64_json"),
        ("gemini", 4, "b64_json"),
        ("flux", 1, "url"),
        ("flux", 2, "url"),
        ("openai", 1, "b64_json"),
        ("openai", 2, "url"),
    ],
)
def test_pictures_come_in_the_form_of_their_provider(provider: str, count: int, form: str) -> None:
    bench = Bench()

    record = bench.order(ROUTE, provider=provider, prompt=PROMPT, n=count)

    assert [sorted(image) for image in images(record)] == [sorted([form, "mime_type"])] * count
    assert record["billing"] == {"credits_charged": 12 * count}


def test_a_picture_inside_the_answer_is_whole() -> None:
    (image,) = images(Bench().order(ROUTE, provider="gemini", prompt=PROMPT))

    assert base64.b64decode(image["b64_json"]).startswith(b"drawn ")
    assert image["mime_type"] == "image/png"


@pytest.mark.parametrize(("word", "media_type"), [("jpeg", "image/jpeg"), ("webp", "image/webp")])
def test_openai_may_be_asked_for_a_format(word: str, media_type: str) -> None:
    (image,) = images(
        Bench().order(ROUTE, provider="openai", prompt=PROMPT, output_format=word, size="64x64")
    )

    assert image["mime_type"] == media_type


def test_a_signed_url_expires_for_good() -> None:
    bench = Bench()
    (image,) = images(bench.order(ROUTE, provider="flux", prompt=PROMPT))

    good = bench.download(image["url"])
    forged = bench.download(image["url"].replace("signature=", "signature=0"))
    bench.wait(LIFETIME + 1)
    late = bench.download(image["url"])

    assert (good.status, forged.status, late.status) == (200, 403, 403)
    assert good.body.startswith(b"drawn ")


def test_the_ledger_holds_digests_and_no_pictures() -> None:
    bench = Bench()
    bench.order(ROUTE, provider="gemini", prompt="darker", input_images=[PICTURE])

    (charge,) = bench.charges

    assert (charge.provider, charge.route, charge.token) == ("letta", ROUTE, None)
    assert charge.body["input_images"] == [digest_bytes(b"800x600")]


def test_high_quality_costs_double() -> None:
    record = Bench().order(ROUTE, provider="openai", prompt=PROMPT, quality="high")

    assert record["billing"] == {"credits_charged": 24}


def test_credits_are_those_of_letta() -> None:
    bench = Bench(settings=replace(SETTINGS, credits=Decimal(20)))
    bench.order(ROUTE, provider="flux", prompt=PROMPT)

    answer = bench.ask("POST", ROUTE, {"provider": "flux", "prompt": PROMPT})

    assert (answer.status, table(answer)["credits_required"]) == (402, 12)


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ({"quality": "high"}, "quality is for openai alone"),
        ({"size": "64x64"}, "size is for openai alone"),
        ({"provider": "openai", "size": "large"}, "size must be pixels"),
        ({"provider": "openai", "size": "9999x9999"}, "size must be pixels"),
        ({"input_images": ["https://a.example/b.png"]}, "data URLs"),
        ({"input_images": ["data:image/png;base64,aGk=!!!!"]}, "data URLs"),
        (
            {"input_images": [PICTURE, "data:image/png;base64,aGk="]},
            r"input_images\[1\] is no image",
        ),
    ],
)
def test_a_wrong_call_is_400_and_free(body: dict[str, object], complaint: str) -> None:
    bench = Bench()

    answer = bench.ask("POST", ROUTE, {"provider": "flux", "prompt": PROMPT, **body})

    assert answer.status == 400
    assert complaint.replace("\\", "") in message(answer)
    assert bench.charges == []


def test_it_takes_its_time() -> None:
    answer = Bench().ask("POST", ROUTE, {"provider": "flux", "prompt": PROMPT})

    assert answer.transfer.delay == 10
