"""Rules for one Python module. Each yields sentences that say where, what and what to do."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from pathlib import PurePosixPath

MOST_LINES_OF_A_MODULE = 300
MOST_LINES_OF_A_FUNCTION = 40  # docstring and all; decorators are tables of cases and options
FEWEST_WORDS_OF_A_SENTENCE = 3

EMPTY_NAMES = frozenset(
    {"base", "common", "handler", "handlers", "helper", "helpers", "manager", "misc", "shared"}
    | {"util", "utils"}
)
STAGES = frozenset(
    {"core", "manifest", "lock", "providers", "graph", "plan", "report", "ui", "execution"}
)
FILE_METHODS = frozenset(
    {"read_text", "write_text", "read_bytes", "write_bytes", "unlink", "mkdir", "iterdir"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A module as text and tree; `path` is relative to the project."""

    path: PurePosixPath
    text: str

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.text, str(self.path))

    @property
    def package(self) -> str:
        """The package of assetforge it stands in; empty for any other place."""
        parts = self.path.parts
        return parts[1] if parts[0] == "assetforge" and len(parts) > 2 else ""


Rule: TypeAlias = Callable[[Module], Iterator[str]]


def is_short_enough(module: Module) -> Iterator[str]:
    lines = len(module.text.splitlines())
    if lines > MOST_LINES_OF_A_MODULE:
        yield (
            f"{module.path}: {lines} lines, over {MOST_LINES_OF_A_MODULE}. It holds more than one "
            "noun: give each its own file."
        )


def has_short_functions(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MOST_LINES_OF_A_FUNCTION:
                yield (
                    f"{module.path}:{node.lineno}: {node.name} has {lines} lines, over "
                    f"{MOST_LINES_OF_A_FUNCTION}. Name its steps: one function for each."
                )


def opens_with_a_sentence(module: Module) -> Iterator[str]:
    """Tests may go without: their names are sentences."""
    if module.path.name.startswith("test_"):
        return
    first = (ast.get_docstring(module.tree) or "").partition("\n")[0]
    if len(first.split()) < FEWEST_WORDS_OF_A_SENTENCE or first[-1] not in ".?:,;":
        yield f"{module.path}:1: say in one sentence, as its docstring, what this module is about."


def has_a_telling_name(module: Module) -> Iterator[str]:
    words = set(module.path.stem.strip("_").split("_")) | set(module.path.parent.parts[1:])
    for word in sorted(words & EMPTY_NAMES):
        yield f"{module.path}: '{word}' says nothing. Name the file after the noun it holds."


def prints_only_in_commands(module: Module) -> Iterator[str]:
    if module.path.parts[0] != "assetforge" or module.package == "cli":
        return
    for line in _calls(module, frozenset({"print", "input"})):
        yield f"{module.path}:{line}: only cli/ talks to a person. Return a value instead."


def touches_no_file_in_a_stage(module: Module) -> Iterator[str]:
    if module.package not in STAGES:
        return
    for line in _calls(module, frozenset({"open", "Path"})):
        yield f"{module.path}:{line}: a stage opens no file. Take the text or bytes as a value."
    for line in _calls(module, FILE_METHODS):
        yield f"{module.path}:{line}: this touches a file. Do it in adapters/, behind a port."


def hides_no_import(module: Module) -> Iterator[str]:
    """An import by name is invisible to the import contracts, so only two doors may do it."""
    doors = {"assetforge/__init__.py", "assetforge/adapters/plugins.py"}
    if module.path.parts[0] != "assetforge" or str(module.path) in doors or module.package == "cli":
        return
    for line in _calls(module, frozenset({"__import__", "import_module"})):
        yield f"{module.path}:{line}: the import contracts cannot see this. Import it plainly."


RULES: tuple[Rule, ...] = (
    is_short_enough,
    has_short_functions,
    opens_with_a_sentence,
    has_a_telling_name,
    prints_only_in_commands,
    touches_no_file_in_a_stage,
    hides_no_import,
)


@cache
def _parsed(text: str, name: str) -> ast.Module:
    return ast.parse(text, filename=name)


def _calls(module: Module, names: frozenset[str]) -> Iterator[int]:
    """Yield the line of each call of a function by one of these names, bare or as an attribute."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) if name in names:
                    yield node.lineno
                case ast.Attribute(attr=name) if name in names - {"open", "print", "input"}:
                    yield node.lineno
                case _:
                    pass
