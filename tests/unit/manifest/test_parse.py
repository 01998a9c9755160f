from __future__ import annotations

from time import process_time

import pytest

from assetforge.app.offers import registry
from assetforge.core.diagnostics import Problem
from assetforge.core.errors import InvalidError
from assetforge.manifest.expand import expand
from assetforge.manifest.parse import parse_manifest, refuse
from assetforge.manifest.settle import Given
from tests.unit.manifest.samples import HEAD, HERO, codes_in, document, manifest_of

CPU_SECONDS = 5.0  # half a second here; the rest is room for a slow machine


def test_a_manifest_holds_its_assets_in_order() -> None:
    manifest = manifest_of(HERO + '[derive.thumb]\nfrom = "hero"\nwidth = 64\n')

    assert manifest.name == "spring"
    assert manifest.output == "assets"
    assert list(manifest.assets) == ["hero", "thumb"]
    assert manifest.warnings == ()


def test_assets_of_included_files_know_their_file() -> None:
    documents = [document(HEAD + HERO), document('[image.may]\nprompt = "A"\n', "may.toml")]
    given = Given(prompts={}, refused={})

    manifest = parse_manifest(documents, expand(documents), given, registry().capabilities)

    assert manifest.assets["may"].origin.file == "may.toml"


def test_problems_of_all_assets_are_raised_together_by_place() -> None:
    found = codes_in(
        '[image.a]\nsize = 3\n[edit.b]\nfrom = "c"\nprompt = "B"\n[image.d]\nprompt = "{{x}}"\n'
    )

    assert found == ["missing-key", "wrong-value", "unknown-asset", "unknown-var"]


def test_warnings_alone_refuse_nothing() -> None:
    warning = Problem(
        code="x", file="assets.toml", path=(), summary="s", detail="d", hint="h", severity="warning"
    )

    refuse([warning], [document(HEAD)])
    with pytest.raises(InvalidError):
        refuse([warning, Problem(code="y", file="f", path=(), summary="", detail="", hint="")], [])


@pytest.mark.parametrize(("mistake", "count"), [("", 10_000), ("widht = 64\n", 2_000)])
def test_thousands_of_assets_are_read_without_delay(mistake: str, count: int) -> None:
    text = HEAD + "".join(
        f'[image.a{number}]\nprompt = "A {number}"\nsize = "640x360"\n{mistake}'
        for number in range(count)
    )
    documents = [document(text)]
    before = process_time()

    try:
        expansion = expand(documents)
        given = Given(prompts={}, refused={})
        found = len(parse_manifest(documents, expansion, given, registry().capabilities).assets)
    except InvalidError as error:
        found = len(error.diagnostics)

    assert found == count
    assert process_time() - before < CPU_SECONDS
