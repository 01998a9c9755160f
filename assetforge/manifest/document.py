"""The files of a manifest as read: tables, text and the assets declared in them.

assets.toml           version, project, vars, defaults, budget, include, assets
campaigns/*.toml      vars and assets; what `include` names
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.core.diagnostics import Problem, did_you_mean
from assetforge.core.names import KINDS
from assetforge.core.values import is_array, is_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT_KEYS = ("version", "project", "vars", "defaults", "budget", "include")
INCLUDED_KEYS = ("vars",)


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
    """List the patterns of `include`; what is wrong with them is found by `check_document`."""
    value = root.tables.get("include")
    return tuple(item for item in value if isinstance(item, str)) if is_array(value) else ()


def check_documents(documents: Sequence[Document]) -> Iterator[Problem]:
    """Find keys that no file of a manifest has, and tables that are something else."""
    for position, document in enumerate(documents):
        known = (*(INCLUDED_KEYS if position else ROOT_KEYS), *KINDS)
        for key, value in document.tables.items():
            if key not in known:
                yield _unknown(document.file, key, known, is_included=position > 0)
            elif key not in {"version", "include"} and not is_table(value):
                yield _not_a_table(document.file, key)


def _unknown(file: str, key: str, known: Sequence[str], *, is_included: bool) -> Problem:
    moved = is_included and key in ROOT_KEYS
    detail = f"`{key}` belongs in the main file" if moved else f"`{key}` is not a key of a manifest"
    hint = did_you_mean(key, known) or f"known here: {', '.join(known)}"
    if moved:
        hint = "move it to the file that has `include`; included files hold vars and assets"
    return Problem(
        code="unknown-key", file=file, path=(key,), on="key",
        summary="unknown key", detail=detail, hint=hint,
    )  # fmt: skip


def _not_a_table(file: str, key: str) -> Problem:
    example = f"[{key}.hero]" if key in KINDS else f"[{key}]"
    return Problem(
        code="wrong-type", file=file, path=(key,), on="key",
        summary="wrong type", detail=f"`{key}` must be a table",
        hint=f"write `{example}` on a line of its own",
    )  # fmt: skip
