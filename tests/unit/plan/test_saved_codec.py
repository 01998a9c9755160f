from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest

from assetforge.core.credits import UNKNOWN, Credits
from assetforge.core.digest import digest_bytes
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from assetforge.plan.saved import Basis, SavedPlan
from assetforge.plan.saved_codec import (
    NewerPlanError,
    NoPlanError,
    TooLargeError,
    decode_saved,
    encode_saved,
)
from tests.fakes.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetforge.core.values import Json
    from assetforge.plan.model import Plan


def saved_plan() -> SavedPlan:
    workplace = Workplace()
    workplace.source("logo")
    workplace.add("hero")
    workplace.add("beach", "hero", "logo")
    workplace.add("icon", by="here")
    workplace.build()
    workplace.change("hero", prompt="another `prompt` | <b>\u001b[31m", look="another")
    workplace.paid.prices = {"hero": Credits.between(10, 20), "beach": UNKNOWN}
    plan = workplace.plan(Wishes(selection=Selection(targets=("hero", "beach"))))
    return SavedPlan(
        nonce="0" * 32, project="a" * 12, saved_at="2026-11-20T12:00:00Z", tool="1.0",
        digest=digest_bytes(b"plan"), plan=plan,
        basis=Basis(
            manifest="assets.toml", is_draft=False, files={"assets.toml": digest_bytes(b"1")},
            sources={"logo": digest_bytes(b"2")}, entries={"hero": digest_bytes(b"3")},
            wishes=Wishes(
                selection=Selection(targets=("hero", "beach"), excludes=("x*",)), replace=("hero",)
            ),
        ),
    )  # fmt: skip


def without_results(saved: SavedPlan) -> SavedPlan:
    steps = tuple(replace(step, made=None) for step in saved.plan.steps)
    return replace(saved, plan=replace(saved.plan, steps=steps))


def test_what_was_saved_is_read_back() -> None:
    saved = saved_plan()

    assert decode_saved(encode_saved(saved).encode()) == without_results(saved)


def test_a_cell_may_have_the_longest_of_addresses() -> None:
    saved = saved_plan()
    step = saved.plan.steps[0]
    long = replace(step, ask=replace(step.ask, address=f"hero@{'x' * 4_000}"), made=None)
    named = replace(saved, plan=replace(saved.plan, steps=(long,)))

    assert decode_saved(encode_saved(named).encode()) == named


def test_an_unknown_price_stands_as_null_and_never_as_0() -> None:
    document = json.loads(encode_saved(saved_plan()))

    prices = {step["address"]: step["credits"] for step in document["steps"]}
    assert prices["beach"] == {"low": "0", "high": None}


def test_what_a_newer_minor_version_added_is_passed_over() -> None:
    document = json.loads(encode_saved(saved_plan()))
    document |= {"format_version": "1.7", "mood": "good"}
    document["steps"][0]["mood"] = "better"

    assert decode_saved(json.dumps(document).encode()) == without_results(saved_plan())


def changed(path: str, value: Json) -> bytes:
    """Write a saved plan with one value changed."""
    document = cast("Json", json.loads(encode_saved(saved_plan())))
    *parents, last = path.split(".")
    place = document
    for name in parents:
        place = (
            place[int(name)] if isinstance(place, list) else cast("dict[str, Json]", place)[name]
        )
    cast("dict[str, Json]", place)[last] = value
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("format_version", "2.0"),
        ("document", "plan"),
        ("nonce", "../../x"),
        ("nonce", 0),
        ("steps.0.key", "sha256:x"),
        ("steps.0.action", "steal"),
        ("steps.0.credits.high", -1),
        ("steps.0.credits.high", "1e999"),
        ("steps.0.credits.low", "NaN"),
        ("steps.0.credits", {"low": "10", "high": "9.99"}),
        ("steps.0.provider", "letzai 0.\n::warning::hello"),
        ("steps.0.address", "../hero"),
        ("basis", None),
        ("saved_at", "yesterday"),
        ("chain.seconds", float("inf")),
    ],
)
def test_what_is_no_saved_plan_is_refused_with_its_place(path: str, value: Json) -> None:
    with pytest.raises(NoPlanError) as caught:
        decode_saved(changed(path, value))

    assert str(caught.value).startswith(f"{path}: ")


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"null", b"version = 1"])
def test_what_is_no_json_is_refused(data: bytes) -> None:
    with pytest.raises(NoPlanError):
        decode_saved(data)


@pytest.mark.parametrize(
    ("version", "is_newer"),
    [("2.0", True), ("10.3", True), ("0.9", False), ("2", False), ("two", False), (2.0, False)],
)
def test_a_newer_version_is_told_from_a_wrong_one(version: Json, *, is_newer: bool) -> None:
    with pytest.raises(NoPlanError) as caught:
        decode_saved(changed("format_version", version))

    assert isinstance(caught.value, NewerPlanError) is is_newer


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"{", "the text: it cannot be read as JSON"),
        (b"null", "the text: it is not what a saved plan has there"),
        (b"{}", "format_version: it is missing"),
        (changed("nonce", "x"), "nonce: it is not what a saved plan has there"),
        (changed("tool", "x" * 4_001), "tool: it is more than a saved plan may hold"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_our_own_words(data: bytes, told: str) -> None:
    with pytest.raises(NoPlanError) as caught:
        decode_saved(data)

    assert str(caught.value) == told


def dear(saved: SavedPlan) -> Plan:
    steps = saved.plan.steps
    return replace(saved.plan, steps=(replace(steps[0], cost=Credits.exactly(10**13)), *steps[1:]))


def wordy(saved: SavedPlan) -> Plan:
    return replace(saved.plan, unasked=("x" * 4_001,))


@pytest.mark.parametrize(("change", "place"), [(dear, "`hero`: low"), (wordy, "unasked_jobs.0")])
def test_what_could_not_be_read_back_is_not_written(
    change: Callable[[SavedPlan], Plan], place: str
) -> None:
    saved = saved_plan()

    with pytest.raises(TooLargeError) as caught:
        encode_saved(replace(saved, plan=change(saved)))

    assert str(caught.value) == f"{place}: it is more than a saved plan may hold"
