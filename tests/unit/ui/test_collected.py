from __future__ import annotations

from assetforge.core.credits import FREE, UNKNOWN, Credits
from assetforge.core.digest import digest_bytes
from assetforge.report.collected import Collected, Gone
from assetforge.ui.collected import collected_document, show_collected
from assetforge.ui.style import PLAIN
from tests.unit.ui.samples import HOSTILE

FOR_FREE = Gone(
    digest=digest_bytes(b"a"), what="image: a logo", provider="studio", frees=2048, worth=FREE
)
PAID = Gone(
    digest=digest_bytes(b"b"), what="video: a slow dolly in", provider="letzai", frees=3 << 20,
    worth=Credits.exactly(750),
)  # fmt: skip
UNPRICED = Gone(
    digest=digest_bytes(b"c"), what="no record speaks of it", provider="letzai", frees=0,
    worth=UNKNOWN,
)  # fmt: skip


def test_what_may_go_is_listed_with_the_credits_that_this_destroys() -> None:
    found = Collected(gone=(FOR_FREE, PAID), is_done=False)

    assert (
        show_collected(found, style=PLAIN, width=80)
        == f"""\
{FOR_FREE.digest[7:19]}  2.0 KiB  free         image: a logo
{PAID.digest[7:19]}  3.0 MiB  750 credits  video: a slow dolly in
Would remove 2 things: 3.0 MiB, worth 750 letzai credits.
`assetforge store gc --yes` removes them.
"""
    )


def test_what_went_needs_no_advice() -> None:
    shown = show_collected(Collected(gone=(PAID,), is_done=True), style=PLAIN, width=80)

    assert shown.endswith("\nRemoved 1 thing: 3.0 MiB, worth 750 letzai credits.\n")


def test_what_has_no_price_is_not_worth_nothing() -> None:
    shown = show_collected(Collected(gone=(PAID, UNPRICED), is_done=False), style=PLAIN, width=80)

    assert "price unknown" in shown
    assert "worth 750 or more letzai credits." in shown


def test_where_nothing_may_go_it_is_said_why() -> None:
    for is_done in (True, False):
        shown = show_collected(Collected(gone=(), is_done=is_done), style=PLAIN, width=80)

        assert shown == "Nothing may go: a lock refers to everything, or it is too new.\n"


def test_a_narrow_terminal_cuts_the_rows_and_not_the_sum() -> None:
    shown = show_collected(Collected(gone=(PAID,), is_done=True), style=PLAIN, width=30)

    row, total = shown.splitlines()
    assert len(row) == 30
    assert row.endswith("…")
    assert total == "Removed 1 thing: 3.0 MiB, worth 750 letzai credits."


def test_a_document_says_all_of_each_thing() -> None:
    document = collected_document(Collected(gone=(UNPRICED,), is_done=False))

    assert document == {
        "format_version": "1.0",
        "document": "store",
        "removed": False,
        "things": [
            {
                "digest": UNPRICED.digest, "what": "no record speaks of it", "provider": "letzai",
                "frees": 0, "credits": {"low": 0, "high": None, "known": False},
            }
        ],
    }  # fmt: skip


def test_nothing_from_outside_reaches_the_terminal_raw() -> None:
    hostile = Gone(
        digest=digest_bytes(b"d"), what=HOSTILE, provider=HOSTILE, frees=1, worth=Credits.exactly(1)
    )

    shown = show_collected(Collected(gone=(hostile,), is_done=False), style=PLAIN, width=400)

    assert all(character.isprintable() or character == "\n" for character in shown)
