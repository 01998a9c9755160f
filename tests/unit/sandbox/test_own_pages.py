from __future__ import annotations

from dataclasses import replace

from assetforge.sandbox.settings import ORGANIZATION
from tests.unit.sandbox.bench import (
    PICTURE_SECONDS,
    PROMPT,
    SETTINGS,
    START,
    TOKEN,
    Bench,
    inner,
    table,
)


def test_a_server_tells_its_name_and_whose_it_is() -> None:
    bench = Bench(settings=replace(SETTINGS, instance="sandbox-of-mine"))

    told = bench.ask("GET", "/sandbox/instance", key=None)

    record = inner(bench.order("/images", prompt=PROMPT), "user")
    assert table(told) == {
        "instance": "sandbox-of-mine", "dialect": "current", "user": record,
        "organization": ORGANIZATION,
    }  # fmt: skip


def test_the_ledger_tells_orders_credits_and_the_time() -> None:
    bench = Bench()
    record = bench.order("/images", prompt=PROMPT, baseModel="flux2", webhookUrl=TOKEN)
    bench.wait(1)

    ledger = table(bench.ask("GET", "/sandbox/ledger", key=None))

    assert ledger["credits"] == {
        "letzai": {"granted": 10_000, "charged": 60, "left": 9940},
        "letta": {"granted": 10_000, "charged": 0, "left": 10_000},
    }
    assert ledger["now"] == START + 1
    assert ledger["orders"] == [{
        "id": record["id"], "provider": "letzai", "route": "/images",
        "body": {"prompt": PROMPT, "baseModel": "flux2", "webhookUrl": TOKEN}, "token": TOKEN,
        "credits": 60, "at": START, "seconds": PICTURE_SECONDS, "instance": ledger["instance"],
    }]  # fmt: skip


def test_it_is_healthy() -> None:
    assert table(Bench().ask("GET", "/realtime/health", key=None)) == {"status": "ok"}
