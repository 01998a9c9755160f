"""The arrow from the files of a manifest to the manifest.

wanted:  documents ─expand▶ Expansion: which prompt files and sources are needed
parse:   Expansion + what was read of them + what models can do ▶ Manifest
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.errors import InvalidError
from assetforge.manifest.check import check_assets, check_sources
from assetforge.manifest.document import check_documents
from assetforge.manifest.head import read_head
from assetforge.manifest.model import Manifest
from assetforge.manifest.positions import place_problems
from assetforge.manifest.settle import Given, Settler

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assetforge.core.capabilities import Capabilities
    from assetforge.core.diagnostics import Problem
    from assetforge.manifest.document import Document
    from assetforge.manifest.expand import Expansion


def parse_manifest(
    documents: Sequence[Document],
    expansion: Expansion,
    given: Given,
    capabilities: Mapping[str, Capabilities],
) -> Manifest:
    """Settle and check every asset of a manifest.

    Raises:
        InvalidError: something is wrong; every problem is in it, with its place.
    """
    problems = [*check_documents(documents), *expansion.problems]
    head = read_head(expansion.root, problems)
    cells = {cell.address: cell for cell in expansion.cells}
    check_sources(cells, problems)
    settler = Settler(output=head.output, given=given, capabilities=capabilities, problems=problems)
    settled = {address: settler.settle(cell) for address, cell in cells.items()}
    assets = {address: asset for address, asset in settled.items() if asset is not None}
    if all(problem.severity == "warning" for problem in problems):
        problems.extend(check_assets(assets))
    refuse(problems, documents)
    return Manifest(
        name=head.name, output=head.output, max_credits=head.max_credits, assets=assets,
        warnings=place_problems(problems, _texts(documents)),
    )  # fmt: skip


def refuse(problems: Iterable[Problem], documents: Sequence[Document]) -> None:
    """Raise all problems together, each at its place, if one of them is an error.

    Raises:
        InvalidError: there is one.
    """
    found = list(problems)
    if any(problem.severity == "error" for problem in found):
        texts = _texts(documents)
        raise InvalidError(place_problems(found, texts), texts)


def _texts(documents: Sequence[Document]) -> dict[str, str]:
    return {document.file: document.text for document in documents}
