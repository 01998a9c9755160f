from __future__ import annotations

from typing import get_args

from assetforge.plan.model import Action
from assetforge.ui.graph_look import LONGEST, LOOKS, PLAIN_LOOK, escape, label, look_of, subtitle
from tests.unit.ui.samples import HOSTILE, asset


def test_every_action_has_a_look_of_its_own() -> None:
    assert set(LOOKS) == set(get_args(Action))
    assert len({look.word for look in LOOKS.values()}) == len(LOOKS)


def test_words_say_what_colour_says() -> None:
    assert subtitle(asset("a"), {"a": "make"}) == "image · to make"
    assert subtitle(asset("a", kind="source"), {}) == "source"
    assert look_of(asset("a"), {}) is PLAIN_LOOK


def test_a_label_is_clean_and_not_too_long() -> None:
    assert label("") == "?"
    assert len(label("\u0301" * 10_000)) <= LONGEST
    assert label(HOSTILE).isprintable()


def test_markup_is_written_as_text() -> None:
    assert escape("<a href='x'>\"&") == "&lt;a href=&#39;x&#39;&gt;&quot;&amp;"
