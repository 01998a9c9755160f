from __future__ import annotations

from decimal import Decimal

from assetforge.execution.attempt import AttemptState
from assetforge.report.jobs import Jobs, Resolved
from assetforge.ui.jobs_document import attempt_value, jobs_document, moment, resolved_document
from assetforge.ui.machine import to_json
from tests.unit.adapters.ledger_samples import NOON, attempt_of

LOST = attempt_of(state=AttemptState.UNKNOWN, reserved=Decimal("40.5"), reason="no answer")


def test_an_attempt_says_all_but_what_was_sent_and_where_the_result_lies() -> None:
    assert attempt_value(LOST) == {
        "intent": LOST.intent, "key": LOST.key, "project": "0123456789ab", "asset": "hero",
        "run": "run-1", "provider": "letzai", "account": "d3f90000", "kind": "image",
        "model": "flux2", "route": "/images", "state": "unknown", "live": True, "job": None,
        "status": None, "reason": "no answer",
        "credits": {"reserved": 40.5, "charged": None, "counts": True},
        "digest": None, "intended": "2026-09-21T12:00:00Z", "submitted": None, "ended": None,
    }  # fmt: skip


def test_a_document_has_the_attempts_and_the_sums() -> None:
    jobs = Jobs(
        place="/s/ledger.sqlite3", attempts=(LOST,), names={}, now=NOON, is_all=False,
        rescued=1, unclear=("/p/rescue-x.json",),
    )  # fmt: skip

    assert jobs_document(jobs) == {
        "format_version": "1.0",
        "document": "jobs",
        "place": "/s/ledger.sqlite3",
        "jobs": [attempt_value(LOST)],
        "totals": {
            "letzai": {
                "live": 1,
                "at_stake": {"low": 0, "high": 40.5, "known": True},
                "spent": {"low": 0, "high": 0, "known": True},
            }
        },
        "rescued": 1,
        "unclear": ("/p/rescue-x.json",),
    }
    assert to_json(jobs_document(jobs)).endswith("}\n")


def test_a_decision_has_what_was_and_what_is() -> None:
    after = attempt_of(state=AttemptState.ABANDONED)

    assert resolved_document(Resolved(verdict="drop", before=LOST, after=after)) == {
        "format_version": "1.0",
        "document": "jobs",
        "decision": "drop",
        "was": "unknown",
        "jobs": [attempt_value(after)],
    }


def test_a_moment_is_in_utc_and_whole_seconds() -> None:
    assert moment(0.9) == "1970-01-01T00:00:00Z"
