from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.sandbox.fault import Fault
from assetforge.sandbox.settings import ORGANIZATION
from tests.unit.sandbox.bench import PROMPT, SETTINGS, START, TOKEN, Bench, message, older, table

if TYPE_CHECKING:
    from assetforge.core.values import Table

OTHER_ORGANIZATION = "11111111-1111-4111-8111-111111111111"


def test_an_accepted_order_is_charged_before_it_is_answered() -> None:
    bench = Bench()

    record = bench.order("/images", prompt=PROMPT, baseModel="flux2", mode="hd", webhookUrl=TOKEN)

    (charge,) = bench.charges
    assert (record["status"], record["webhookUrl"]) == ("new", TOKEN)
    assert (charge.id, charge.provider, charge.route) == (record["id"], "letzai", "/images")
    assert (int(charge.credits), charge.token, charge.at) == (120, TOKEN, START)
    assert charge.body == {
        "prompt": PROMPT, "baseModel": "flux2", "mode": "hd", "webhookUrl": TOKEN,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("route", "status"), [("/images", 201), ("/upscale", 201), ("/videos", 201)]
)
def test_the_current_dialect_says_created(route: str, status: int) -> None:
    bench = Bench()
    body = {"imageId": bench.image()} if route == "/upscale" else {"prompt": PROMPT}

    assert bench.ask("POST", route, body).status == status


def test_the_older_dialect_says_200_for_pictures_alone() -> None:
    bench = Bench(settings=older())
    source = bench.image()

    statuses = [
        bench.ask("POST", "/images", {"prompt": PROMPT}).status,
        bench.ask("POST", "/upscales", {"imageCompletionId": source}).status,
        bench.ask(
            "POST", "/videos", {"prompt": PROMPT, "originalImageCompletionId": source}
        ).status,
    ]

    assert statuses == [200, 200, 201]


@pytest.mark.parametrize(
    ("body", "status", "complaint"),
    [
        ({"prompt": ""}, 400, "prompt"),
        ({"prompt": PROMPT, "baseModel": "flux9"}, 400, "flux9 is not available"),
        ({"prompt": PROMPT, "organizationId": OTHER_ORGANIZATION}, 401, "no member"),
        ({"prompt": "Photo of @nobody"}, 400, "@nobody"),
        ({"prompt": "Photo of @half_trained"}, 400, "@half_trained"),
    ],
)
def test_a_refused_order_is_not_charged(body: Table, status: int, complaint: str) -> None:
    bench = Bench()

    answer = bench.ask("POST", "/images", body)

    assert (answer.status, complaint in message(answer)) == (status, True)
    assert bench.charges == []


def test_what_is_known_may_be_named() -> None:
    bench = Bench()

    bench.order("/images", prompt="Photo of @john_doe, a@@b", organizationId=ORGANIZATION)

    assert len(bench.charges) == 1


def test_credits_run_out() -> None:
    bench = Bench(settings=replace(SETTINGS, credits=Decimal(125)))
    bench.order("/images", prompt=PROMPT, baseModel="flux2")
    bench.order("/images", prompt=PROMPT, baseModel="flux2")

    answer = bench.ask("POST", "/images", {"prompt": PROMPT, "baseModel": "wan-2-7-image-pro"})

    assert answer.status == 402
    assert table(answer)["credits_required"] == 10
    assert sum(charge.credits for charge in bench.charges) == 120


def test_a_late_order_is_charged_now_and_exists_later() -> None:
    bench = Bench(faults=[Fault(kind="accept-late", seconds=5)])

    answer = bench.ask("POST", "/images", {"prompt": PROMPT})

    (charge,) = bench.charges
    seen: list[int] = []
    for seconds in (0, 4.9, 0.1):
        bench.wait(seconds)
        seen.append(bench.get(f"/images/{charge.id}").status)
    assert (answer.transfer.ending, charge.at) == ("none", START + 5)
    assert seen == [404, 404, 200]


@pytest.mark.parametrize(("kind", "body", "seconds"), [("/images", {}, 10), ("/videos", {}, 40)])
def test_a_film_takes_four_times_as_long_as_a_picture(
    kind: str, body: Table, seconds: float
) -> None:
    bench = Bench()
    id_ = bench.order(kind, prompt=PROMPT, **body)["id"]

    bench.wait(seconds - 0.1)
    before = bench.show(kind, id_)["status"]
    bench.wait(0.1)

    assert (before, bench.show(kind, id_)["status"]) == ("generating", "ready")
