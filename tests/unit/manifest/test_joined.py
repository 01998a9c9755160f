from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.manifest.joined import defaults_of, join_defaults
from tests.unit.manifest.samples import declared, document

if TYPE_CHECKING:
    from assetforge.core.names import Kind

DEFAULTS = """
[defaults]
provider = "letzai"
[defaults.image]
size = "640x360"
tags = ["{{season}}"]
matrix = { locale = ["en"] }
[defaults.edit]
aspect_ratio = "16:9"
resolution = "2k"
prompt = "The same"
from = "hero"
[defaults.derive]
format = "webp"
"""


def joined(table: str) -> tuple[dict[str, object], dict[str, object]]:
    """Join one asset's table with the defaults; give its fields and where some come from."""
    asset = next(iter(declared(table).values()))
    found = join_defaults(asset, defaults_of(asset.kind, document(DEFAULTS)))
    return dict(found.fields), {key: home.path for key, home in found.homes.items()}


def test_what_the_asset_says_counts_and_the_rest_comes_from_the_nearest_default() -> None:
    fields, homes = joined('[image.hero]\nprompt = "A"\ntags = []\n')

    assert fields == {"prompt": "A", "tags": [], "size": "640x360", "provider": "letzai"}
    assert homes == {"size": ("defaults", "image"), "provider": ("defaults",)}


@pytest.mark.parametrize(
    ("table", "inherited"),
    [
        ('size = "1x1"', {"prompt", "provider"}),
        ('aspect_ratio = "1:1"', {"resolution", "prompt", "provider"}),
        ('resolution = "4k"', {"aspect_ratio", "prompt", "provider"}),
        ('prompt_file = "a.txt"', {"aspect_ratio", "resolution", "provider"}),
        ('provider = "studio"', {"aspect_ratio", "resolution", "prompt"}),
    ],
)
def test_an_own_field_sets_its_rivals_aside(table: str, inherited: set[str]) -> None:
    assert joined(f"[edit.night]\n{table}\n")[1].keys() == inherited


def test_what_has_no_default_is_told_apart_from_what_is_missing() -> None:
    source = document(DEFAULTS)
    edits = declared('[edit.night]\n[edit.dawn]\nfrom = "hero"\n')

    found = [join_defaults(edit, defaults_of("edit", source)).misplaced for edit in edits.values()]

    assert found == [frozenset({"from"}), frozenset()]


def test_an_output_of_its_own_decides_the_format() -> None:
    assert "format" not in joined('[derive.thumb]\noutput = "thumb.png"\n')[0]


def test_a_derive_and_a_source_take_no_provider() -> None:
    assert joined("[derive.thumb]\n")[0] == {"format": "webp"}
    assert joined("[source.logo]\n")[0] == {}


def test_templates_are_known_by_name() -> None:
    asset = declared('[image.hero]\nprompt = "A {{product}}"\nsize = "1x1"\n')["hero"]

    found = join_defaults(asset, defaults_of("image", document(DEFAULTS)))

    assert found.templates == {"prompt", "tags"}
    assert found.written == {"prompt", "size", "tags", "provider"}


@pytest.mark.parametrize("kind", ["image", "video"])
def test_defaults_that_are_no_table_are_none(kind: Kind) -> None:
    assert defaults_of(kind, document("[defaults]\nimage = 3\n")) == ()
