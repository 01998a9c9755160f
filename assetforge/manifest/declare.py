"""The assets and vars that the files of a manifest declare, before anything is expanded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.diagnostics import Problem
from assetforge.core.names import KINDS, Kind, is_name
from assetforge.core.values import is_table
from assetforge.manifest.declared import Declared
from assetforge.manifest.fields import known_fields
from assetforge.manifest.model import Origin
from assetforge.manifest.template import is_template
from assetforge.manifest.wording import with_article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assetforge.core.values import Scalar
    from assetforge.manifest.document import Document
    from assetforge.manifest.problem_list import ProblemList


def declared_assets(documents: Sequence[Document], problems: ProblemList) -> dict[str, Declared]:
    """Collect every asset by name, in the order written; a name stands for one asset only."""
    found: dict[str, Declared] = {}
    for asset in _tables(documents, problems):
        other = found.get(asset.name)
        if not is_name(asset.name):
            problems.add(_bad_name(asset))
        elif other is not None:
            problems.add(_twice(asset, other))
        else:
            found[asset.name] = asset
    return found


def declared_vars(documents: Sequence[Document], problems: ProblemList) -> dict[str, Scalar]:
    """Collect the vars of every file; a var stands in one file only."""
    found: dict[str, Scalar] = {}
    homes: dict[str, str] = {}
    for document in documents:
        for name, value in document.table("vars").items():
            home = Origin(file=document.file, path=("vars", name))
            if name in found:
                problems.add(_var_twice(home, homes[name]))
                continue
            problems.extend(_wrong_var(home, value))
            found[name] = value if isinstance(value, bool | int | float | str) else ""
            homes[name] = document.file
    return found


def _tables(documents: Sequence[Document], problems: ProblemList) -> Iterator[Declared]:
    for document in documents:
        for kind in KINDS:
            for name, table in document.table(kind).items():
                origin = Origin(file=document.file, path=(kind, name))
                if is_table(table):
                    yield Declared(kind=kind, name=name, table=table, origin=origin)
                elif name in known_fields(kind):
                    problems.add_in(kind, _no_name(document.file, kind, name))
                else:
                    problems.add(_no_table(origin, kind, name))


def _wrong_var(home: Origin, value: object) -> Iterator[Problem]:
    name = str(home.path[-1])
    if name == "name":
        yield _problem(
            home, "bad-var", "a var that cannot be used",
            "`name` always stands for the name of the asset itself",
            "give the var another name",
        )  # fmt: skip
    elif not isinstance(value, bool | int | float | str):
        yield _problem(
            home, "wrong-type", "wrong type", f"`{name}` takes a text, a number, true or false",
            "a list of values belongs in the `matrix` of an asset",
        )  # fmt: skip
    elif is_template(value):
        yield _problem(
            home, "bad-var", "a var that cannot be used",
            f"`{name}` holds `{{{{`, and nothing is filled in inside a var",
            "write its value out in full",
        )  # fmt: skip


def _bad_name(asset: Declared) -> Problem:
    return Problem(
        code="bad-name", file=asset.origin.file, path=asset.origin.path, on="key",
        summary="a name that cannot be used",
        detail="a name is made of letters from A to Z, digits, `_` and `-`, begins with a letter "
        "or digit and has at most 64 characters, because it becomes a file name",
        hint="rename the asset",
    )  # fmt: skip


def _twice(asset: Declared, other: Declared) -> Problem:
    where = "in this file" if asset.origin.file == other.origin.file else f"in {other.origin.file}"
    return Problem(
        code="name-twice", file=asset.origin.file, path=asset.origin.path, on="key",
        summary="a name used twice",
        detail=f"`{asset.name}` is already {with_article(other.kind)} {where}, and a name stands "
        "for one asset only",
        hint="rename one of the two",
    )  # fmt: skip


def _no_name(file: str, kind: Kind, field: str) -> Problem:
    return Problem(
        code="wrong-type", file=file, path=(kind,), on="key", summary="wrong type",
        detail=f"`{field}` is a field of {with_article(kind)}, and nothing says of which",
        hint=f"give it a name in the header, such as `[{kind}.hero]`",
    )  # fmt: skip


def _no_table(origin: Origin, kind: Kind, name: str) -> Problem:
    return Problem(
        code="wrong-type", file=origin.file, path=origin.path, on="key", summary="wrong type",
        detail=f"`{name}` takes a table with the fields of {with_article(kind)}",
        hint=f"write `[{kind}.{name}]` on a line of its own, and its fields below",
    )  # fmt: skip


def _var_twice(home: Origin, other: str) -> Problem:
    return Problem(
        code="var-twice", file=home.file, path=home.path, on="key", summary="a var set twice",
        detail=f"`{home.path[-1]}` is already set in {other}", hint="keep one of the two",
    )  # fmt: skip


def _problem(home: Origin, *said: str) -> Problem:
    code, summary, detail, hint = said
    return Problem(
        code=code, file=home.file, path=home.path, summary=summary, detail=detail, hint=hint
    )
