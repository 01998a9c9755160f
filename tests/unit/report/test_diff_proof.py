"""A lock that says other than the store is marked, and nothing is claimed where none is known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.digest import Digest, digest_bytes
from assetforge.lock.model import Lock
from assetforge.plan.fingerprint import transcode_key
from assetforge.report.diff_model import Unproven
from assetforge.report.diff_proof import with_proofs
from tests.fakes.workplace import EVERYTHING
from tests.unit.report.diffs import asset, built_campaign, compared, side

if TYPE_CHECKING:
    from assetforge.lock.model import Entry
    from assetforge.report.diff_model import Diff, Side
    from tests.fakes.workplace import Workplace

OTHER = digest_bytes(b"another picture")


class Shelf:
    """A store that has one result for each key, and notes what it was asked."""

    def __init__(self, *entries: Entry) -> None:
        self.has = {entry.made.as_ordered.key: entry.made.result.digest for entry in entries}
        self.asked: list[Digest] = []

    def otherwise(self, key: Digest, digest: Digest) -> Digest | None:
        self.asked.append(key)
        found = self.has.get(key)
        return None if found == digest else found


def proven(base: Side | None, workplace: Workplace, shelf: Shelf) -> Diff:
    diff = compared(base, workplace)
    return with_proofs(diff, base, side(workplace), shelf.otherwise)


def forge(workplace: Workplace, address: str) -> Entry:
    """Have the lock name another result for what an asset asks for; give the true entry."""
    entry = workplace.disk.lock.entries[address]
    result = replace(entry.made.result, digest=OTHER)
    forged = replace(entry, made=replace(entry.made, result=result))
    workplace.disk.lock = workplace.disk.lock.recording({address: forged})
    return entry


def marked(diff: Diff) -> set[str]:
    return {each.address for each in diff.assets if each.unproven is not None}


@pytest.mark.parametrize("address", ["large", "icon"])
def test_another_result_for_the_same_key_is_marked_with_both_digests(address: str) -> None:
    workplace = built_campaign()
    base = side(workplace)
    true = forge(workplace, address)

    diff = proven(base, workplace, Shelf(true))

    assert marked(diff) == {address}
    found = asset(diff, address)
    assert found.unproven == Unproven(locked=OTHER, stored=true.made.result.digest)
    assert (found.change, found.is_told, found.is_claimed) == ("restored", True, True)


def test_nothing_is_claimed_where_the_store_has_nothing() -> None:
    workplace = built_campaign()
    base = side(workplace)
    forge(workplace, "large")

    assert marked(proven(base, workplace, Shelf())) == set()


def test_what_the_store_has_as_well_is_not_marked() -> None:
    workplace = built_campaign()
    entries = workplace.disk.lock.entries.values()

    diff = proven(None, workplace, Shelf(*entries))

    assert marked(diff) == set()
    assert diff == compared(None, workplace)


def test_what_the_base_says_already_is_no_news() -> None:
    workplace = built_campaign()
    true = forge(workplace, "large")
    base, shelf = side(workplace), Shelf(true)

    assert marked(proven(base, workplace, shelf)) == set()
    assert shelf.asked == []


def test_without_a_base_every_claim_is_news() -> None:
    workplace = built_campaign()
    true = forge(workplace, "large")

    assert marked(proven(None, workplace, Shelf(true))) == {"large"}


def test_a_forged_entry_under_another_name_is_marked_where_it_counts() -> None:
    workplace = built_campaign()
    base = side(workplace)
    true = forge(workplace, "large")
    entries = dict(workplace.disk.lock.entries)
    entries["aside"] = entries.pop("large")
    workplace.disk.lock = Lock(entries=entries)

    assert marked(proven(base, workplace, Shelf(true))) == {"large"}


def test_what_is_made_anew_stands_on_no_claim() -> None:
    workplace = built_campaign()
    base = side(workplace)
    true = forge(workplace, "large")
    workplace.change("large", prompt="wider")

    assert marked(proven(base, workplace, Shelf(true))) == set()


def test_a_forged_file_that_was_converted_is_marked_and_told() -> None:
    workplace = built_campaign()
    base_entry = workplace.disk.lock.entries["large"]
    result = base_entry.made.result
    file = replace(result, digest=digest_bytes(b"smaller"), media=replace(result.media))
    true = replace(base_entry, transcoded=file)
    workplace.disk.lock = workplace.disk.lock.recording({"large": true})
    base = side(workplace)
    false = replace(true, transcoded=replace(file, digest=OTHER))
    workplace.disk.lock = workplace.disk.lock.recording({"large": false})
    shelf = Shelf()
    shelf.has = {transcode_key(result.digest, file.media.type): file.digest}

    diff = proven(base, workplace, shelf)

    found = asset(diff, "large")
    assert found.unproven == Unproven(locked=OTHER, stored=file.digest)
    assert found.change == "restored"


def test_marks_change_neither_plan_nor_price() -> None:
    workplace = built_campaign()
    base = side(workplace)
    true = forge(workplace, "large")
    before = workplace.plan(EVERYTHING)

    diff = proven(base, workplace, Shelf(true))

    assert (diff.spend, diff.about) == ({}, compared(base, workplace).about)
    assert workplace.plan(EVERYTHING) == before
