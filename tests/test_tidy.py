"""The tree keeps the house rules of docs/style.md. Each failure says what to do."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

import assetforge
from assetforge.core.exits import MEANINGS
from tests.tidy import source, tree, words
from tests.tidy.source import Module

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parent.parent
PLACES = ("assetforge", "tests", "docs", "examples", "schema", ".github", ".ci")
TEXTS = frozenset({"", ".cfg", ".html", ".json", ".md", ".py", ".sh", ".toml", ".txt", ".yaml"})
TEXTS_TOO = frozenset({".yml", ".lock", ".svg", ".typed"})


@cache
def paths() -> tuple[PurePosixPath, ...]:
    found = [path for path in ROOT.iterdir() if path.is_file()]
    for place in PLACES:
        for folder, folders, files in os.walk(ROOT / place):
            folders[:] = [name for name in folders if name not in {"__pycache__", ".assetforge"}]
            found += [Path(folder, name) for name in files]
    return tuple(sorted(PurePosixPath(path.relative_to(ROOT).as_posix()) for path in found))


@cache
def modules() -> tuple[Module, ...]:
    return tuple(
        Module(path=path, text=(ROOT / path).read_text(encoding="utf-8"))
        for path in paths()
        if path.suffix == ".py" and path.parts[0] in {"assetforge", "tests"}
    )


def ours() -> tuple[Module, ...]:
    return tuple(module for module in modules() if module.path.parts[0] == "assetforge")


def texts() -> dict[str, str]:
    return {
        str(path): (ROOT / path).read_text(encoding="utf-8", errors="replace")
        for path in paths()
        if path.suffix in TEXTS | TEXTS_TOO
    }


@pytest.mark.parametrize("rule", source.RULES, ids=lambda rule: rule.__name__)
def test_every_module(rule: source.Rule) -> None:
    settle(complaint for module in modules() for complaint in rule(module))


@pytest.mark.parametrize("rule", words.RULES, ids=lambda rule: rule.__name__)
def test_every_text(rule: words.Rule) -> None:
    settle(complaint for name, text in texts().items() for complaint in rule(name, text))


def test_every_module_with_logic_has_a_test_that_mirrors_it() -> None:
    settle(tree.has_mirror_tests(ours(), paths(), tree.TESTED_ELSEWHERE))


def test_no_exception_outlives_its_reason() -> None:
    settle(tree.has_no_idle_exceptions(ours(), paths(), tree.TESTED_ELSEWHERE))


def test_every_port_has_a_fake_and_a_contract() -> None:
    ports = classes_in("assetforge/execution/ports", only_protocols=True)

    assert ports, "assetforge/execution/ports.py declares the ports; it has none."
    settle(
        tree.has_fakes_and_contracts(
            ports, classes_in("tests/fakes"), classes_in("tests/contracts")
        )
    )


def test_documents_mention_only_what_exists() -> None:
    documents = {name: text for name, text in texts().items() if name.endswith(".md")}

    settle(
        complaint
        for name, text in documents.items()
        if not name.startswith("docs/decisions/")  # they tell of their own day
        for complaint in tree.mentions_only_what_is(name, text, paths())
    )


def test_every_exit_code_is_documented_in_the_words_of_the_code() -> None:
    documents = "\n".join(text for name, text in texts().items() if name.startswith("docs/"))

    settle(
        f"docs/messages.md lacks the row `| {int(code)} | {meaning} |`. Add it."
        for code, meaning in MEANINGS.items()
        if f"| {int(code)} | {meaning} |" not in documents
    )


def test_public_names_are_sorted() -> None:
    names = list(getattr(assetforge, "__all__", ()))

    assert names == sorted(names), "Sort __all__ in assetforge/__init__.py."


def settle(complaints: Iterable[str]) -> None:
    found = list(complaints)
    if found:
        pytest.fail("\n".join(found), pytrace=False)


def classes_in(place: str, *, only_protocols: bool = False) -> set[str]:
    collect = tree.protocols_of if only_protocols else tree.classes_of
    return {
        name
        for module in modules()
        if str(module.path).startswith(place)
        for name in collect(module.tree)
    }
