"""Manifests as tests write them: text in; documents, cells, assets or problems out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import tomli

from assetforge.app.offers import registry
from assetforge.core.errors import InvalidError
from assetforge.manifest.declare import declared_assets
from assetforge.manifest.document import Document
from assetforge.manifest.expand import expand
from assetforge.manifest.parse import parse_manifest
from assetforge.manifest.problem_list import ProblemList
from assetforge.manifest.settle import Given

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.diagnostics import Problem
    from assetforge.manifest.cell import Cell
    from assetforge.manifest.declared import Declared
    from assetforge.manifest.expand import Expansion
    from assetforge.manifest.model import Asset, Manifest

HEAD: Final = 'version = 1\nproject.name = "spring"\n'
HERO: Final = '[image.hero]\nprompt = "A bottle"\n'


def document(text: str, file: str = "assets.toml") -> Document:
    """Read a text as one file of a manifest."""
    return Document(file=file, text=text, tables=tomli.loads(text))


def declared(text: str) -> dict[str, Declared]:
    """Collect the assets of a text; the problems are another test's."""
    return declared_assets([document(text)], ProblemList())


def expansion_of(text: str) -> Expansion:
    """Expand a manifest without its head."""
    return expand([document(HEAD + text)])


def cells_of(text: str) -> dict[str, Cell]:
    """Expand a manifest and pick its cells, by address."""
    return {cell.address: cell for cell in expansion_of(text).cells}


def manifest_of(text: str, prompts: Mapping[str, str] | None = None) -> Manifest:
    """Parse a manifest, every source being there."""
    documents = [document(HEAD + text)]
    given = Given(prompts=prompts or {}, refused={})
    return parse_manifest(documents, expand(documents), given, registry().capabilities)


def assets_of(text: str, prompts: Mapping[str, str] | None = None) -> Mapping[str, Asset]:
    """Parse a manifest and pick its assets, by address."""
    return manifest_of(text, prompts).assets


def codes_in(text: str) -> list[str]:
    """List the codes of what is wrong with a manifest, in the order of its lines."""
    try:
        manifest_of(text)
    except InvalidError as error:
        return [diagnostic.code for diagnostic in error.diagnostics]
    return []


def told(problems: ProblemList, cells: Mapping[str, Cell] | None = None) -> list[Problem]:
    """List what a list of problems tells."""
    return list(problems.told((cells or {}).values()))
