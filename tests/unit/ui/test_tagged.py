"""What tags name, as text and as a document."""

from __future__ import annotations

from dataclasses import replace

from assetforge.lock.model import TrainedRef
from assetforge.report.tagged import Tagged
from assetforge.ui.style import PLAIN
from assetforge.ui.tagged import show_tagged, with_tagged
from tests.unit.ui.samples import HOSTILE

OLD = TrainedRef(name="anna", id="a1", edition="1")
USE = Tagged(address="hero", provider="letzai", tag="anna", was=OLD, now=OLD)


def test_each_tag_has_a_line_and_an_outdated_one_a_way_on() -> None:
    uses = [
        replace(USE, now=replace(OLD, edition="2")),
        replace(USE, address="beach", tag="oak"),
        replace(USE, address="logo", was=None, now=replace(OLD, edition=None)),
        replace(USE, address="sea", tag="bob", was=None, now=None, flaw="`@bob` names nobody"),
    ]

    assert (
        show_tagged(uses, style=PLAIN)
        == """\
Trained models, as their service tells now:
  hero   @anna  outdated: made with 1, there is 2
  beach  @oak   as it was: 1
  logo   @anna  there is a1
  sea    @bob   `@bob` names nobody
  Nothing is remade unasked.
  `assetforge build --replace hero` makes it with the new version, and pays for it.
"""
    )


def test_a_project_without_tags_is_told_so() -> None:
    assert show_tagged([], style=PLAIN) == "No prompt here names a trained model.\n"


def test_a_long_list_is_cut_and_counted() -> None:
    assert "  … and 2 more tags\n" in show_tagged([USE] * 42, style=PLAIN)


def test_nothing_from_outside_reaches_the_terminal_raw() -> None:
    uses = [replace(USE, address=HOSTILE, was=None, now=replace(OLD, edition=HOSTILE))]

    shown = show_tagged([*uses, replace(USE, flaw=HOSTILE)], style=PLAIN)

    assert all(character.isprintable() or character == "\n" for character in shown)


def test_programs_read_what_is_noted_and_what_there_is() -> None:
    value = with_tagged({"document": "plan"}, [replace(USE, now=None, flaw="gone")])

    assert value == {
        "document": "plan",
        "trained": [
            {
                "asset": "hero", "provider": "letzai", "tag": "anna", "problem": "gone",
                "model": None, "recorded": {"id": "a1", "edition": "1"}, "outdated": False,
            }
        ],
    }  # fmt: skip
