"""What stands in many documents, described once: credits, bytes, steps, attempts, prices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

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

ADDRESS: Final = text("The asset, with its cell of a matrix.", "hero", "banner@de-16x9")
KIND: Final = text("The kind of asset.", "image", "edit", "upscale", "video", "derive")
PROVIDER: Final = text("Who makes it.", "letzai", "letta", "studio", "local")
MODEL: Final = maybe(text("The model; null where there is none.", "flux2"))
OUTPUT: Final = text("Path of the finished file, from the project's folder.", "assets/hero.png")
DIGEST: Final = text("What names these bytes: `sha256:` and 64 hexadecimal digits.")
KEY: Final = text("The digest of everything that the result depends on.")
ACTION: Final = text("What a build does.", "keep", "restore", "make", "derive", "blocked")


def credits_by_provider(means: str) -> Schema:
    """Describe sums of credits; those of two providers are different units."""
    return named(f"{means} By provider; never added together.", shared("credits", "A sum."))


STEP_FIELDS: Final[Mapping[str, Schema]] = {
    "address": ADDRESS,
    "kind": KIND,
    "provider": PROVIDER,
    "model": MODEL,
    "action": ACTION,
    "previous_address": maybe(text("The name that the lock still has it under.")),
    "reasons": several("Why.", shared("reason", "A reason, with the class of its field.")),
    "cosmetic": named("Fields that are in no key: description, alt, tags.", value("As written.")),
    "credits": shared("credits", "What it may cost."),
    "seconds": amount("The time that it is expected to take."),
    "output": OUTPUT,
    "key": maybe(text("Its key; null where only the build knows.")),
    "known_after_build": flag("Whether the key depends on what is yet to be made."),
    "edited": flag("Whether the file was edited by hand and is left as it is."),
    "ordered": flag("Whether it was bought before and is only taken up."),
    "uploads": texts("Inputs that become public, because the service needs a URL."),
    "trained_models": texts("Trained models that the prompt names by `@tag`."),
}
ENTRY_FIELDS: Final[Mapping[str, Schema]] = {
    "kind": KIND,
    "provider": PROVIDER,
    "model": MODEL,
    "place": maybe(text("Where a sandbox made it in the provider's stead.")),
    "key": KEY,
    "key_schema": whole("The version of the rule that the key was made by."),
    "request": named("Every paid parameter after defaults.", value("As written.")),
    "inputs": several("What it was made from, in order.", shared("input", "An input.")),
    "output": OUTPUT,
    "file": maybe(shared("bytes", "What the file should hold.")),
    "result": maybe(shared("bytes", "What was made.")),
    "job_id": maybe(text("The provider's id of the job. A hint: the file is untrusted.")),
    "result_id": maybe(text("The provider's id of the result. A hint.")),
    "url": maybe(text("Where the provider had the result. A hint.")),
    "url_expires": maybe(text("When that ends, ISO 8601; null where nobody said.")),
    "credits_estimated": maybe(shared("credits", "What it was said to cost; null: no price.")),
    "credits_charged": maybe(amount("What the provider said it took; null: it did not say.")),
    "trained": several("Trained models that its prompt named.", record("One.", {
        "tag": text("Its name, without the at-sign."),
        "id": text("The provider's id."),
        "edition": maybe(text("What tells one version from the next.")),
    })),
    "blessed": maybe(shared("blessing", "Why it counts for this request; null: it was made so.")),
}  # fmt: skip
MODEL_FIELDS: Final[Mapping[str, Schema]] = {
    "provider": PROVIDER,
    "kind": KIND,
    "id": text("The name that counts."),
    "name": text("As the provider writes it."),
    "aliases": texts("Other words for it."),
    "default": flag("Whether it is meant where none is named."),
    "outdated": flag("Whether newer documents no longer name it."),
    "tiers": named("Our word for a resolution to the service's.", text("The service's word.")),
    "takes": named("Fields of an asset and what they may hold.", text("In words.")),
    "takes_beside": named("The same for the provider's own fields.", text("In words.")),
    "defaults": named("What is asked for where nothing is said.", value("As written.")),
    "required": texts("Fields without a default."),
    "inputs": record("What it may be made from.", {
        "most": whole("How many."), "source": text("Whether.", "required", "advised", "free"),
    }),
    "needs": texts("What the user's own config must hold."),
    "price": maybe(shared("price", "What it costs; null: unknown, which is not free.")),
    "options": several("Wishes that change the price.", shared("option", "One.")),
    "source": shared("source", "The document that names it."),
}  # fmt: skip
_AMOUNT: Final = maybe(amount("Credits; null: not known."))

SHARED: Final[Mapping[str, Schema]] = {
    "credits": record("Credits of one provider, as a range.", {
        "low": amount("At least so many."),
        "high": maybe(amount("At most so many; null: unknown, which is not 0.")),
        "known": flag("Whether the upper end is known."),
    }),
    "bytes": record("Some bytes, and what they were found to be.", {
        "digest": DIGEST,
        "size": whole("Bytes."),
        "type": text("Media type.", "image/png", "video/mp4"),
        "width": whole("Pixels."),
        "height": whole("Pixels."),
        "seconds": maybe(amount("Length of a film; null for a picture.")),
    }),
    "input": record("An input, as it entered the key.", {
        "name": ADDRESS,
        "by": text("Whether its content or its own key counts.", "content", "key"),
        "digest": DIGEST,
    }),
    "reason": record("Why. Readers tolerate codes that they do not know.", {
        "code": text("What is the matter.", "field", "never-built", "upstream-made"),
        "field": maybe(text("The field that changed.")),
        "old": value("What it was; null where nothing was there."),
        "new": value("What it is."),
        "upstream": maybe(text("The input that is to blame.")),
        "field_class": maybe(text("What the field decides.", "paid", "local", "cosmetic")),
    }, may_lack=["field_class"]),
    "step": record("One asset of a plan.", STEP_FIELDS),
    "totals": record("A plan in numbers.", {
        "make": whole("Made by a provider, paid or free."),
        "restore": whole("Put in place from what exists."),
        "derive": whole("Cut or converted here, free."),
        "blocked": whole("Cannot be made: something is missing in the config."),
        "unchanged": whole("Left as they are."),
        "edited": whole("Edited by hand, and left so."),
        "spend": whole("Cost credits, or may."),
        "rebuild": whole("Made anew at all."),
        "metadata_only": whole("Change nothing but names."),
        "credits": credits_by_provider("What a build may cost."),
        "credits_blocked": credits_by_provider("What blocked assets would cost."),
    }),
    "orphan": record("A locked asset that the manifest no longer has.", {
        "address": ADDRESS, "output": OUTPUT,
    }),
    "entry": record("What a lock says of one asset.", ENTRY_FIELDS),
    "blessing": record("Why a result counts for what it was not made for.", {
        "reasons": texts("One for each edit, oldest first."),
        "made_from": record("What it was made from.", {
            "key": KEY,
            "key_schema": whole("The version of the rule that the key was made by."),
            "model": MODEL,
            "request": named("Every paid parameter after defaults.", value("As written.")),
            "inputs": several("What it was made from, in order.", shared("input", "An input.")),
        }),
    }),
    "failure": record("What happened, what it cost, what to run next.", {
        "what": text("What happened."),
        "cost": text("What it cost, in words."),
        "next": text("What to do; empty where there is nothing."),
        "exit_code": whole("The exit code that it stands for."),
    }),
    "spent": record("What one provider charged in this build.", {
        "amount": amount("The sum of what it said."),
        "known": flag("Whether that is all."),
        "unsaid": texts("Assets whose charge it did not say."),
        "unsaid_estimated": shared("credits", "What those were estimated to cost."),
        "missing": texts("Assets whose order was or may be paid, and brought nothing."),
        "missing_cost": shared("credits", "What those cost, as far as it is known."),
    }),
    "attempt": record("An attempt to buy, as the ledger has it.", {
        "intent": text("Its name in the ledger."),
        "key": KEY,
        "project": text("What names the project."),
        "asset": ADDRESS,
        "run": text("What names the build."),
        "provider": PROVIDER,
        "account": text("What tells one account from another; no part of a key."),
        "kind": KIND,
        "model": MODEL,
        "route": text("The collection at the provider.", "/images"),
        "state": text("How far it came.", "intent", "unknown", "submitted", "ready", "stored"),
        "live": flag("Whether it may still cost or bring something."),
        "job": maybe(text("The provider's id of the job.")),
        "status": maybe(whole("The last HTTP status.")),
        "reason": text("Why it stands so; may hold the provider's words."),
        "credits": record("Its credits.", {
            "reserved": _AMOUNT, "charged": _AMOUNT, "counts": flag("Whether limits count them."),
        }),
        "digest": maybe(text("The digest of what it brought.")),
        "intended": text("When it was written down, ISO 8601 in UTC."),
        "submitted": maybe(text("When it was accepted.")),
        "ended": maybe(text("When it ended.")),
    }),
    "trained_use": record("A tag in a prompt, and the trained model that it names now.", {
        "asset": ADDRESS,
        "provider": PROVIDER,
        "tag": text("The name, without the at-sign."),
        "problem": maybe(text("Why it names none.")),
        "model": maybe(shared("trained_model", "What it names now.")),
        "recorded": maybe(shared("trained_model", "What it named when the result was made.")),
        "outdated": flag("Whether there is a newer version."),
    }),
    "trained_model": record("A version of a trained model.", {
        "id": text("The provider's id."),
        "edition": maybe(text("What tells one version from the next.")),
    }),
    "source": record("The document that says so.", {
        "name": maybe(text("Its name; null: none.")),
        "as_of": maybe(text("The day that it speaks of, ISO 8601.")),
        "confidence": text("How sure that is.", "documented", "inferred", "own"),
        "note": maybe(text("What is inferred, and why.")),
    }),
    "price": record("What one result, call or second costs.", {
        "unit": text("What is counted.", "image", "job", "second"),
        "by": maybe(text("The field that decides.", "resolution", "quality", "duration")),
        "flat": maybe(shared("credits", "The figure, where nothing decides.")),
        "figures": named("A figure for each word of the field.", shared("credits", "It costs.")),
        "lower": maybe(shared("price", "The other possible meaning of the document's figure.")),
        "source": shared("source", "The document that says so."),
    }),
    "option": record("A wish that changes the price.", {
        "field": text("The field."),
        "value": value("What it holds then; null: a number above `above`."),
        "above": maybe({"type": "number", "description": "The bound."}),
        "factor": maybe(amount("What the price is multiplied by; null: nobody says.")),
        "confidence": text("How sure that is.", "documented", "inferred", "own"),
        "note": maybe(text("What is inferred.")),
    }),
    "model": record("A model of a provider, for one kind of asset.", MODEL_FIELDS),
    "difference": record("Jobs of one model that cost other than was said.", {
        "provider": PROVIDER,
        "kind": KIND,
        "model": MODEL,
        "expected": shared("credits", "What was said."),
        "jobs": whole("How many."),
        "charged": record("What was charged.", {
            "low": amount("Least."), "high": amount("Most."),
        }),
    }),
}  # fmt: skip
