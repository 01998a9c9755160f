"""The saved plan as JSON Schema (draft 2020-12), for programs that look at one before it is built.

It follows from `saved_table`, which reads the same files. What a newer minor version adds is no
mistake, so that other keys are let pass everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.plan.saved_table import SavedPlanTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import JsonValue

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
IDENTITY: Final = "urn:assetforge:schema:saved-plan:1"
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "SavedPlanTable": {
        "format_version": "major and minor; a newer minor version only adds keys",
        "document": "what this file is",
        "nonce": "the name of this one plan; it is carried out once",
        "project": "mark of the project: 12 digits of the SHA-256 of its name",
        "saved_at": "when it was saved, UTC",
        "tool": "version of assetforge that saved it",
        "plan_digest": "what `build --approved` takes: names all that the committed project costs",
        "basis": "what it was made from; whatever of it changes makes it stale",
        "steps": "every asset that was chosen, inputs before those that need them",
        "orphans": "locked assets that the manifest no longer has",
        "chain": "what decides how long everything takes",
        "asked": "assets that `--replace` named",
        "unasked_jobs": "paid jobs that ran and that no asset asked for",
    },
    "BasisTable": {
        "manifest": "name of the main file",
        "draft": "whether it is the plan of a draft",
        "wishes": "what the command line asked for",
        "files": "digest of each file of the manifest: itself, includes, prompts",
        "sources": "digest of each source that its work begins with, by address",
        "entries": "digest of what the lock said of each asset that it touches, where it did",
    },
    "WishesTable": {
        "targets": "addresses and patterns; none is everything",
        "excludes": "addresses and patterns to leave out",
        "replace": "addresses and patterns to make anew",
    },
    "StepTable": {
        "address": "the asset",
        "action": "keep, restore, make, derive or blocked",
        "kind": "which sort of asset",
        "provider": "who makes it",
        "model": "the canonical id of the model; null where the provider has none",
        "request": "all it asks for, after defaults",
        "inputs": "what it is made from; null where that is known after build",
        "place": "where a sandbox stands in for the provider; empty: at the provider itself",
        "key": "digest of everything its result depends on; null where known after build",
        "output": "path of the finished file, from the project's folder",
        "reasons": "why it is what it is",
        "credits": "what it may cost, in credits of its provider",
        "seconds": "estimate of how long it takes",
        "edited": "whether its file was edited by hand and stays",
        "far": "whether only the service has its bytes",
        "locked": "whether the lock says already what the step would write",
        "same_as": "a step before it that makes the very same",
        "ordered": "whether it was bought before and is taken up",
        "moved_from": "the name that the lock has for it still",
        "notes": "values that decide nothing, as the manifest has them",
        "uploads": "inputs that the service makes publicly reachable",
    },
    "InputTable": {
        "name": "address of the input",
        "by": "whether its bytes count, or its key",
        "digest": "of its bytes, or its key",
    },
    "ReasonTable": {
        "code": "the reason",
        "field": "the field that changed",
        "old": "its old value",
        "new": "its new value",
        "upstream": "the input that is to blame",
    },
    "CreditsTable": {
        "low": "the least it costs, as a decimal text",
        "high": "the most it costs, as a decimal text; null where nobody knows, which is not 0",
    },
    "OrphanTable": {"address": "the asset", "output": "the file that stays until it is pruned"},
    "ChainTable": {
        "addresses": "the longest chain of assets",
        "seconds": "estimate of how long it takes",
    },
}


def saved_plan_schema() -> Mapping[str, JsonValue]:
    """Give the JSON Schema of a saved plan."""
    found: dict[str, JsonValue] = SavedPlanTable.model_json_schema()
    tables = _object(found.pop("$defs"))
    for name, table in {**tables, "SavedPlanTable": found}.items():
        _describe(_object(table), _WORDS.get(name, {}))
    head: dict[str, JsonValue] = {"$schema": DIALECT, "$id": IDENTITY}
    return {**head, **found, "title": "Saved plan of assetforge", "$defs": tables}


def _describe(table: dict[str, JsonValue], words: Mapping[str, str]) -> None:
    """Say of each key what it means, instead of its name once more."""
    table.pop("title", None)
    for key, value in _object(table.get("properties", {})).items():
        field = _object(value)
        field.pop("title", None)
        field["description"] = words[key]


def _object(value: JsonValue) -> dict[str, JsonValue]:
    assert isinstance(value, dict), value
    return value
