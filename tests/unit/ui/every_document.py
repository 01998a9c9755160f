"""Every document for programs, made by hand: each variant of each kind, as full as it gets."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from assetforge.core.credits import UNKNOWN, Credits
from assetforge.core.diagnostics import Diagnostic, Place
from assetforge.core.digest import digest_bytes
from assetforge.core.errors import StorageError
from assetforge.core.media import Media
from assetforge.execution.attempt import AttemptState
from assetforge.lock.model import InputRef, Lock
from assetforge.plan.model import Orphan, Reason
from assetforge.report.build import build_report, failure_of
from assetforge.report.collected import Collected
from assetforge.report.comment_marker import Marker, Validity
from assetforge.report.commenting import Moves, Posted, Wish
from assetforge.report.holdings import Holdings
from assetforge.report.jobs import Resolved
from assetforge.report.model import Spent
from assetforge.report.prices import Difference
from assetforge.report.relocked import Missing, Relocked
from assetforge.report.stored import Stored
from assetforge.ui.adopt import adopted_document
from assetforge.ui.bless import blessed_document
from assetforge.ui.collected import collected_document
from assetforge.ui.comment import comment_document
from assetforge.ui.diff_json import diff_document
from assetforge.ui.doctor import checkup_document, first_day_document
from assetforge.ui.explain import Explanation, Where
from assetforge.ui.graph_json import graph_document
from assetforge.ui.jobs_document import jobs_document, resolved_document
from assetforge.ui.jobs_resumed import resumed_document
from assetforge.ui.locked import merged_document
from assetforge.ui.locked_again import relocked_document
from assetforge.ui.machine_build import build_document
from assetforge.ui.machine_check import check_document
from assetforge.ui.machine_explain import explain_document
from assetforge.ui.machine_lock import lock_document, show_document
from assetforge.ui.machine_plan import plan_document
from assetforge.ui.machine_status import status_document
from assetforge.ui.models_json import models_document
from assetforge.ui.pricing_json import prices_document, quotes_document
from assetforge.ui.store import place_document, stored_document
from assetforge.ui.tagged import with_tagged
from assetforge.ui.trained import trained_values
from assetforge.ui.verify import verdicts_document
from tests.unit.adapters.ledger_samples import NOON, attempt_of
from tests.unit.report.first_days import tried
from tests.unit.ui.diffs import BLESSED as PARDONED
from tests.unit.ui.diffs import EVERYTHING, FIRST, UNPROVEN
from tests.unit.ui.priced import CATALOGUE, model, quoted
from tests.unit.ui.samples import (
    ask,
    asset,
    blob,
    entry,
    execution,
    graph,
    made,
    outcome,
    plan,
    step,
)
from tests.unit.ui.test_bless import BLESSED, ORIGIN
from tests.unit.ui.test_collected import PAID as GOING
from tests.unit.ui.test_doctor import DONE as SETTLED
from tests.unit.ui.test_doctor import NO_KEY, OPEN
from tests.unit.ui.test_doctor import ORIGIN as FOUND
from tests.unit.ui.test_jobs import jobs_of
from tests.unit.ui.test_jobs_resumed import DONE as RESUMED
from tests.unit.ui.test_jobs_resumed import FAILED
from tests.unit.ui.test_jobs_searched import FOUND as SEARCHED
from tests.unit.ui.test_locked import FITS, GONE, merged
from tests.unit.ui.test_store import TORN, kept
from tests.unit.ui.test_tagged import USE
from tests.unit.ui.test_trained import ANNA
from tests.unit.ui.test_verify import verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from assetforge.core.values import Table

LOGO: Final = InputRef(name="logo", by="content", digest=digest_bytes(b"logo"))
FILM: Final = blob("film", Media(type="video/mp4", width=640, height=360, seconds=8))
CHANGED: Final = Reason(why="field", field="size", old="1x1", new="2x2")
PAID: Final = replace(
    step("hero", "make", CHANGED, cost=UNKNOWN, of=ask("hero", "edit", "letzai", prompt="@anna")),
    shares=("logo",), notes={"alt": "A bottle"}, moved_from="old-hero",
)  # fmt: skip
LATER: Final = replace(step("clip", "make", Reason(why="upstream-made", upstream="hero")), key=None)
PLAN: Final = replace(
    plan(PAID, LATER, step("icon", "keep"), chain=["hero", "clip"],
         orphans=[Orphan(address="old", output="assets/old.png")]),
    unasked=("intent",), spent_moves=("older",),
)  # fmt: skip
MADE: Final = replace(
    made(ask("hero", "edit", "letzai", prompt="x")), inputs=(LOGO,), job_id="job-1",
    result_id="r1", url="https://example.org/1", url_expires="2026-12-01T00:00:00Z",
    estimated=Credits.between(60, 120), charged=Decimal("12.5"), blessing=ORIGIN,
    trained=(USE.was,) if USE.was else (), place="this machine",
)  # fmt: skip
ENTRY: Final = replace(entry("hero", MADE), transcoded=FILM)
ENDED: Final = attempt_of(
    state=AttemptState.STORED, actual=Decimal("40.5"), job="job-1", submitted_at=NOON
)
REPORT: Final = replace(
    build_report(PLAN, execution(
        outcome(PAID),
        replace(outcome(LATER, "failed"), error=StorageError("the disk is full", next_step="Go.")),
        left=("clip",),
    )),
    lock_failure=failure_of(FAILED.error),
    spent={"letzai": Spent(amount=Decimal(45), unsaid=("hero",), unsaid_cost=UNKNOWN)},
)  # fmt: skip
PROBLEM: Final = Diagnostic(
    code="unknown-key", summary="s", detail="d", hint="h",
    place=Place(file="assets.toml", line=8, column=1, length=5),
)  # fmt: skip
MARKER: Final = Marker(
    tag="default", plan=digest_bytes(b"plan"), validity=Validity(at="2026-11-20T12:00:00Z")
)
OFF: Final = Difference(
    provider="letta", kind="image", model=None, said=UNKNOWN, least=Decimal(12),
    most=Decimal("12.5"), jobs=3,
)  # fmt: skip
EXPLAINED: Final = Explanation(
    step=step("a", of=replace(ask("a", prompt="x"), inputs=(LOGO,))), entry=ENTRY, inputs=("logo",),
    fields={"prompt": Where(file="assets.toml", line=4)}, declared=Where(file="b.toml", line=1),
)  # fmt: skip
CLIP: Final = quoted("clip", model("video", "kling26"), {"duration": 5, "sound": True})
CATALOGUED: Final = {
    (each.provider, each.kind): each for found in CATALOGUE.values() for each in found.models
}  # one of each kind

DOCUMENTS: Final[Mapping[str, Table]] = {
    "adopt": adopted_document("hero", MADE, ["a note"], "assets/hero.png"),
    "bless": blessed_document([BLESSED]),
    "build": build_document(REPORT),
    "check": check_document([PROBLEM]),
    "check-valid": check_document([], assets=3),
    "comment": comment_document(
        Wish(marker=MARKER, body="#### Nothing to pay"), EVERYTHING,
        Posted(moves=Moves(writes="create"), url="https://example.org/1"),
    ),
    "diff": diff_document(EVERYTHING),
    "diff-first": diff_document(FIRST),
    "diff-blessed": diff_document(PARDONED),
    "diff-unproven": diff_document(UNPROVEN),
    "doctor": checkup_document([NO_KEY, FOUND]),
    "doctor-live": first_day_document(PLAN, [OPEN, SETTLED], [tried(12), tried(failure="it was")]),
    "explain": explain_document(EXPLAINED),
    "explain-new": explain_document(
        Explanation(step=step("a", of=replace(ask("a"), inputs=None)), entry=None, inputs=("b",))
    ),
    "graph": graph_document(graph(asset("logo", kind="source"), asset("hero@de", "logo")), {
        "hero@de": "make",
    }),
    "jobs": jobs_document(replace(jobs_of(ENDED, attempt_of("beach")), unclear=("/state/x",))),
    "jobs-resolve": resolved_document(Resolved(verdict="job", before=attempt_of(), after=ENDED)),
    "jobs-resume": resumed_document([RESUMED, FAILED]),
    "jobs-search": resumed_document([RESUMED], SEARCHED),
    "lock": lock_document(Lock(entries={"hero": ENTRY, "icon": entry("icon")})),
    "models": {
        **models_document([*CATALOGUED.values()], ["studio"]), "trained": trained_values([ANNA]),
    },
    "plan": plan_document(PLAN),
    "plan-online": with_tagged(plan_document(PLAN), [USE, replace(USE, flaw="no", now=None)]),
    "plan-saved": {
        **plan_document(PLAN), "saved_at": "2026-11-20T12:00:00Z",
        "plan_digest": digest_bytes(b"plan"), "approves": None, "approves_uploads": None,
        "stale": "the lock changed",
    },
    "pricing": quotes_document([CLIP], [OFF]),
    "pricing-models": prices_document([model("image", "flux2")], [OFF]),
    "rebuild": relocked_document(Relocked(
        found=("hero",), kept=("icon",), recovered=2, aside="assets.lock.damaged", salvaged=1,
        committed=1, absent=("sea",),
        missing=(Missing(address="clip", why="ordered", has_older=True),),
    )),
    "resolve": merged_document(merged(FITS, GONE), ["assets.toml"], ["sea"]),
    "resolve-nothing": merged_document(None, []),
    "show": show_document("hero", ENTRY),
    "status": status_document(
        PLAN, Holdings(place="/store", files=2, size=9), jobs_of(attempt_of("hero"))
    ),
    "store": stored_document(Stored(kept=(kept("hero"),), torn=(TORN,), place="/store")),
    "store-where": place_document("/store"),
    "store-gc": collected_document(Collected(gone=(GOING,), torn=(TORN,), is_done=True, days=30)),
    "verify": verdicts_document([verdict("hero"), verdict("icon", "damaged", "missing")]),
}  # fmt: skip
WRITTEN_BY_COMMANDS: Final = frozenset({"error", "sandbox"})  # their tests hold those to a schema


def write_missing(folder: Path) -> Iterator[str]:
    """Write the documents that the folder does not have; name them."""
    for name, document in DOCUMENTS.items():
        path = folder / f"{name}.json"
        if not path.exists():
            text = json.dumps(document, indent=1, ensure_ascii=False)
            path.write_text(f"{text}\n", encoding="utf-8")
            yield name
