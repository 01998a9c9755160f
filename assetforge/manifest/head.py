"""The head of the main file: version, project, budget, include and defaults.

version = 1
include = ["campaigns/*.toml"]
[project]   name, output
[budget]    max_credits
[defaults]  provider, and a table for each kind
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from assetforge.core.diagnostics import KeyPath, Problem, did_you_mean
from assetforge.core.names import KINDS
from assetforge.core.paths import PathError, parse_path
from assetforge.core.values import is_array

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assetforge.manifest.document import Document

VERSION: Final = 1
OUTPUT: Final = "assets"
KNOWN: Final = {
    "project": ("name", "output"),
    "budget": ("max_credits",),
    "defaults": ("provider", *(kind for kind in KINDS if kind != "source")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What holds for the whole project."""

    name: str
    output: str
    max_credits: Decimal | None


def read_head(root: Document, problems: list[Problem]) -> Head:
    """Read the head; what is wrong is added to `problems` and stands in as its default."""
    problems.extend(_problems(root))
    project, budget = root.table("project"), root.table("budget")
    name, output, most = project.get("name"), project.get("output"), budget.get("max_credits")
    return Head(
        name=name if isinstance(name, str) else "",
        output=output if isinstance(output, str) else OUTPUT,
        max_credits=Decimal(str(most)) if _is_amount(most) else None,
    )


def _problems(root: Document) -> Iterator[Problem]:
    yield from _version(root)
    yield from _project(root)
    for table, known in KNOWN.items():
        for key in root.table(table):
            if key not in known:
                yield _unknown(root.file, table, key, known)
    most = root.table("budget").get("max_credits")
    if most is not None and not _is_amount(most):
        yield _wrong(root.file, ("budget", "max_credits"), "takes a number of credits from 0")
    patterns = root.tables.get("include", [])
    if not is_array(patterns) or not all(isinstance(item, str) for item in patterns):
        yield _wrong(root.file, ("include",), 'takes a list of paths, such as ["campaigns/*.toml"]')


def _version(root: Document) -> Iterator[Problem]:
    version = root.tables.get("version")
    if version == VERSION and not isinstance(version, bool):
        return
    is_newer = isinstance(version, int) and version > VERSION
    yield Problem(
        code="missing-key" if version is None else "wrong-value", file=root.file,
        path=("version",), summary="no version that is known",
        detail=f"a manifest says `version = {VERSION}`, so that later changes of the format "
        "are told apart",
        hint="update assetforge to read it" if is_newer else f"write `version = {VERSION}` on top",
    )  # fmt: skip


def _project(root: Document) -> Iterator[Problem]:
    project = root.table("project")
    name, output = project.get("name"), project.get("output", OUTPUT)
    if name is None:
        yield Problem(
            code="missing-key", file=root.file, path=("project",), on="key", summary="missing key",
            detail="a project needs a `name`", hint='write `name = "…"` below `[project]`',
        )  # fmt: skip
    elif not isinstance(name, str) or not name.strip():
        yield _wrong(root.file, ("project", "name"), "takes a text")
    try:
        parse_path(output if isinstance(output, str) else "")
    except PathError as error:
        yield _wrong(root.file, ("project", "output"), f"takes a folder of the project: {error}")


def _is_amount(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _wrong(file: str, path: KeyPath, takes: str) -> Problem:
    return Problem(
        code="wrong-value", file=file, path=path, summary="a value that does not fit",
        detail=f"`{path[-1]}` {takes}", hint=f"change `{path[-1]}`, or leave it out",
    )  # fmt: skip


def _unknown(file: str, table: str, key: str, known: Sequence[str]) -> Problem:
    return Problem(
        code="unknown-key", file=file, path=(table, key), on="key", summary="unknown key",
        detail=f"`{key}` is not a key of `[{table}]`",
        hint=did_you_mean(key, known) or f"known here: {', '.join(known)}",
    )  # fmt: skip
