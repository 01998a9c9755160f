"""The assets and vars that the files of a manifest declare, before anything is expanded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.core.diagnostics import KeyPath, Problem
from assetforge.core.names import KINDS, Kind, is_name
from assetforge.core.values import is_array, is_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assetforge.core.values import Scalar
    from assetforge.manifest.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """One asset's table as written."""

    file: str
    kind: Kind
    name: str
    table: Mapping[str, object]

    @property
    def path(self) -> KeyPath:
        """The path of keys to the table."""
        return (self.kind, self.name)

    def sources(self) -> tuple[str, ...]:
        """List what `from` names, whether it is one text or a list."""
        value = self.table.get("from")
        items = value if is_array(value) else (value,)
        return tuple(item for item in items if isinstance(item, str))


def declared_assets(documents: Sequence[Document], problems: list[Problem]) -> dict[str, Declared]:
    """Collect every asset by name, in the order written; a name stands for one asset only."""
    found: dict[str, Declared] = {}
    for asset in _tables(documents, problems):
        other = found.get(asset.name)
        if not is_name(asset.name):
            problems.append(_bad_name(asset))
        elif other is not None:
            problems.append(_twice(asset, other))
        else:
            found[asset.name] = asset
    return found


def declared_vars(documents: Sequence[Document], problems: list[Problem]) -> dict[str, Scalar]:
    """Collect the vars of every file; a var stands in one file only."""
    found: dict[str, Scalar] = {}
    homes: dict[str, str] = {}
    for document in documents:
        for name, value in document.table("vars").items():
            if not isinstance(value, bool | int | float | str):
                problems.append(_bad_var(document.file, name))
            elif name in found:
                problems.append(_var_twice(document.file, name, homes[name]))
            else:
                found[name], homes[name] = value, document.file
    return found


def _tables(documents: Sequence[Document], problems: list[Problem]) -> Iterator[Declared]:
    for document in documents:
        for kind in KINDS:
            for name, table in document.table(kind).items():
                if is_table(table):
                    yield Declared(file=document.file, kind=kind, name=name, table=table)
                else:
                    problems.append(_no_table(document.file, kind, name))


def _bad_name(asset: Declared) -> Problem:
    return Problem(
        code="bad-name", file=asset.file, path=asset.path, on="key",
        summary="a name that cannot be used",
        detail="a name is made of letters, digits, `_` and `-`, starts with a letter or digit and "
        "has at most 64 characters, because it becomes a file name",
        hint="rename the asset",
    )  # fmt: skip


def _twice(asset: Declared, other: Declared) -> Problem:
    where = "here" if asset.file == other.file else f"in {other.file}"
    return Problem(
        code="name-twice", file=asset.file, path=asset.path, on="key",
        summary="a name used twice",
        detail=f"`{asset.name}` is already a {other.kind} {where}; names are unique across kinds",
        hint="rename one of the two",
    )  # fmt: skip


def _no_table(file: str, kind: Kind, name: str) -> Problem:
    return Problem(
        code="wrong-type", file=file, path=(kind, name), on="key",
        summary="wrong type", detail=f"`{name}` must be a table of fields, for it is a {kind}",
        hint=f"write `[{kind}.{name}]` on a line of its own",
    )  # fmt: skip


def _bad_var(file: str, name: str) -> Problem:
    return Problem(
        code="wrong-type", file=file, path=("vars", name),
        summary="wrong type", detail=f"`{name}` takes a text, a number, true or false",
        hint="a list of values belongs into a `matrix`",
    )  # fmt: skip


def _var_twice(file: str, name: str, home: str) -> Problem:
    return Problem(
        code="var-twice", file=file, path=("vars", name), on="key",
        summary="a var set twice", detail=f"`{name}` is already set in {home}",
        hint="keep one of the two",
    )  # fmt: skip
