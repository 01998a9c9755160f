from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assetforge.core.values import is_table
from assetforge.report.verdict import Verdict
from assetforge.ui.style import ANSI, PLAIN
from assetforge.ui.verify import show_verdicts, verdicts_document
from tests.unit.ui.samples import HOSTILE

if TYPE_CHECKING:
    from assetforge.report.verdict import Condition


def verdict(
    address: str, stored: Condition = "right", placed: Condition = "right", *, copy: bool = True
) -> Verdict:
    return Verdict(
        address=address, output=f"assets/{address}.png", stored=stored, placed=placed,
        has_copy=copy, is_local=False,
    )  # fmt: skip


def drawn(address: str, stored: Condition, placed: Condition = "right") -> Verdict:
    return replace(verdict(address, stored, placed, copy=False), is_local=True)


def test_what_is_wrong_is_listed_with_its_way_out() -> None:
    given = [
        verdict("hero"),
        verdict("gone", "right", "missing"),
        verdict("edited", "right", "edited"),
        verdict("broken", "damaged", "right"),
        verdict("lost", "missing", copy=False),
        drawn("drawn", "missing"),
        replace(verdict("healed"), is_healed=True),
        replace(verdict("torn"), is_torn=True),
    ]

    assert (
        show_verdicts(given, style=PLAIN)
        == """\
gone    assets/gone.png missing           `assetforge build` restores it, free
edited  assets/edited.png edited by hand  stays as it is
broken  stored bytes damaged              `assetforge verify --heal` heals it, free
lost    stored bytes missing              cannot be healed free
drawn   stored bytes missing              made again here when needed, free
healed  healed in the store
torn    record in the store damaged       `assetforge verify --heal` heals it, free
2 locked assets are whole, store and output.
"""
    )


def test_several_faults_of_one_asset_stand_in_one_line() -> None:
    given = [
        drawn("a", "missing", "missing"),
        verdict("b", "damaged", "edited", copy=False),
    ]

    assert (
        show_verdicts(given, style=PLAIN)
        == """\
a  stored bytes missing, assets/a.png missing  made again here when needed, free
b  stored bytes damaged, assets/b.png edited by hand  cannot be healed free
0 locked assets are whole, store and output.
"""
    )


def test_where_all_is_well_that_is_the_only_line() -> None:
    shown = show_verdicts([verdict("a"), verdict("b")], style=PLAIN)

    assert shown == "2 locked assets are whole, store and output.\n"


def test_the_last_line_is_green_only_where_all_is_well() -> None:
    good, bad = verdict("a"), verdict("b", "missing")

    assert show_verdicts([good], style=ANSI).startswith("\x1b[32m1 locked asset is")
    assert "\x1b[33m1 locked asset is" in show_verdicts([good, bad], style=ANSI)


def test_a_document_says_all_of_each_asset() -> None:
    torn = replace(verdict("b", "damaged", "edited", copy=False), is_torn=True)

    document = verdicts_document([verdict("a"), torn])

    assert document == {
        "format_version": "1.0",
        "document": "verify",
        "assets": {
            "a": {
                "output": "assets/a.png", "stored": "right", "placed": "right",
                "record": "right", "right": True, "heals_free": True, "healed": False,
            },
            "b": {
                "output": "assets/b.png", "stored": "damaged", "placed": "edited",
                "record": "damaged", "right": False, "heals_free": False, "healed": False,
            },
        },
        "right": False,
    }  # fmt: skip


def test_a_document_of_nothing_is_right() -> None:
    document = verdicts_document([])

    assert document["right"] is True
    assert is_table(document["assets"])
    assert not document["assets"]


def test_nothing_from_outside_reaches_the_terminal_raw() -> None:
    shown = show_verdicts([verdict(HOSTILE, "missing", "missing")], style=PLAIN)

    assert all(character.isprintable() or character == "\n" for character in shown)
