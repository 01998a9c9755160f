from __future__ import annotations

from dataclasses import replace

from assetforge.plan.trace import trace_of
from tests.unit.ui.samples import ask, made


def test_a_trace_holds_what_a_service_finds_a_result_by_and_what_it_is() -> None:
    found = replace(made(ask("hero")), job_id="j", result_id="r", url="https://x.example/r")

    trace = trace_of(found)

    assert (trace.kind, trace.job_id, trace.result_id, trace.url) == (
        "image", "j", "r", "https://x.example/r",
    )  # fmt: skip
    assert trace.media == found.result.media
