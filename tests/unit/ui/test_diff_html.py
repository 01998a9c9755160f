"""The page: complete in itself, without a script, and every text in it is only text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assetforge.ui.diff_html import diff_html
from tests.markdown import PageReader
from tests.unit.ui.diffs import (
    ATTACKS,
    BEACH,
    CHANGE,
    EVERYTHING,
    FIRST,
    HERO,
    NOTHING,
    UPLOADING,
    hostile,
)
from tests.unit.ui.samples import DAWN, SUNSET


def policy(page: str) -> str:
    tags = [dict(attributes) for tag, attributes in PageReader(page).tags if tag == "meta"]
    return next(str(tag["content"]) for tag in tags if "http-equiv" in tag)


def test_the_page_tells_the_answer_and_old_and_new_values() -> None:
    texts = PageReader(diff_html(EVERYTHING)).texts

    assert "assetforge: unknown letta credits (1 asset); +180 letzai" in " ".join(texts)
    assert SUNSET in texts
    assert DAWN in texts
    assert "0123456789ab by Anna" in texts
    assert "hero → beach" in texts


def test_pictures_come_from_the_hosts_that_the_policy_names_and_nothing_else_is_loaded() -> None:
    page = diff_html(EVERYTHING)
    tags = PageReader(page).tags

    assert policy(page) == (
        "default-src 'none'; img-src https://images.letz.ai; style-src 'unsafe-inline'"
    )
    sources = [dict(attributes)["src"] for tag, attributes in tags if tag == "img"]
    assert sources == ["https://images.letz.ai/a.png?b&c"]
    assert not {"script", "link", "iframe", "object", "a"} & {tag for tag, _ in tags}


def test_what_becomes_public_is_told_with_its_asset_and_with_the_digest() -> None:
    texts = PageReader(diff_html(UPLOADING)).texts

    told = "uploads logo: publicly reachable from then on"
    assert told in texts
    assert "A build uploads 1 input: publicly reachable from then on." in texts
    assert (
        "To approve it (`build --approved`) approves the whole project: letta unknown, letzai 240 "
        f"at most, and {told}."
    ) in texts


def test_a_page_without_pictures_allows_none() -> None:
    assert "img-src 'none'" in policy(diff_html(NOTHING))


def test_without_a_base_everything_is_new() -> None:
    assert "Everything counts as new: this is no git repository." in diff_html(FIRST)


def test_what_is_not_known_of_a_line_is_told_as_such() -> None:
    page = diff_html(replace(EVERYTHING, causes=(replace(CHANGE, line=None),)))

    assert "not known" in PageReader(page).texts


def test_every_price_and_value_that_fits_a_line_stands_in_it() -> None:
    short = replace(HERO.reasons[0], field="size", old="1x1", new="2x2")
    page = diff_html(replace(EVERYTHING, assets=(replace(BEACH, reasons=(short,)),)))

    assert "size: 1x1 → 2x2" in PageReader(page).texts


def test_where_several_changes_lead_to_an_asset_all_are_named() -> None:
    page = diff_html(replace(EVERYTHING, assets=(replace(BEACH, also=("logo",)),)))

    assert "counted at hero; it follows from logo, too" in PageReader(page).texts


@pytest.mark.parametrize("text", ATTACKS)
def test_text_from_outside_makes_no_tag(text: str) -> None:
    harmless = PageReader(diff_html(hostile("harmless"))).tags

    assert PageReader(diff_html(hostile(text))).tags == harmless
