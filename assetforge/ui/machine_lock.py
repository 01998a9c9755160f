"""What is locked as JSON for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.ui.machine import blob_value, credits_value, document, number

if TYPE_CHECKING:
    from assetforge.core.values import Json, Table
    from assetforge.lock.model import Blessing, Entry, InputRef, Lock


def lock_document(lock: Lock) -> Table:
    """Write every entry of a lock, sorted by address."""
    entries = sorted(lock.entries.items())
    return document("lock", {"assets": {name: entry_value(entry) for name, entry in entries}})


def show_document(address: str, entry: Entry) -> Table:
    """Write one entry of a lock."""
    return document("show", {"address": address, **entry_value(entry)})


def entry_value(entry: Entry) -> Table:
    """Write what a lock says of one asset. Ids and URLs are hints from an untrusted file."""
    made = entry.made
    return {
        "kind": made.kind,
        "provider": made.provider,
        "model": made.model,
        "place": made.place or None,
        "key": made.key,
        "key_schema": made.key_schema,
        "request": made.request,
        "inputs": [input_value(source) for source in made.inputs],
        "output": entry.output,
        "file": blob_value(entry.file),
        "result": blob_value(made.result),
        "job_id": made.job_id,
        "result_id": made.result_id,
        "url": made.url,
        "url_expires": made.url_expires,
        "credits_estimated": credits_value(made.estimated) if made.estimated else None,
        "credits_charged": None if made.charged is None else number(made.charged),
        "trained": [
            {"tag": model.name, "id": model.id, "edition": model.edition} for model in made.trained
        ],
        "blessed": blessing_value(made.blessing),
    }


def input_value(source: InputRef) -> Table:
    """Write an input as it entered the key."""
    return {"name": source.name, "by": source.by, "digest": source.digest}


def blessing_value(blessing: Blessing | None) -> Json:
    """Write why a result counts for what it was not made for, and what that was; null: it was."""
    if blessing is None:
        return None
    return {
        "reasons": list(blessing.reasons),
        "made_from": {
            "key": blessing.key, "key_schema": blessing.key_schema, "model": blessing.model,
            "request": blessing.request,
            "inputs": [input_value(source) for source in blessing.inputs],
        },
    }  # fmt: skip
