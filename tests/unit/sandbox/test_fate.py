from __future__ import annotations

import pytest

from assetforge.sandbox.fate import fate_of
from assetforge.sandbox.fault import Fault
from assetforge.sandbox.job import Fate


@pytest.mark.parametrize(
    ("fault", "fate"),
    [
        (Fault(kind="accept-late", seconds=5), Fate(late_by=5)),
        (Fault(kind="fail"), Fate(word="failed", detail="the generation failed")),
        (Fault(kind="fail", word="out of memory"), Fate(word="failed", detail="out of memory")),
        (Fault(kind="disallow"), Fate(word="not_allowed", detail="refused by content policy")),
        (Fault(kind="odd-word", word="hidden"), Fate(odd_word="hidden")),
        (Fault(kind="odd-word", word="", seconds=3), Fate(odd_word="", odd_for=3)),
        (Fault(kind="full-progress", seconds=5), Fate(full_for=5)),
        (Fault(kind="no-url", seconds=5), Fate(bare_for=5)),
        (Fault(kind="endless"), Fate(is_endless=True)),
        (Fault(kind="list-late", seconds=5), Fate(unlisted_for=5)),
        (Fault(kind="know-late", seconds=5), Fate(unknown_for=5)),
        (Fault(kind="no-echo"), Fate(is_echoing=False)),
    ],
)
def test_each_fault_bends_the_fate_in_its_way(fault: Fault, fate: Fate) -> None:
    assert fate_of([fault]) == fate


def test_without_faults_all_goes_well() -> None:
    assert fate_of([]) == Fate()


def test_faults_add_up() -> None:
    faults = [Fault(kind="no-echo"), Fault(kind="list-late", seconds=5)]

    assert fate_of(faults) == Fate(is_echoing=False, unlisted_for=5)
