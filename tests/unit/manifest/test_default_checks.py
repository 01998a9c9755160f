from __future__ import annotations

import pytest

from assetforge.app.offers import registry
from assetforge.manifest.default_checks import check_defaults
from tests.unit.manifest.samples import HERO, expansion_of


def codes(text: str) -> list[str]:
    found = check_defaults(expansion_of(text), registry().capabilities)
    return [problem.code for problem in found]


@pytest.mark.parametrize(
    "text",
    [
        "",
        '[defaults]\nprovider = "letzai"\n[defaults.image]\nquality = 3\n',
        '[vars]\nside = 64\n[defaults.derive]\nwidth = "{{side}}"\n',
        '[defaults.image]\ntags = ["{{name}}"]\n',
        '[defaults.image]\nquality = "{{care}}"\n[image.x]\nmatrix = { care = [1] }\n',
        '[vars]\nwho = "letta"\n[defaults]\nprovider = "{{who}}"\n',
        '[defaults.video]\nmodel = "anything"\nduration = 5\n',
        "[defaults.edit]\nstrength = 1\n",
    ],
)
def test_sound_defaults_have_no_problem(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[defaults.image]\nsize = 3\nwidht = 1\n", ["wrong-value", "unknown-key"]),
        ('[vars]\nside = "x"\n[defaults.derive]\nwidth = "{{side}}"\n', ["wrong-value"]),
        ('[defaults.image]\ntags = ["{{nothing}}"]\n', ["unknown-var"]),
        ('[defaults.edit]\nfrom = "hero"\n', ["unknown-key"]),
        ("[defaults.image]\nfrom = 3\nmatrix = {}\n", ["unknown-key", "unknown-key"]),
        ("[defaults]\nimage = 3\nmodel = 4\nprovider = 5\n",
         ["wrong-type", "unknown-key", "wrong-value"]),
        ('[defaults]\nprovider = "letzia"\n', ["unknown-provider"]),
    ],
)  # fmt: skip
def test_mistakes_are_found_though_no_asset_takes_anything(text: str, found: list[str]) -> None:
    assert sorted(codes(text)) == sorted(found)


def test_what_a_provider_cannot_do_is_said_where_no_asset_would_say_it() -> None:
    text = '[defaults.image]\nprovider = "letzai"\nmodel = "flux2"\nresolution = "4k"\n'

    assert codes(text) == ["value-not-offered"]
    assert codes(text + HERO) == []
