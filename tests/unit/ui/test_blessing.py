from __future__ import annotations

from dataclasses import replace

from assetforge.core.digest import digest_bytes
from assetforge.lock.model import Blessing, InputRef
from assetforge.ui.blessing import blessing_facts
from tests.unit.ui.samples import HOSTILE, ask, made

LOGO = InputRef(name="logo", by="content", digest=digest_bytes(b"logo"))
MADE = made(ask("hero", prompt="held", seed="1"))
BLESSING = Blessing(
    reasons=("a typo", "a comma"), key=digest_bytes(b"old"), key_schema=1, model="older",
    request={"prompt": "hero", "seed": "1", "strength": 2}, inputs=(LOGO,),
)  # fmt: skip


def test_what_was_made_for_its_request_needs_no_words() -> None:
    assert list(blessing_facts(MADE)) == []


def test_every_reason_and_everything_that_differs_is_told() -> None:
    assert list(blessing_facts(replace(MADE, blessing=BLESSING))) == [
        ("blessed", "a typo"),
        ("blessed", "a comma"),
        ("made for", "model = older"),
        ("made for", "prompt = hero"),
        ("made for", "strength = 2"),
        ("made for", f"inputs {LOGO.digest}"),
    ]


def test_a_hostile_reason_does_nothing_to_a_terminal() -> None:
    hostile = replace(BLESSING, reasons=(HOSTILE,), request={HOSTILE: HOSTILE})

    assert "\x1b" not in str(list(blessing_facts(replace(MADE, blessing=hostile))))
