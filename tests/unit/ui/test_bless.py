from __future__ import annotations

import json
from dataclasses import replace

from assetforge.core.digest import digest_bytes
from assetforge.lock.model import Blessing
from assetforge.plan.blessing import Blessed
from assetforge.plan.model import Reason
from assetforge.ui.bless import blessed_document, show_blessed
from assetforge.ui.machine import to_json
from assetforge.ui.style import PLAIN
from tests.unit.ui.samples import DAWN, HOSTILE, SUNSET, ask, entry, made

OLD = made(ask("hero", prompt=SUNSET))
ORIGIN = Blessing(
    reasons=("a typo",), key=OLD.key, key_schema=1, model=OLD.model, request=OLD.request, inputs=()
)
NEW = replace(OLD, key=digest_bytes(b"new"), request={"prompt": DAWN}, blessing=ORIGIN)
CHANGED = Reason(why="field", field="prompt", old=SUNSET, new=DAWN)
BLESSED = Blessed(address="hero", before=entry("hero", OLD), made=NEW, changes=(CHANGED,))


def test_what_was_declared_immaterial_is_shown_with_both_texts() -> None:
    assert show_blessed([BLESSED], style=PLAIN, width=80) == (
        "blessed hero\n"
        "  prompt changed\n"
        "    - …the scene to a beach at sunset and put the logo on the…\n"
        "    + …the scene to a beach at dawn and put the logo on the…\n"
        "0 credits were spent. 1 result counts for what the manifest asks for now.\n"
    )


def test_what_a_build_would_still_pay_for_is_named_once() -> None:
    other = replace(BLESSED, address="logo", still_paid=("beach",))
    blessed = [replace(BLESSED, still_paid=("beach", "night")), other]

    *_, first, second, _total = show_blessed(blessed, style=PLAIN, width=80).splitlines()

    assert first.startswith("note beach was made from hero, logo, and a build would pay for it")
    assert second.startswith("note night was made from hero, and a build would pay for it")


def test_several_are_counted_and_none_is_said() -> None:
    assert "2 results count for" in show_blessed([BLESSED, BLESSED], style=PLAIN, width=80)
    assert show_blessed([], style=PLAIN, width=80).startswith("Nothing to bless")


def test_programs_get_both_keys_and_what_it_was_made_for() -> None:
    document = json.loads(to_json(blessed_document([BLESSED])))

    (asset,) = document["assets"]
    assert (asset["key"], asset["previous_key"]) == (NEW.key, OLD.key)
    assert asset["changes"][0]["field"] == "prompt"
    assert asset["blessed"]["reasons"] == ["a typo"]
    assert asset["still_paid"] == []


def test_a_hostile_name_does_nothing_to_a_terminal() -> None:
    shown = show_blessed([replace(BLESSED, address=HOSTILE)], style=PLAIN, width=80)

    assert "\x1b" not in shown
