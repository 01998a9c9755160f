"""What a digest approves is told by its upper ends, and by what becomes public."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.credits import UNKNOWN, Credits
from assetforge.core.digest import digest_bytes
from assetforge.report.approval import Approval
from assetforge.ui.approval import approval_table, approval_words, upload_words
from assetforge.ui.diff_inert import code

if TYPE_CHECKING:
    from collections.abc import Mapping

DIGEST = digest_bytes(b"plan")
WHOLE = "To approve it (`build --approved`) approves the whole project: "
TELL = "publicly reachable from then on"


@pytest.mark.parametrize(
    ("costs", "uploads", "told"),
    [
        ({}, (), "nothing that costs credits."),
        ({"letzai": Credits.between(10, 1490)}, (), "letzai 1,490 at most."),
        ({"letta": UNKNOWN, "letzai": Credits.exactly(9)}, (), "letta unknown, letzai 9 at most."),
        ({}, ("a",), f"uploads a: {TELL}."),
        ({"letzai": Credits.exactly(9)}, ("a", "b"),
         f"letzai 9 at most, and uploads a and b: {TELL}."),
    ],
)  # fmt: skip
def test_the_most_that_is_approved_is_told(
    costs: Mapping[str, Credits], uploads: tuple[str, ...], told: str
) -> None:
    approval = Approval(digest=DIGEST, costs=costs, uploads=uploads)

    assert approval_words(approval) == f"{WHOLE}{told}"


def test_of_very_many_uploads_some_are_named_and_the_others_counted() -> None:
    names = [f"logo-{number}" for number in range(10)]

    shown = upload_words(names)

    assert shown == (
        "uploads logo-0, logo-1, logo-2, logo-3, logo-4, logo-5, logo-6, logo-7 and 2 more inputs: "
        f"{TELL}"
    )


def test_where_nothing_is_uploaded_nothing_is_told() -> None:
    assert upload_words(()) == ""


def test_names_are_made_harmless_for_where_they_stand() -> None:
    assert upload_words(["a\nb"]) == f"uploads a b: {TELL}"
    assert upload_words(["@team"], code) == f"uploads `@team`: {TELL}"


def test_programs_get_all_of_it() -> None:
    names = tuple(f"logo-{number}" for number in range(10))
    approval = Approval(digest=DIGEST, costs={"letzai": Credits.between(0, 9)}, uploads=names)

    assert approval_table(approval) == {
        "plan_digest": DIGEST,
        "approves": {"letzai": {"low": 0, "high": 9, "known": True}},
        "approves_uploads": list(names),
    }
