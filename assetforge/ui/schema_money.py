"""The documents of commands that make, buy, list prices and keep results; and the one of errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.ui.schema_values import (
    ADDRESS,
    DIGEST,
    KEY,
    KIND,
    MODEL,
    OUTPUT,
    PROVIDER,
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
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.ui.schema_words import Schema

_MODELS: Final = several("The catalogue.", shared("model", "One."))
_DIFFERENCES: Final = several("Where it was off.", shared("difference", "One."))
_DAMAGED: Final = several("Records that cannot be read.", record("One.", {
    "key": KEY, "path": text("Its file."), "why": text("What is wrong with it."),
}))  # fmt: skip
_JOB: Final = record("A job, as a list shows it.", {
    "id": text("The provider's id."), "route": text("Where it was ordered."),
    "phase": text("How far it is.", "running", "done", "failed"),
    "prompt": text("Its beginning; may be anybody's text."),
    "created": maybe(text("When it was ordered; null: it does not say.")),
})  # fmt: skip
BUILD_TOTALS: Final[Mapping[str, Schema]] = {
    "totals": record("How many ended how.", {
        "kept": whole("Left as they were."), "restored": whole("Put in place."),
        "made": whole("Made by a provider."), "derived": whole("Cut or converted here."),
        "failed": whole("Not made."), "skipped": whole("Not begun: an input failed."),
        "blocked": whole("Not begun: something is missing in the config."),
    }),
    "credits_planned": credits_by_provider("What the plan allowed."),
    "credits_spent": named("What was charged, by provider.", shared("spent", "A sum.")),
    "not_started": texts("Assets that were never begun, because the build was stopped."),
    "lock_failure": maybe(shared("failure", "Why the lock could not be written.")),
    "other_failures": several("What else went wrong.", shared("failure", "One.")),
}  # fmt: skip

MONEY_DOCUMENTS: Final[Mapping[str, tuple[Schema, ...]]] = {
    "build": (record("What became of a build.", {
        "exit_code": whole("What the assets and the lock add up to."),
        "seconds": amount("How long it took."),
        "assets": named("By address.", record("How it ended.", {
            "address": ADDRESS,
            "ending": text("How.", "kept", "restored", "made", "derived", "failed", "skipped"),
            "provider": PROVIDER,
            "output": OUTPUT,
            "file": maybe(shared("bytes", "What the file holds; null: there is no result.")),
            "seconds": amount("How long it took."),
            "edited": flag("Whether the file was edited by hand and left so."),
            "because": maybe(text("Of a skipped one: the input that is missing.")),
            "remarks": texts("What a person should know of the result; may be anybody's text."),
            "short": flag("Whether it is so much less than asked that it is no success."),
            "failure": maybe(shared("failure", "What went wrong.")),
        })),
        **BUILD_TOTALS,
    }),),
    "jobs": (
        record("What the ledger knows.", {
            "place": text("Its file."),
            "jobs": several("Oldest first.", shared("attempt", "One.")),
            "totals": named("By provider.", record("Sums.", {
                "live": whole("How many may still cost or bring something."),
                "at_stake": shared("credits", "What those may cost."),
                "spent": shared("credits", "What the others did."),
            })),
            "rescued": whole("Changes that were kept elsewhere and are in the ledger now."),
            "unclear": texts("Files with changes that do not fit the ledger."),
        }),
        record("What a person decided of an attempt.", {
            "decision": text("What.", "retry", "drop", "job"),
            "was": text("How it stood before.", "unknown"),
            "jobs": several("How it stands now.", shared("attempt", "It.")),
        }),
        record("What became of attempts that were taken up.", {
            "resumed": several("Each.", record("One.", {
                "attempt": shared("attempt", "The attempt."),
                "made": maybe(record("What it brought; null: nothing.", {
                    "result": maybe(shared("bytes", "The result.")),
                    "job_id": maybe(text("The provider's id of the job.")),
                    "charged": maybe(amount("Credits; null: the provider did not say.")),
                })),
                "error": maybe(record("What went wrong.", {
                    "what": text("What happened."), "cost": text("What it cost, in words."),
                    "next_step": text("What to do."),
                })),
            })),
            "searched": record("With `--search`: jobs that no ledger here knew.", {
                "taken": several("In the ledger now.", shared("attempt", "One.")),
                "odd": several("Of those: not quite what is asked for.", record("One.", {
                    "asset": ADDRESS, "remarks": texts("What is other; may be anybody's text."),
                })),
                "unsure": several("May be of assets that a build would buy.", record("One.", {
                    "job": _JOB, "assets": texts("The addresses."),
                })),
                "rest": several("Nothing that is still to be made needs them.", _JOB),
                "failed": several("They brought nothing.", _JOB),
                "torn": texts("Lists that were not read to the end."),
            }),
        }, may_lack=["searched"]),
    ),
    "models": (record("What can be named.", {
        "models": _MODELS,
        "open": texts("Providers that take any model."),
        "trained": several("With `--online`: the trained models of the account.", record("One.", {
            "provider": PROVIDER,
            "tag": text("Its name, without the at-sign."),
            "id": text("The provider's id."),
            "kind": maybe(text("What it shows.", "person")),
            "status": maybe(text("The provider's word.")),
            "available": flag("Whether it can be used."),
            "edition": maybe(text("What tells one version from the next.")),
        })),
    }, may_lack=["trained"]),),
    "pricing": (
        record("What models cost.", {"models": _MODELS, "differences": _DIFFERENCES}),
        record("What assets would cost if they were made now.", {
            "assets": named("By address.", record("One.", {
                "kind": KIND,
                "provider": PROVIDER,
                "model": MODEL,
                "credits": shared("credits", "What it would cost."),
                "figure": shared("credits", "The figure of the price table."),
                "figure_of": maybe(text("The word that it stands under.")),
                "seconds": maybe(several("A film's shortest and longest.", amount("Seconds."))),
                "options": several("What changes it.", shared("option", "One.")),
                "price": maybe(shared("price", "The price; null: unknown.")),
            })),
            "totals": credits_by_provider("Everything."),
            "differences": _DIFFERENCES,
        }),
    ),
    "store-where": (
        record("Where the store is.", {"place": text("Its folder.")}),
    ),
    "store": (
        record("What the store holds.", {
            "place": text("Its folder."),
            "results": several("Every finished piece of work.", record("One.", {
                "key": KEY,
                "kind": KIND,
                "provider": PROVIDER,
                "model": MODEL,
                "prompt": text("What was asked for; may be empty."),
                "result": maybe(shared("bytes", "The bytes.")),
                "credits": shared("credits", "What it is worth."),
            })),
            "damaged": _DAMAGED,
        }),
        record("What may go from the store, or went.", {
            "removed": flag("Whether it went."),
            "things": several("What no lock refers to.", record("One.", {
                "digest": DIGEST,
                "what": text("What it is."),
                "provider": text("Who made it; may be empty."),
                "frees": whole("Bytes."),
                "credits": shared("credits", "What is destroyed with it."),
            })),
            "damaged": _DAMAGED,
        }),
    ),
    "adopt": (record("A result that was brought along.", {
        "asset": ADDRESS,
        "key": KEY,
        "provider": PROVIDER,
        "job_id": maybe(text("The provider's id of the job.")),
        "result_id": maybe(text("The provider's id of the result.")),
        "url": maybe(text("Where the provider had it.")),
        "result": maybe(shared("bytes", "The bytes.")),
        "output": OUTPUT,
        "notes": texts("What a person should know."),
    }),),
    "doctor": (
        record("A checkup.", {
            "findings": several("What was looked at.", record("One thing.", {
                "topic": text("What it belongs to.", "letzai", "ledger"),
                "name": text("What it is."),
                "told": text("How it was found; never a key."),
                "standing": text("How it stands.", "good", "note", "bad"),
                "hint": maybe(text("What to do.")),
            })),
        }),
        record("What a live service settled.", {
            "credits": credits_by_provider("What that may have cost."),
            "settled": several("Questions that no document answers.", record("One.", {
                "provider": PROVIDER,
                "question": text("The question."),
                "answer": text("The answer."),
                "follows": maybe(text("What follows from it.")),
                "open": flag("Whether it is still open."),
            })),
            "orders": several("What was ordered.", record("One.", {
                "name": text("What it tried."),
                "provider": PROVIDER,
                "kind": KIND,
                "model": MODEL,
                "estimated": shared("credits", "What it was said to cost."),
                "failure": maybe(text("What went wrong.")),
                "charged": maybe(amount("Credits; null: the provider did not say.")),
                "stopped_on_purpose": flag("Whether it was given up at once."),
            })),
        }),
    ),
    "sandbox": (record("A sandbox that listens.", {
        "origin": text("Where."),
        "instance": text("What names it."),
        "keys": named("A play key for each service.", text("The key; it opens nothing else.")),
        "seed": whole("What its chance begins with."),
    }),),
    "error": (record("A command that ended without its document.", {
        "error": record("What happened.", {
            "what": text("What happened."),
            "cost": text("What it cost, in words."),
            "next_step": text("What to do; may be empty."),
            "exit": whole("The exit code."),
        }),
    }),),
}  # fmt: skip
