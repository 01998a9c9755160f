from __future__ import annotations

import pytest

from assetforge.core.diagnostics import Diagnostic, Place
from assetforge.ui.annotation import Annotation, annotation_of, show_annotations

PLAIN = Annotation(level="error", title="bad", text="it is", file="a.toml", line=3, column=7)


def test_a_diagnostic_is_shown_at_its_place() -> None:
    place = Place(file="assets.toml", line=8, column=1, length=5)
    diagnostic = Diagnostic(
        code="unknown-key", place=place, summary="unknown key", detail="`widht` is no key",
        hint="did you mean `width`?",
    )  # fmt: skip

    assert show_annotations([annotation_of(diagnostic, "shop/")]) == (
        "::error file=shop/assets.toml,line=8,col=1,title=unknown key::"
        "`widht` is no key (did you mean `width`?)\n"
    )


def test_a_remark_without_a_file_has_no_properties_but_its_title() -> None:
    remark = Annotation(level="notice", title="", text="12 credits")

    assert show_annotations([remark]) == "::notice::12 credits\n"


@pytest.mark.parametrize(
    "text", ["a\n::error::b", "100%\r\nb", "a\x1b[31m", "::set-output name=x::y"]
)
def test_a_remark_is_one_line_whatever_it_says(text: str) -> None:
    shown = show_annotations(
        [Annotation(level="warning", title=text, text=text, file=text, line=1)]
    )

    assert shown.count("\n") == 1
    assert shown.startswith("::warning file=")
    assert "\x1b" not in shown
    assert "\r" not in shown


def test_a_property_cannot_begin_another() -> None:
    shown = show_annotations([Annotation(level="error", title="x,line=9::y", text="")])

    assert shown == "::error title=x%2Cline=9%3A%3Ay::\n"


@pytest.mark.parametrize(("count", "lines"), [(0, 0), (10, 10), (11, 10), (99, 10)])
def test_no_more_are_written_than_are_shown(count: int, lines: int) -> None:
    assert show_annotations([PLAIN] * count).count("\n") == lines


def test_the_last_one_says_how_many_more_there_are() -> None:
    shown = show_annotations([PLAIN] * 12)

    assert shown.endswith("::error::and 3 more in the log of this step\n")
