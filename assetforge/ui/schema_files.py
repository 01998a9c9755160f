"""The schemas of what is no document: `assets.lock`, and the lines of `build --json-into`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.ui.schema_money import BUILD_TOTALS
from assetforge.ui.schema_projects import DIAGNOSTIC
from assetforge.ui.schema_values import (
    ADDRESS,
    DIGEST,
    KEY,
    KIND,
    OUTPUT,
    PROVIDER,
    STEP_FIELDS,
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

_JOB: Final = text("The provider's id of the job.")
_BLOB: Final[Mapping[str, Schema]] = {
    "digest": DIGEST,
    "size": whole("Bytes."),
    "type": text("Media type.", "image/png", "video/mp4"),
    "width": whole("Pixels."),
    "height": whole("Pixels."),
    "seconds": amount("Length of a film."),
}


def _credits(means: str) -> Schema:
    """Describe an amount as the lock has it: a number, its digits, or the word `unknown`."""
    return {"type": ["number", "string"], "description": means}


_MADE_FROM: Final = record("Of a blessed one: what it was made from.", {
    "key": KEY,
    "key_schema": whole("The version of the rule that the key was made by."),
    "model": text("The model."),
    "inputs": texts("A line each: `NAME content DIGEST` or `NAME key DIGEST`."),
    "request": named("Every paid parameter after defaults.", value("As written.")),
    "result": DIGEST,
}, may_lack=["model", "inputs", "result"])  # fmt: skip
_ENTRY_LACKS: Final = (
    "model", "place", "job_id", "credits_estimated", "credits_estimated_low",
    "credits_estimated_high", "credits_charged", "inputs", "trained", "blessed", "made_from",
)  # fmt: skip
LOCK_FILE: Final = record("What the last build made, as TOML decodes to.", {
    "version": {"const": 1, "description": "Of the format; another one is refused."},
    "revision": whole("Of the format; a newer one only adds."),
    "asset": named("By address.", record("One finished asset.", {
        "kind": KIND,
        "key": KEY,
        "key_schema": whole("The version of the rule that the key was made by."),
        "provider": PROVIDER,
        "model": text("The model."),
        "place": text("Where a sandbox made it in the provider's stead."),
        "job_id": _JOB,
        "credits_estimated": _credits("What it was said to cost, or `unknown`."),
        "credits_estimated_low": _credits("The same, where it is a range."),
        "credits_estimated_high": _credits("Its upper end, or `unknown`."),
        "credits_charged": _credits("What the provider said it took."),
        "inputs": texts("A line each: `NAME content DIGEST` or `NAME key DIGEST`."),
        "trained": texts("A line each: `TAG ID EDITION`, or `TAG ID`."),
        "blessed": texts("Why it counts for what it was not made for; oldest first."),
        "made_from": _MADE_FROM,
        "request": named("Every paid parameter after defaults.", value("As written.")),
        "result": record("The bytes that were made, and where the provider had them.", {
            "id": text("The provider's id. A hint: the file is untrusted."),
            "url": text("A hint."),
            "url_expires": text("ISO 8601."),
            **_BLOB,
        }, may_lack=["id", "url", "url_expires", "seconds"]),
        "output": record("The finished file; its bytes where they are not the result's.", {
            "path": OUTPUT, **_BLOB,
        }, may_lack=list(_BLOB)),
    }, may_lack=_ENTRY_LACKS)),
}, may_lack=["revision", "asset"])  # fmt: skip

_JOB_FIELDS: Final[Mapping[str, Schema]] = {
    "address": ADDRESS,
    "provider": PROVIDER,
    "job_id": _JOB,
    "route": text("The collection at the provider.", "/images"),
    "status": text("The provider's word for how far it is; empty: it said nothing yet."),
    "percent": maybe(whole("How far it is; null: nobody said.")),
}
_ENDED: Final[Mapping[str, Schema]] = {
    "address": ADDRESS,
    "provider": PROVIDER,
    "ending": text("How.", "made", "restored", "derived", "kept", "failed", "skipped", "blocked"),
    "output": OUTPUT,
    "seconds": amount("How long it took."),
}
_MESSAGE: Final = text("What happened, for a person; one line of anybody's text made harmless.")
_ERROR: Final[Mapping[str, Schema]] = {
    "what": text("What happened."),
    "cost": text("What it cost, in words."),
    "next_step": text("What to do; may be empty."),
    "exit_code": whole("The exit code that it stands for."),
}
EVENTS: Final[Mapping[str, Schema]] = {
    "version": record("The first line.", {
        "tool": text("Who writes.", "assetforge"),
        "tool_version": text("Its version."),
        "format": text("The version of these lines.", "1.0"),
    }),
    "plan": record("What the build would do, before anybody agreed to it.", {
        "changes": flag("Whether it would do anything."),
        "totals": shared("totals", "In numbers."),
    }),
    "planned_change": record("One asset that would not stay as it is.", STEP_FIELDS),
    "build_started": record("It was agreed to, and the work begins.", {
        "assets": whole("How many are not as they should be."),
    }),
    "asset_started": record("Work on one asset begins.", {
        "address": ADDRESS, "provider": PROVIDER, "action": STEP_FIELDS["action"],
    }),
    "job_submitted": record("A provider has a job of ours, which is in the ledger or a `rescue`.", {
        **_JOB_FIELDS, "ordered_before": flag("Whether an earlier build ordered it."),
    }),
    "progress": record("A provider told how far a job is. Left out where nobody reads.", {
        **_JOB_FIELDS,
    }),
    "asset_done": record("One asset is there.", {
        **_ENDED,
        "file": shared("bytes", "What the file holds."),
        "job_id": maybe(_JOB),
        "credits_charged": maybe(amount("What this build paid; null: the provider did not say.")),
        "remarks": texts("What a person should know of the result; may be anybody's text."),
        "short": flag("Whether it is so much less than asked that it is no success."),
    }),
    "asset_failed": record("One asset could not be made.", {
        **_ENDED, **_ERROR,
        "credits_at_stake": maybe(shared("credits", "Of an order that brought nothing.")),
    }),
    "asset_skipped": record("One asset was not begun.", {
        **_ENDED, "because": maybe(text("The input that is missing; null: its own config.")),
    }),
    "note": record("Something that a person should know, and that is no failure.", {
        "address": ADDRESS,
    }),
    "rescue": record("What the ledger refused to take; keep the message.", {}),
    "draining": record("The build was told to stop: nothing new begins.", {
        "running": whole("Assets that are still finished."),
    }),
    "summary": record("The last line of a build that ran.", {
        "exit_code": whole("How the command ends."),
        "seconds": amount("How long it took."),
        **BUILD_TOTALS,
        "progress_left_out": whole("Lines of `progress` that were left out for a slow reader."),
    }),
    "error": record("The last line of a build that did not run, or broke off.", {
        **_ERROR, "diagnostics": several("Of an invalid manifest or lock.", DIAGNOSTIC),
    }, may_lack=["diagnostics"]),
}  # fmt: skip
_LINE: Final = record("One line: a JSON object. Readers pass over types they do not know.", {
    "type": text("What the line is about.", *EVENTS),
    "time": text("When, ISO 8601 in UTC with milliseconds."),
    "message": _MESSAGE,
})  # fmt: skip
EVENT_LINE: Final[Schema] = {
    **_LINE,
    "allOf": [
        {
            "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
            "then": told,
        }
        for name, told in EVENTS.items()
    ],
}
