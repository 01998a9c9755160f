from __future__ import annotations

from assetforge.sandbox.fate import BENDING
from assetforge.sandbox.fault import FAULT_KINDS, Fault
from assetforge.sandbox.spoilt import REFUSING, SPOILING


def test_a_fault_knows_when_it_strikes() -> None:
    phases = {kind: Fault(kind=kind).phase for kind in ("limit", "fail", "lose-answer", "drip")}

    assert phases == {
        "limit": "before", "fail": "job", "lose-answer": "answer", "drip": "download",
    }  # fmt: skip


def test_every_kind_is_carried_out_somewhere() -> None:
    done = {"before": {*REFUSING, "limit"}, "job": {*BENDING}}
    later = {kind for kind, known in FAULT_KINDS.items() if known.phase in {"answer", "download"}}

    for phase, kinds in done.items():
        assert kinds == {kind for kind, known in FAULT_KINDS.items() if known.phase == phase}
    assert later == set(SPOILING)


def test_what_a_kind_needs_it_takes() -> None:
    assert all(known.needs <= known.takes for known in FAULT_KINDS.values())
