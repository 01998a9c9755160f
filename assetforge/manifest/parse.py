"""The arrow from the files of a manifest to the manifest.

wanted:  documents ─expand▶ Expansion: which prompt files and sources are needed
parse:   Expansion + what was read of them + what models can do ▶ Manifest
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.errors import InvalidError
from assetforge.manifest.budget_table import read_budget
from assetforge.manifest.check import check_asset
from assetforge.manifest.default_checks import check_defaults
from assetforge.manifest.document import check_documents
from assetforge.manifest.head import read_head
from assetforge.manifest.input_checks import check_inputs
from assetforge.manifest.input_names import InputNames
from assetforge.manifest.model import Manifest
from assetforge.manifest.moved import read_moved
from assetforge.manifest.offer_checks import check_offer
from assetforge.manifest.output_checks import check_outputs
from assetforge.manifest.positions import place_problems
from assetforge.manifest.problem_list import ProblemList
from assetforge.manifest.settle import Settler

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assetforge.core.capabilities import Capabilities
    from assetforge.core.diagnostics import Problem
    from assetforge.manifest.document import Document
    from assetforge.manifest.expand import Expansion
    from assetforge.manifest.model import Asset
    from assetforge.manifest.settle import Given


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
    problems = ProblemList((*check_documents(documents), *expansion.problems))
    head = read_head(expansion.root, problems)
    budget = read_budget(expansion.root, capabilities, problems)
    moved = read_moved(expansion, problems)
    problems.extend(check_defaults(expansion, capabilities))
    settler = Settler(output=head.output, given=given, capabilities=capabilities, problems=problems)
    assets = {cell.address: settler.settle(cell) for cell in expansion.cells}
    _check(expansion, assets, settler)
    told = tuple(problems.told(expansion.cells))
    refuse(told, documents)
    return Manifest(
        name=head.name, output=head.output, budget=budget, assets=assets,
        warnings=place_problems(told, _texts(documents)), moved=moved,
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


def _check(expansion: Expansion, assets: Mapping[str, Asset], settler: Settler) -> None:
    cells = {cell.address: cell for cell in expansion.cells}
    names = InputNames(cells, expansion.loose)
    for address, cell in cells.items():
        asset, unsound = assets[address], settler.unsound.get(address, frozenset())
        if "from" not in unsound:
            names.check(cell, settler.problems)
        for problem in check_asset(cell, asset, unsound, assets):
            settler.problems.add_in(address, problem)
        for problem in check_offer(cell, asset, unsound, settler.capabilities):
            settler.problems.add_in(address, problem)
        for problem in check_inputs(cell, asset, assets, settler.capabilities):
            settler.problems.add_in(address, problem)
    check_outputs(cells, assets, settler.problems)


def _texts(documents: Sequence[Document]) -> dict[str, str]:
    return {document.file: document.text for document in documents}
