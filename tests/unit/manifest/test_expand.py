from __future__ import annotations

import pytest

from assetforge.manifest.expand import ASSET_LIMIT
from tests.unit.manifest.samples import HERO, cells_of, expansion_of

BANNER = """
[vars]
product = "bottle"
[image.banner]
matrix = { locale = ["en", "de"], ratio = ["16:9", "9:16"] }
prompt = "{{product}} in {{locale}}"
aspect_ratio = "{{ratio}}"
"""


def test_a_matrix_becomes_cells_by_address_in_order() -> None:
    cells = cells_of(BANNER)

    assert list(cells) == ["banner@en-16x9", "banner@en-9x16", "banner@de-16x9", "banner@de-9x16"]
    assert cells["banner@de-9x16"].fields == {"prompt": "bottle in de", "aspect_ratio": "9:16"}
    assert cells["banner@de-9x16"].values == {"locale": "de", "ratio": "9:16"}


def test_an_asset_without_axes_is_one_cell_by_its_name() -> None:
    assert list(cells_of(HERO)) == ["hero"]


@pytest.mark.parametrize(
    ("source", "taken"),
    [
        ('"banner"', ("banner@de-9x16",)),
        ('["hero", "banner"]', ("hero", "banner@de-9x16")),
        ('["banner", "banner@en-16x9"]', ("banner@de-9x16", "banner@en-16x9")),
    ],
)
def test_a_cell_takes_the_same_cell_of_its_inputs(source: str, taken: tuple[str, ...]) -> None:
    text = f'{BANNER}{HERO}[edit.night]\nfrom = {source}\nprompt = "{{{{locale}}}}"\n'

    cell = cells_of(text)["night@de-9x16"]

    assert cell.sources == taken
    assert cell.fields["prompt"] == "de"


def test_an_input_may_be_picked_by_axis() -> None:
    text = (
        BANNER + '[edit.night]\nfrom = "banner@{{locale}}-16x9"\nmatrix = { locale = ["de"] }\n'
        '[edit.day]\nfrom = "{{of}}"\nmatrix = { of = ["night@de", "banner@en-9x16"] }\n'
    )

    cells = cells_of(text)

    assert cells["night@de"].sources == ("banner@de-16x9",)
    assert [cell.sources for name, cell in cells.items() if name.startswith("day")] == [
        ("night@de",), ("banner@en-9x16",),
    ]  # fmt: skip


def test_an_asset_named_by_an_axis_gives_the_cell_that_the_scope_picks() -> None:
    text = (
        BANNER + '[edit.night]\nfrom = "{{of}}"\n'
        'matrix = { of = ["banner"], locale = ["de"], ratio = ["9:16"] }\n'
    )

    assert cells_of(text)["night@banner-de-9x16"].sources == ("banner@de-9x16",)


def test_the_name_of_the_asset_and_the_cell_go_over_vars() -> None:
    text = '[vars]\nlocale = "var"\n[image.hero]\nprompt = "{{name}} {{locale}}"\n'

    assert cells_of(text)["hero"].fields["prompt"] == "hero var"
    with_axis = text + 'matrix = { locale = ["axis"] }\n'
    assert cells_of(with_axis)["hero@axis"].fields["prompt"] == "hero axis"


def test_what_stands_alone_keeps_its_type_where_the_field_takes_more_than_text() -> None:
    text = (
        "[vars]\nside = 64\nwarm = true\n"
        '[derive.thumb]\nfrom = "hero"\nwidth = "{{side}}"\ntags = ["{{side}}"]\nalt = "{{warm}}"\n'
    )

    fields = cells_of(text)["thumb"].fields

    assert (fields["width"], fields["tags"], fields["alt"]) == (64, ["64"], "true")


def test_vars_of_an_included_file_hold_everywhere() -> None:
    assert expansion_of(BANNER).values == {"product": "bottle"}


def test_the_files_to_read_are_named() -> None:
    expansion = expansion_of(
        '[source.logo]\npath = "brand/logo.png"\n[source.odd]\npath = 3\n'
        '[image.hero]\nprompt_file = "{{locale}}.txt"\nmatrix = { locale = ["en", "de"] }\n'
        '[image.side]\nprompt_file = "{{nothing}}.txt"\n'
    )

    assert expansion.prompt_files == {"en.txt", "de.txt"}
    assert expansion.source_files == {"logo": "brand/logo.png"}


def test_as_many_assets_as_allowed_are_spelled_out() -> None:
    most = ", ".join(map(str, range(ASSET_LIMIT)))

    assert len(expansion_of(f"[image.many]\nmatrix = {{ n = [{most}] }}\n").cells) == ASSET_LIMIT
    over = expansion_of(f"{HERO}[image.many]\nmatrix = {{ n = [{most}] }}\n")
    assert over.cells == ()
    assert [problem.code for problem in over.problems] == ["too-many-assets"]


def test_a_matrix_beyond_counting_is_refused_without_delay() -> None:
    many = ", ".join(f"a{axis} = [{', '.join(map(str, range(100)))}]" for axis in range(16))

    over = expansion_of(f"[image.many]\nmatrix = {{ {many} }}\n")

    assert [problem.code for problem in over.problems] == ["too-many-assets"]


def test_text_that_would_fill_the_memory_is_refused() -> None:
    many = ", ".join(map(str, range(9_000)))

    over = expansion_of(
        f'vars.long = "{"x" * 50_000}"\n[image.many]\nprompt = "{{{{long}}}}"\n'
        f"matrix = {{ n = [{many}] }}\n"
    )

    assert [problem.code for problem in over.problems] == ["too-much-text"]
    assert over.cells[0].fields["prompt"] == "{{long}}"
