from __future__ import annotations

from dataclasses import replace

from assetforge.core.digest import digest_bytes
from assetforge.lock.model import InputRef
from assetforge.plan.compare import Known, changes
from assetforge.plan.model import Ask, Reason
from tests.unit.lock.samples import made_of

OLD = made_of("hero")
LOGO = OLD.inputs[0]
ASK = Ask(
    address="hero", kind=OLD.kind, provider=OLD.provider, model=OLD.model, request=OLD.request,
    inputs=OLD.inputs,
)  # fmt: skip
SAME = (Known(name="logo", ref=LOGO),)


def check(ask: Ask, *expected: Reason, inputs: tuple[Known, ...] = SAME) -> None:
    assert changes(OLD, ask, inputs) == expected


def test_the_same_request_has_no_changes() -> None:
    check(ASK)


def test_each_changed_part_is_told_with_old_and_new() -> None:
    check(
        replace(ASK, kind="edit", provider="letta", model="flux2"),
        Reason(why="kind", old="image", new="edit"),
        Reason(why="provider", old="letzai", new="letta"),
        Reason(why="model", old="gemini-3-pro-image", new="flux2"),
    )


def test_fields_that_came_went_and_changed_are_told() -> None:
    check(
        replace(ASK, request={"prompt": "a boat", "resolution": "2k", "seed": 7}),
        Reason(why="field", field="prompt", old="a photo of hero", new="a boat"),
        Reason(why="field", field="watermark", old=False, new=None),
        Reason(why="field", field="seed", old=None, new=7),
    )


def test_one_is_not_true() -> None:
    check(
        replace(ASK, request={**OLD.request, "watermark": 0}),
        Reason(why="field", field="watermark", old=False, new=0),
    )


def test_a_changed_input_is_blamed_by_its_name_of_today() -> None:
    new = InputRef(name="badge", by="content", digest=digest_bytes(b"badge"))

    check(
        ASK,
        Reason(why="input", upstream="badge", old=LOGO.digest, new=new.digest),
        inputs=(Known(name="badge", ref=new),),
    )


def test_a_renamed_input_is_no_change() -> None:
    check(ASK, inputs=(Known(name="badge", ref=replace(LOGO, name="badge")),))


def test_an_input_known_after_the_build_is_passed_over() -> None:
    check(ASK, inputs=(Known(name="logo", ref=None),))


def test_more_inputs_are_told_by_name_known_or_not() -> None:
    check(
        ASK,
        Reason(why="inputs", old=["logo"], new=["logo", "hero"]),
        inputs=(*SAME, Known(name="hero", ref=None)),
    )


def test_a_sandbox_in_the_place_of_the_service_is_told_either_way() -> None:
    made = replace(OLD, place="this machine")
    at_sandbox = replace(ASK, place="this machine")

    assert changes(made, ASK, SAME) == (Reason(why="from-sandbox", field="letzai"),)
    assert changes(OLD, at_sandbox, SAME) == (Reason(why="at-sandbox", field="letzai"),)
    assert changes(made, at_sandbox, SAME) == ()
    assert [each.why for each in changes(made, replace(ASK, provider="letta"), SAME)] == [
        "provider"
    ]
