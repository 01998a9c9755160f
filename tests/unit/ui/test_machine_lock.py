from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assetforge.core.credits import UNKNOWN
from assetforge.core.digest import digest_bytes
from assetforge.core.values import is_table
from assetforge.lock.model import InputRef, Lock, TrainedRef
from assetforge.ui.machine import blob_value
from assetforge.ui.machine_lock import entry_value, input_value, lock_document, show_document
from tests.unit.ui.samples import ask, blob, entry, made

LOGO = InputRef(name="logo", by="content", digest=digest_bytes(b"logo"))


def test_an_entry_is_written_whole() -> None:
    result = replace(
        made(ask("hero", "edit", "letzai", prompt="x")), inputs=(LOGO,), job_id="job-1",
        url="https://example.org/1", estimated=UNKNOWN, charged=Decimal("12.5"),
        trained=(TrainedRef(name="anna", id="a1", edition=None),),
    )  # fmt: skip
    given = replace(entry("hero", result), transcoded=blob("webp"))

    assert entry_value(given) == {
        "kind": "edit", "provider": "letzai", "model": "flux2", "place": None, "key": result.key,
        "key_schema": 1,
        "request": {"prompt": "x"}, "inputs": [input_value(LOGO)], "output": "assets/hero.png",
        "file": blob_value(blob("webp")), "result": blob_value(blob("hero")),
        "job_id": "job-1", "result_id": None, "url": "https://example.org/1", "url_expires": None,
        "credits_estimated": {"low": 0, "high": None, "known": False}, "credits_charged": 12.5,
        "trained": [{"tag": "anna", "id": "a1", "edition": None}],
        "blessed": None,
    }  # fmt: skip


def test_what_a_sandbox_made_says_so() -> None:
    assert entry_value(entry("hero", replace(made(ask("hero")), place="this machine")))[
        "place"
    ] == ("this machine")


def test_an_input_tells_how_it_counts() -> None:
    assert input_value(LOGO) == {"name": "logo", "by": "content", "digest": LOGO.digest}


def test_a_lock_is_sorted_by_address() -> None:
    value = lock_document(Lock(entries={"b": entry("b"), "a": entry("a")}))

    assets = value["assets"]
    assert is_table(assets)
    assert list(assets) == ["a", "b"]
    assert show_document("a", entry("a"))["address"] == "a"
