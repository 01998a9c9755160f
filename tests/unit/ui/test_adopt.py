"""What was adopted, as text and as a document."""

from __future__ import annotations

from dataclasses import replace

from assetforge.ui.adopt import adopted_document, show_adopted
from assetforge.ui.style import PLAIN
from tests.unit.ui.samples import HOSTILE, ask, made

MADE = replace(made(ask("hero", provider="letzai")), job_id="job-1", url="https://example.org/1")


def test_what_was_adopted_is_told_with_what_differs() -> None:
    assert (
        show_adopted("hero", MADE, ["its prompt is another"], style=PLAIN)
        == """\
adopted hero  1600x900 image/png  job job-1 of letzai
  note its prompt is another
0 credits were spent. It counts as made for what the manifest asks now.
"""
    )


def test_programs_read_the_ids_and_where_the_file_lies() -> None:
    value = adopted_document("hero", MADE, ["a note"], "assets/hero.png")

    assert (value["job_id"], value["output"], value["notes"]) == (
        "job-1", "assets/hero.png", ["a note"],
    )  # fmt: skip
    assert value["key"] == MADE.key


def test_nothing_from_outside_reaches_the_terminal_raw() -> None:
    shown = show_adopted(HOSTILE, replace(MADE, job_id=HOSTILE), [HOSTILE], style=PLAIN)

    assert all(character.isprintable() or character == "\n" for character in shown)
