"""The files of a manifest as read: tables, text and the assets declared in them.

assets.toml           version, project, vars, defaults, budget, include, moved, assets
campaigns/*.toml      vars and assets; what `include` names
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.core.diagnostics import Problem
from assetforge.core.names import KINDS
from assetforge.core.values import is_array, is_table
from assetforge.manifest.fields import FIELDS, known_fields
from assetforge.manifest.model import Origin
from assetforge.manifest.unknown_key import unknown, unknown_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT_KEYS: Final = ("version", "project", "vars", "defaults", "budget", "include", "moved")
INCLUDED_KEYS: Final = ("vars",)
MOST_SAID: Final = 50  # unknown keys of one file; more would tell a person nothing new
INNER_KEYS: Final[Mapping[str, str]] = {
    "name": "project", "output": "project", "provider": "defaults", "max_credits": "budget",
    "deny_above": "budget", "warn_above": "budget", "comment_above": "budget",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file: its name relative to the project, its text and its tables."""

    file: str
    text: str
    tables: Mapping[str, object]

    def table(self, key: str) -> Mapping[str, object]:
        """Return a table by its key, empty where it is absent or something else."""
        value = self.tables.get(key)
        return value if is_table(value) else {}


def included(root: Document) -> tuple[str, ...]:
    """List the patterns of `include`; what is wrong with them is found by `read_head`."""
    value = root.tables.get("include")
    return tuple(item for item in value if isinstance(item, str)) if is_array(value) else ()


def check_documents(documents: Sequence[Document]) -> Iterator[Problem]:
    """Find keys that no file of a manifest has, and tables that are something else."""
    for position, document in enumerate(documents):
        known = (*(INCLUDED_KEYS if position else ROOT_KEYS), *KINDS)
        unknown_keys = [key for key in document.tables if key not in known]
        for key in unknown_keys[:MOST_SAID]:
            yield _unknown(Origin(file=document.file, path=(key,)), known)
        for key in known:
            value = document.tables.get(key, {})
            if key not in {"version", "include"} and not is_table(value):
                yield _not_a_table(document.file, key)


def _unknown(origin: Origin, known: Sequence[str]) -> Problem:
    key = str(origin.path[-1])
    if key in ROOT_KEYS:
        return unknown(
            origin, f"`{key}` belongs in the main file; an included one holds vars and assets",
            "move it to the file that has `include`",
        )  # fmt: skip
    home = _inner_home(key)
    if home:
        return unknown(
            origin, f"`{key}` stands above all tables and belongs in one",
            f"write it below `[{home}]`",
        )  # fmt: skip
    return unknown_key(origin, "a manifest", known)


def _inner_home(key: str) -> str | None:
    """Find a table that has the key, for one that stands above all tables."""
    kinds = (f"{kind}.hero" for kind in FIELDS if key in known_fields(kind))
    return INNER_KEYS.get(key) or next(kinds, None)


def _not_a_table(file: str, key: str) -> Problem:
    header = f"[{key}.hero]" if key in KINDS else f"[{key}]"
    return Problem(
        code="wrong-type", file=file, path=(key,), on="key", summary="wrong type",
        detail=f"`{key}` takes a table", hint=f"write `{header}` on a line of its own",
    )  # fmt: skip
