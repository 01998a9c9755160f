"""The documents of commands that look at a project: what it asks for, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.ui.schema_values import (
    ACTION,
    ADDRESS,
    DIGEST,
    ENTRY_FIELDS,
    KIND,
    MODEL,
    STEP_FIELDS,
    credits_by_provider,
)
from assetforge.ui.schema_words import (
    amount,
    flag,
    maybe,
    named,
    record,
    several,
    shared,
    text,
    texts,
    value,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.ui.schema_words import Schema

_ORPHANS: Final = several("Locked, and no longer declared.", shared("orphan", "One."))
_UNASKED: Final = texts("Paid jobs that run, and that no asset asks for now: their intents.")
_TRAINED: Final = several("With `--online`: the tags.", shared("trained_use", "One use."))
_STEPS: Final = named("Every asset by its address.", shared("step", "What becomes of it."))
_REASONS: Final = several("Why.", shared("reason", "A reason."))
_DECLARED: Final = maybe(record("Where it is written.", {
    "file": text("Path from the project's folder."), "line": whole("From 1."),
}))  # fmt: skip
_WORK: Final = maybe(record("What it asks for on that side; null: it is not there.", {
    "kind": KIND,
    "provider": maybe(text("Who makes it; null for a source.")),
    "model": MODEL,
    "credits": shared("credits", "What making it costs by the catalogue."),
    "picture": maybe(text("https URL of its locked result.")),
}))  # fmt: skip
_LINE: Final = maybe(record("The line that somebody wrote; null: it is not known.", {
    "file": text("Path from the project's folder."),
    "line": maybe(whole("From 1; null: the file as a whole.")),
    "committed": maybe(flag("Whether git has it; null: git does not know.")),
    "commit": maybe(text("The commit that wrote it.")),
    "author": maybe(text("Who wrote it; anybody's text.")),
    "removed": flag("Whether it is a line of the base that somebody took away."),
}))  # fmt: skip
DIAGNOSTIC: Final = record("A problem, with its place.", {
    "code": text("Its kind; never holds a user's text.", "unknown-key"),
    "severity": text("`error`, or `warning`: of what works but may not be meant.", "error"),
    "summary": text("What is wrong, in short."),
    "detail": text("What is wrong."),
    "hint": text("What to do; may be empty."),
    "file": text("Path from the project's folder."),
    "line": whole("From 1; 0: the file as a whole."),
    "column": whole("From 1."),
    "length": whole("Characters that are marked."),
})  # fmt: skip

PROJECT_DOCUMENTS: Final[Mapping[str, tuple[Schema, ...]]] = {
    "plan": (record("What a build would do, why and for how much.", {
        "changes": flag("Whether a build would do anything."),
        "frozen": flag("Whether all is had as it is locked (`--frozen`)."),
        "assets": _STEPS,
        "totals": shared("totals", "In numbers."),
        "orphans": _ORPHANS,
        "spent_moves": texts("Lines of `[moved]` that nothing needs any more."),
        "unasked_jobs": _UNASKED,
        "chain": record("The longest chain of assets that wait for each other.", {
            "addresses": texts("In order."), "seconds": amount("How long it takes."),
        }),
        "trained": _TRAINED,
        "saved_at": text("Of a saved plan: when, ISO 8601."),
        "plan_digest": text("Of the whole project: what `build --approved` takes."),
        "approves": maybe(credits_by_provider(
            "What the digest approves, the upper ends. Of a saved plan null: something else by now."
        )),
        "approves_uploads": maybe(texts("Inputs that become publicly reachable with it.")),
        "stale": maybe(text("Of a saved plan: why a build would refuse it; null: it would not.")),
    }, may_lack=[
        "trained", "saved_at", "plan_digest", "approves", "approves_uploads", "stale",
    ]),),
    "status": (record("How a project stands.", {
        "up_to_date": flag("Whether a build would do nothing."),
        "totals": shared("totals", "In numbers."),
        "assets": _STEPS,
        "orphans": _ORPHANS,
        "in_flight": several("What was bought and is not finished.", shared("attempt", "One.")),
        "unasked_jobs": _UNASKED,
        "store": maybe(record("What the store holds; null: there is none yet.", {
            "place": text("Its folder."), "files": whole("How many."), "size": whole("Bytes."),
        })),
        "trained": _TRAINED,
    }, may_lack=["trained"]),),
    "check": (record("The problems of a manifest or lock.", {
        "valid": flag("Whether there is none."),
        "assets": whole("How many assets there are; 0 where they could not be counted."),
        "diagnostics": several("Every problem.", DIAGNOSTIC),
    }),),
    "explain": (record("Every part of an asset's key, and what the lock says of it.", {
        **STEP_FIELDS,
        "declared": _DECLARED,
        "place": maybe(text("Where a sandbox stands in for the provider.")),
        "request": named("Every parameter after defaults.", record("One.", {
            "value": value("What it is."),
            "class": maybe(text("What the field decides.", "paid", "local", "cosmetic")),
            "declared": _DECLARED,
        })),
        "inputs": texts("What it is made from, in order."),
        "inputs_in_key": maybe(several("How those count.", shared("input", "An input."))),
        "locked": maybe(shared("entry", "What the lock says; null: nothing.")),
    }),),
    "graph": (record("Who needs whom.", {
        "assets": several("Inputs first.", record("One.", {
            "address": ADDRESS,
            "name": text("Its name, without the cell of a matrix."),
            "kind": KIND,
            "inputs": texts("What it is made from, in order."),
            "action": maybe(ACTION),
        })),
    }),),
    "diff": (record("What a change to a project makes, costs and causes.", {
        "tool": text("The version of assetforge."),
        "manifest": text("Path from the project's folder."),
        "base": maybe(record("What is compared with; null: everything counts as new.", {
            "name": text("As it was named."), "commit": text("Where the two parted."),
        })),
        "no_base": maybe(text("Why there is none.")),
        "head": maybe(text("The commit that was checked out.")),
        "plan_digest": text("What `build --approved` takes."),
        "approves": credits_by_provider("What the digest approves, the upper ends."),
        "approves_uploads": texts("Inputs that become publicly reachable with it."),
        "changes": flag("Whether anything is different, or has to be made."),
        "policy": record("What the budget says of it, the stricter of both sides.", {
            "denied": texts("Why a build is refused."), "warned": texts("What it warns of."),
        }),
        "assets": named("What there is something to say of.", record("What becomes of it.", {
            "address": ADDRESS,
            "change": text("Against the base.", "added", "changed", "restored", "removed"),
            "reasons": _REASONS,
            "previous_address": maybe(text("The name that it had.")),
            "before": _WORK,
            "after": _WORK,
            "action": maybe(ACTION),
            "to_make": flag("Whether a build of this tree has to make it."),
            "to_make_in_base": flag("Whether a build of the base would, too."),
            "credits_to_pay": shared("credits", "What a build of this tree would pay."),
            "uploads": texts("Inputs that become publicly reachable by making it."),
            "dependants": texts("What is made from it."),
            "cause": maybe(text("The asset whose change it follows from.")),
            "other_causes": texts("Others that it follows from as well."),
            "blessed": texts("Why its result counts since this change; none: as it was made."),
            "made_for": _REASONS,
            "unproven": maybe(record("Two results of one request; null: none is known.", {
                "locked": text("What the lock says."),
                "stored": text("What the store of the machine has that compared."),
            })),
        }, may_lack=["unproven", "uploads"])),
        "causes": several("The dearest first.", record("A change that somebody wrote.", {
            "address": ADDRESS,
            "reasons": _REASONS,
            "line": _LINE,
            "chain": texts("The longest way from the change to a paid asset."),
            "paid": texts("The paid assets that are counted here."),
            "credits_to_pay": credits_by_provider("What it causes."),
        })),
        "totals": record("In numbers.", {
            "added": whole("Assets."), "changed": whole("Assets."), "restored": whole("Assets."),
            "removed": whole("Assets."), "unchanged": whole("Assets."),
            "paid": whole("Assets that a build would pay for, or may."),
            "credits_before": credits_by_provider("Everything of the base."),
            "credits_after": credits_by_provider("Everything of this tree."),
            "credits_to_pay": credits_by_provider("What a build of this tree would pay."),
            "credits_to_pay_in_base": credits_by_provider("What one of the base would, too."),
        }),
    }, may_lack=["approves", "approves_uploads"]),),
    "comment": (record("What became of a comment on a pull request.", {
        "action": text("What was done.", "created", "updated", "left"),
        "why": maybe(text("Why nothing was written.")),
        "url": maybe(text("Where the comment stands.")),
        "hidden": texts("Addresses of older comments that were hidden."),
        "deleted": texts("Addresses of older comments that were deleted."),
        "tag": text("Which of several comments on one request.", "default"),
        "verified": flag("Whether this run worked it out itself, and is trusted."),
        "plan_digest": text("What `build --approved` takes, where it is verified."),
        "approves": credits_by_provider("What the digest approves, the upper ends."),
        "approves_uploads": texts("Inputs that become publicly reachable with it."),
        "valid_at": text("When the change that it speaks of came to CI, in UTC."),
        "changes": flag("Whether anything is different, or has to be made."),
        "credits_to_pay": credits_by_provider("What a build of this tree would pay."),
        "body": text("The comment as Markdown."),
    }, may_lack=["verified", "approves", "approves_uploads"]),),
    "lock": (record("Everything that is locked, as `show --json` tells it.", {
        "assets": named("By address.", shared("entry", "What was made.")),
    }),),
    "show": (record("What is locked of one asset.", {"address": ADDRESS, **ENTRY_FIELDS}),),
    "verify": (record("How locked bytes were found.", {
        "right": flag("Whether all of it is."),
        "assets": named("By address.", record("One.", {
            "output": text("Path of the file."),
            "stored": text("The bytes in the store.", "right", "missing", "damaged"),
            "placed": text("The output file.", "right", "missing", "edited"),
            "record": text("The store's record.", "right", "damaged"),
            "right": flag("Whether nothing is lost."),
            "heals_free": flag("Whether it can be set right at no cost."),
            "healed": flag("Whether it was set right just now."),
        })),
    }),),
    "resolve": (record("How a lock in conflict was merged.", {
        "resolved": flag("Whether there was anything to decide."),
        "decisions": several("What was decided.", record("Of one asset.", {
            "address": ADDRESS,
            "took": text("Whose entry it has.", "ours", "theirs", "base"),
            "why": text("Why.", "asked-for", "one-changed", "none-fits"),
            "conflict": flag("Whether both sides changed it."),
            "removed": flag("Whether it is gone."),
        })),
        "mixed": texts("Files whose conflict was not settled yet."),
        "since": texts("Assets that have what was built since the merge began."),
        "assets": maybe(whole("How many the lock has; null: it was left alone.")),
        "credits": whole("What it cost: 0."),
    }),),
    "rebuild": (record("A lock that was written again.", {
        "found": texts("Assets from the store."),
        "kept": texts("Assets that were right already."),
        "missing": several("Assets without a result.", record("One.", {
            "address": ADDRESS,
            "why": text("Why.", "ordered", "after-build", "not-stored"),
            "older_entry": flag("Whether what was made before stays locked."),
        })),
        "recovered_records": whole("Records of the store that the ledger gave back."),
        "old_lock": maybe(text("Where the damaged lock went.")),
        "salvaged": whole("Entries of it that could be read."),
        "committed": whole("Entries that the last commit's lock gave a lock that was lost."),
        "absent": texts("Assets that the last commit's lock names and this one does not."),
        "credits": whole("What it cost: 0."),
    }),),
    "bless": (record("What was declared immaterial.", {
        "assets": several("Every blessed asset.", record("One.", {
            "address": ADDRESS,
            "key": DIGEST,
            "previous_key": DIGEST,
            "changes": _REASONS,
            "blessed": maybe(shared("blessing", "Why it counts.")),
            "still_paid": texts("What was made from it, and a build would buy anew."),
        }, may_lack=["still_paid"])),
        "credits": whole("What it cost: 0."),
    }),),
}  # fmt: skip
