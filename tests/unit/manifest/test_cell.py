from __future__ import annotations

from assetforge.manifest.model import Origin
from tests.unit.manifest.samples import cells_of

TEXT = """
[defaults]
provider = "studio"
[defaults.image]
size = "640x360"
[image.hero]
prompt = "A"
matrix = { locale = ["en", "de"] }
"""


def test_a_field_is_found_where_it_is_written() -> None:
    cell = cells_of(TEXT)["hero@en"]

    assert cell.origin() == Origin(file="assets.toml", path=("image", "hero"))
    assert cell.origin("prompt").path == ("image", "hero", "prompt")
    assert cell.origin("size").path == ("defaults", "image", "size")
    assert cell.origin("provider").path == ("defaults", "provider")
    assert cell.origin("from", 1).path == ("image", "hero", "from", 1)


def test_cells_share_what_they_have_in_common() -> None:
    first, second = cells_of(TEXT).values()

    assert first.fields is second.fields
    assert first.homes is second.homes
    assert first.written is second.written
    assert first.origin() is second.origin()
