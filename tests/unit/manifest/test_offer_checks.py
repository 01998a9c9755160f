from __future__ import annotations

import pytest

from assetforge.manifest.finding import Finding
from assetforge.manifest.model import Origin
from assetforge.manifest.offer_checks import placed
from tests.unit.manifest.samples import HERO, codes_in, manifest_of

CLIP = HERO + '[video.clip]\nprovider = "letzai"\nfrom = "hero"\n'


def test_a_finding_is_placed() -> None:
    finding = Finding(
        code="x", path=("size",), summary="s", detail="d", hint="h", on="key", severity="warning"
    )

    problem = placed(finding, Origin(file="a.toml", path=("image", "hero", "size")))

    assert (problem.file, problem.path) == ("a.toml", ("image", "hero", "size"))
    assert (problem.on, problem.severity) == ("key", "warning")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (CLIP, ["model-needed"]),
        (CLIP + 'model = "veo31"\n', []),
        (CLIP + "model = 3\n", ["wrong-value"]),
        (CLIP + 'modek = "veo31"\n', ["unknown-key"]),
        (CLIP + 'model = "veo31"\nduration = 5\n', ["value-not-offered"]),
        (CLIP.replace('"hero"', "3") + 'model = "wan25"\nduration = 5\n', ["wrong-value"]),
        (HERO + 'provider = "letta"\nmodel = "zebra"\nletta = 3\n', ["undocumented-model",
                                                                     "wrong-value"]),
        (HERO + '[derive.x]\nfrom = "hero"\nwidth = 6\nprovider = "local"\n', []),
        (HERO + '[derive.x]\nfrom = "hero"\nwidth = 6\nprovider = "studio"\n',
         ["kind-not-offered"]),
        (HERO + 'provider = "local"\n', ["kind-not-offered"]),
    ],
)  # fmt: skip
def test_what_follows_from_a_mistake_is_not_another_one(text: str, codes: list[str]) -> None:
    assert codes_in(text) == codes


def test_a_warning_does_not_stop_the_manifest() -> None:
    manifest = manifest_of(HERO + 'provider = "letzai"\nmodel = "phota"\n')

    assert [warning.code for warning in manifest.warnings] == ["outdated-model"]
    assert manifest.assets["hero"].model == "phota"
