from __future__ import annotations

from dataclasses import replace

from assetforge.plan.model import Ask
from assetforge.report.diff_reasons import ask_changes, output_changes, source_changes
from tests.unit.ui.samples import asset, blob

ASK = Ask(
    address="hero", kind="image", provider="letzai", model="flux2", inputs=None,
    request={"prompt": "a", "size": "2x2"},
)  # fmt: skip


def test_every_field_that_differs_is_named_old_and_new() -> None:
    other = replace(ASK, model="other", request={"prompt": "b", "seed": 1})

    found = [(each.why, each.field, each.old, each.new) for each in ask_changes(ASK, other)]

    assert found == [
        ("model", "", "flux2", "other"),
        ("field", "prompt", "a", "b"),
        ("field", "size", "2x2", None),
        ("field", "seed", None, 1),
    ]


def test_what_is_equal_gives_no_reason() -> None:
    source = asset("logo", kind="source")

    assert list(ask_changes(ASK, ASK)) == []
    assert list(output_changes(source, source)) == []
    assert list(source_changes(source, source, blob(), blob())) == []


def test_an_extension_is_part_of_where_a_file_goes() -> None:
    old, new = asset("hero"), replace(asset("hero"), extension=".webp")

    (reason,) = output_changes(old, new)

    assert (reason.old, reason.new) == ("assets/hero", "assets/hero.webp")


def test_a_source_is_told_by_its_path_and_by_the_beginning_of_its_digest() -> None:
    old = asset("logo", kind="source")
    new = replace(old, stem="brand/logo.png")

    path, content = source_changes(old, new, blob("old"), blob("new"))

    assert (path.field, path.old, path.new) == ("path", "assets/logo", "brand/logo.png")
    assert (content.field, len(str(content.old)), content.old != content.new) == (
        "content", 19, True,
    )  # fmt: skip
