"""A law: no text whatever, anywhere in a diff, changes the markup around it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assetforge.ui.diff_html import diff_html
from assetforge.ui.diff_markdown import diff_markdown
from tests.markdown import PageReader, shape
from tests.unit.ui.diffs import MARKDOWN, hostile

SIGNS = "`|\\<>[]()!*_~#@&\"'-+=\n\r\t \u200b\u202e{}:/ax0."
TEXTS = st.text(st.sampled_from(SIGNS), max_size=40) | st.text(max_size=40) | st.just(MARKDOWN)
HARMLESS = hostile("harmless")
MARKUP, TAGS = shape(diff_markdown(HARMLESS)), PageReader(diff_html(HARMLESS)).tags


@settings(max_examples=150)
@given(TEXTS)
def test_no_text_changes_the_markdown_around_it(text: str) -> None:
    assert shape(diff_markdown(hostile(text))) == MARKUP


@settings(max_examples=100)
@given(TEXTS)
def test_no_text_makes_a_tag_of_a_page(text: str) -> None:
    assert PageReader(diff_html(hostile(text))).tags == TAGS
