from __future__ import annotations

from dataclasses import replace

import pytest

from assetforge.core.digest import digest_bytes
from assetforge.lock.model import Blessing, Entry, Made
from assetforge.plan.drawn_name import as_drawn
from assetforge.plan.fingerprint import key_of
from assetforge.plan.model import Ask
from tests.unit.lock.samples import made_of

NOW = Ask(
    address="hero", kind="image", provider="studio", model=None, inputs=(),
    request={"label": "hero", "prompt": "A bottle"},
)  # fmt: skip
BEFORE = replace(NOW, request={"label": "hero-old", "prompt": "A bottle"})


def locked(ask: Ask) -> Entry:
    made = replace(made_of("hero"), key=key_of(ask) or digest_bytes(b""), request=ask.request)
    return Entry(made=made, output="assets/hero.png")


def test_a_drawing_with_an_older_name_is_what_is_asked_for() -> None:
    assert as_drawn(NOW, locked(BEFORE)) == BEFORE


@pytest.mark.parametrize(
    ("ask", "entry"),
    [
        (NOW, None),
        (NOW, locked(NOW)),
        (NOW, locked(replace(BEFORE, request={"label": "hero-old", "prompt": "A can"}))),
        (NOW, locked(replace(BEFORE, request={"prompt": "A bottle"}))),
        (replace(NOW, request={"label": "by hand", "prompt": "A bottle"}), locked(BEFORE)),
        (replace(NOW, inputs=None), locked(BEFORE)),
    ],
)
def test_otherwise_what_is_asked_for_is_drawn(ask: Ask, entry: Entry | None) -> None:
    assert as_drawn(ask, entry) == ask


@pytest.mark.parametrize("label", ["hero", "hero-old"])
def test_a_drawing_that_was_blessed_since_is_still_what_it_was_made_for(label: str) -> None:
    entry = locked(BEFORE)
    later = replace(NOW, request={"label": label, "prompt": "A can"})
    entry = replace(entry, made=blessed(entry.made, later))

    assert as_drawn(NOW, entry) == BEFORE
    assert as_drawn(replace(NOW, request={"label": "hero", "prompt": "A can"}), entry) == later


def blessed(made: Made, ask: Ask) -> Made:
    """Have a drawing count for other words."""
    origin = Blessing(
        reasons=("a typo",), key=made.key, key_schema=1, model=made.model, request=made.request,
        inputs=made.inputs,
    )  # fmt: skip
    key = key_of(ask) or digest_bytes(b"")
    return replace(made, key=key, request=ask.request, blessing=origin)
