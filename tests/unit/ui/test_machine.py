from __future__ import annotations

import json
from decimal import Decimal

import pytest

from assetforge.core.credits import UNKNOWN, Credits
from assetforge.core.media import Media
from assetforge.ui.machine import (
    blob_value,
    credits_table,
    credits_value,
    document,
    number,
    to_json,
)
from tests.unit.ui.samples import HOSTILE, blob


@pytest.mark.parametrize(
    ("amount", "text"),
    [("60", "60"), ("60.00", "60"), ("0.1", "0.1"), ("12.345", "12.345"), ("1E+3", "1000")],
)
def test_an_amount_is_written_with_its_own_digits(amount: str, text: str) -> None:
    assert json.dumps(number(Decimal(amount))) == text


def test_an_unknown_price_has_no_upper_end() -> None:
    assert credits_value(UNKNOWN) == {"low": 0, "high": None, "known": False}
    assert credits_table({"letzai": Credits.between(1, 2)}) == {
        "letzai": {"low": 1, "high": 2, "known": True}
    }


def test_a_document_begins_with_its_version() -> None:
    assert list(document("plan", {"x": 1}).items()) == [
        ("format_version", "1.0"), ("document", "plan"), ("x", 1),
    ]  # fmt: skip


def test_the_text_is_plain_ascii_and_reads_back_as_it_was() -> None:
    text = to_json({"name": HOSTILE, "place": "Zürich"})

    assert text.isascii()
    assert all(character.isprintable() or character == "\n" for character in text)
    assert json.loads(text) == {"name": HOSTILE, "place": "Zürich"}


def test_bytes_are_described_by_what_they_are() -> None:
    film = blob(media=Media(type="video/mp4", width=640, height=360, seconds=8))

    assert blob_value(None) is None
    assert blob_value(film) == {
        "digest": film.digest, "size": 2_500_000, "type": "video/mp4",
        "width": 640, "height": 360, "seconds": 8,
    }  # fmt: skip


@pytest.mark.parametrize("text", ["##[error]x", "###[error]x", "#", "a ##vso[task]b", "\\##["])
def test_no_text_of_a_document_is_a_command_of_a_ci_log(text: str) -> None:
    shown = to_json({"prompt": text})

    assert "##" not in shown
    assert json.loads(shown) == {"prompt": text}
