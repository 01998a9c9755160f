from __future__ import annotations

from assetforge.core.credits import FREE, UNKNOWN, Credits
from assetforge.core.digest import digest_bytes
from assetforge.report.collected import Collected, Gone
from assetforge.report.torn import Torn
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
    found = Collected(gone=(FOR_FREE, PAID), is_done=False, days=90)

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
    shown = show_collected(Collected(gone=(PAID,), is_done=True, days=90), style=PLAIN, width=80)

    assert shown.endswith("\nRemoved 1 thing: 3.0 MiB, worth 750 letzai credits.\n")


def test_what_has_no_price_is_not_worth_nothing() -> None:
    shown = show_collected(
        Collected(gone=(PAID, UNPRICED), is_done=False, days=90), style=PLAIN, width=80
    )

    assert "price unknown" in shown
    assert "worth 750 or more letzai credits." in shown


def test_where_nothing_may_go_it_is_said_why() -> None:
    lately = "a lock refers to everything, or did in the last 90 days, or it is newer"
    for days, why in ((90, lately), (0, "a lock refers to everything")):
        for is_done in (True, False):
            found = Collected(gone=(), is_done=is_done, days=days)

            assert show_collected(found, style=PLAIN, width=80) == f"Nothing may go: {why}.\n"


def test_records_that_cannot_be_judged_are_named_with_what_that_means() -> None:
    torn = Torn(key=digest_bytes(b"t"), path="/store/t.json", why="it is torn")
    found = Collected(gone=(FOR_FREE,), is_done=True, days=0, torn=(torn,))

    shown = show_collected(found, style=PLAIN, width=80)

    assert "\n1 record cannot be read, so nobody knows what was made:\n  /store/t.json\n" in shown
    assert shown.endswith("Bytes that no record speaks of stay: one of these may speak of them.\n")


def test_a_narrow_terminal_cuts_the_rows_and_not_the_sum() -> None:
    shown = show_collected(Collected(gone=(PAID,), is_done=True, days=90), style=PLAIN, width=30)

    row, total = shown.splitlines()
    assert len(row) == 30
    assert row.endswith("…")
    assert total == "Removed 1 thing: 3.0 MiB, worth 750 letzai credits."


def test_a_document_says_all_of_each_thing() -> None:
    document = collected_document(Collected(gone=(UNPRICED,), is_done=False, days=90))

    assert document == {
        "format_version": "1.0",
        "document": "store",
        "removed": False,
        "damaged": [],
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

    shown = show_collected(
        Collected(gone=(hostile,), is_done=False, days=90), style=PLAIN, width=400
    )

    assert all(character.isprintable() or character == "\n" for character in shown)
